"""Judgement: many claims become one value, with its reason and its losers."""
