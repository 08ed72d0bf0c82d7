"""Typed answers, one module per question; every surface renders these."""
