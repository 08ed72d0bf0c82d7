"""Answers, and the ways to show them; nothing here computes or touches a table."""
