"""Code lists: the Harmonized System in words, and changes of the Combined Nomenclature."""
