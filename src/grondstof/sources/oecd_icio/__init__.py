"""OECD Inter-Country Input-Output tables, read from the archive that a user has downloaded."""
