"""Eurostat FIGARO inter-country tables, read from the file that a user has downloaded."""
