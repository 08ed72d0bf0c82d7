"""PV ICE: material in photovoltaic modules by year of making."""
