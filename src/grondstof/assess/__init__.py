"""Recipes: settled tables plus a method give an assessed table."""
