"""The annual report: renders answers as PDF, Word and HTML."""
