"""Critical-Minerals-EV: minerals in battery packs by chemistry."""
