"""The public API: renders answers as JSON."""
