"""EXIOBASE 3, read from the archive that a user has downloaded."""
