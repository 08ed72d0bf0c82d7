"""The site: renders answers as pages."""
