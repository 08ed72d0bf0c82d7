"""Companion indicators of a material: plain figures beside a list that no method adds up."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np


def concentration(amounts: Mapping[str, float], rest: float) -> tuple[float, float, float]:
    """Return the Herfindahl index of named shares, and what the unnamed rest can make of it.

    HHI = sum_c s_c^2 with s_c = amount_c / total. The rest counts as spread thin in the value and
    the lower end, and as one territory in the upper end. Range 0..1 [dimensionless].

    Args:
        amounts: Amount by territory, above zero in sum. [any one unit]
        rest: Amount that no territory is named for. [same unit]
    """
    total = sum(amounts.values()) + rest
    named = sum((amount / total) ** 2 for amount in amounts.values())
    return named, named, named + (rest / total) ** 2


def largest(amounts: Mapping[str, float], rest: float, count: int) -> float:
    """Return the share of the largest territories [fraction, 0..1].

    Args:
        amounts: Amount by territory. [any one unit]
        rest: Amount that no territory is named for. [same unit]
        count: How many territories.
    """
    total = sum(amounts.values()) + rest
    return sum(sorted(amounts.values(), reverse=True)[:count]) / total


def years_left(reserves: float, production: float) -> float:
    """Return reserves over yearly production [year]; no forecast of depletion.

    Args:
        reserves: Reserves. [t]
        production: Production in a year, above zero. [t, same content]
    """
    return reserves / production


def yearly_growth(years: Sequence[int], amounts: Sequence[float]) -> float:
    """Return the slope of the logarithm of amounts on years [1/year].

    Args:
        years: At least two different years.
        amounts: Amounts above zero, one for each year. [any one unit]
    """
    slope, _ = np.polyfit(np.asarray(years, dtype=np.float64), np.log(np.asarray(amounts)), 1)
    return float(slope)


def largest_rise(prices: Sequence[float]) -> float:
    """Return the largest rise from one year to the next: max_y(p_y / p_(y-1) - 1) [fraction].

    Args:
        prices: Prices of years that follow each other, above zero; at least two. [any one unit]
    """
    return max(after / before - 1.0 for before, after in pairwise(prices))


def source_score(
    amounts: Mapping[str, float], scores: Mapping[str, float], ends: tuple[float, float]
) -> tuple[float | None, float, float]:
    """Return a score of territories weighed by what they produce, and what the rest can make of it.

    value = sum_c P_c s_c / sum_c P_c over territories with a score; the part of production whose
    territory or score is not known counts at either end of the scale. The value is None when less
    than half of production has a score. [same scale as the scores]

    Args:
        amounts: Amount by territory, unnamed remainders included, above zero in sum. [any one unit]
        scores: Score by territory. [any one scale]
        ends: Lowest and highest score that can be.
    """
    total = sum(amounts.values())
    known = sum(amount for name, amount in amounts.items() if name in scores)
    part = sum(amount * scores[name] for name, amount in amounts.items() if name in scores)
    low, high = ((part + (total - known) * end) / total for end in ends)
    return (part / known if known >= total / 2 and known > 0 else None), low, high
