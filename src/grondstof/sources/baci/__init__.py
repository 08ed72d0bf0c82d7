"""CEPII BACI: reconciled trade between all territories by HS6 code and year."""
