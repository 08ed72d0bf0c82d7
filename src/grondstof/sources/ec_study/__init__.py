"""European Commission, Study on the critical raw materials for the EU 2023."""
