"""UNDP: the Human Development Index."""
