"""Charts: pure functions from plain numbers to SVG text."""
