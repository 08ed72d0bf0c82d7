"""OECD national input-output tables: Dutch tables and the value added of 76 economies."""
