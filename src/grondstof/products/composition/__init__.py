"""The composition library: what one kilogram of a product holds, with range, grade and source."""
