"""The science: pure functions from numbers to numbers."""
