"""Eurostat Comext: monthly trade of EU members by eight digits; fetched, not shipped."""
