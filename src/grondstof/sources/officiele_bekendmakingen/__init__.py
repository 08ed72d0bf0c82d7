"""Official publications of the Netherlands (KOOP): which papers a dossier holds."""
