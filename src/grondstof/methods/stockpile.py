"""Stockpiles: days of cover, release rules, and the stock that keeps expected loss under a level.

Losses come from outside as a function of the shortage in a month, so that any model of shocks can
be behind it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grondstof.errors import Fault, InputError, Phrase

Floats = NDArray[np.float64]
# Shortage of a month [t] -> loss of that month [EUR], elementwise.
Loss = Callable[[Floats], Floats]
DAYS_PER_YEAR = 365.0


@dataclass(frozen=True)
class ReleaseRule:
    """When and how fast a stock may be used.

    Attributes:
        wait_months: Months of shortage before the first release.
        least_share: Smallest shortage, as a share of monthly use, that opens the stock.
        most_per_month: Largest release in a month, as a share of the full stock.
    """

    wait_months: int = 0
    least_share: float = 0.0
    most_per_month: float = 1.0


@dataclass(frozen=True)
class Release:
    """What a stock does in a run of months; arrays of shape (scenarios, months) [t]."""

    released: Floats
    unmet: Floats
    left: Floats


def cover_stock(use_t_year: float, days: float) -> float:
    """Return the stock that covers a number of days of use: use x days / 365 [t].

    Args:
        use_t_year: Use in a year, zero or more [t].
        days: Days of cover, zero or more.

    Raises:
        InputError: If use or days is negative or not a number.
    """
    faults = [
        Fault(name, f"{value:g}", "zero or more", "Give a number of zero or more")
        for name, value in (("use", use_t_year), ("days of cover", days))
        if not (np.isfinite(value) and value >= 0.0)
    ]
    if faults:
        raise InputError(faults)
    return use_t_year * days / DAYS_PER_YEAR


def cover_days(stock_t: float, use_t_year: float) -> float | None:
    """Return for how many days of full use a stock lasts; None when nothing is used."""
    return None if use_t_year <= 0.0 else stock_t * DAYS_PER_YEAR / use_t_year


def release(
    stock_t: float, shortages: ArrayLike, use_t_month: float, rule: ReleaseRule | None = None
) -> Release:
    """Return what is released, what stays unmet and what is left, month by month.

    The stock opens in the first month after `wait_months` months with a shortage of at least
    `least_share` of monthly use; from then on each month gets min(shortage, stock left,
    `most_per_month` x full stock). It stays open: rules that shut again invite hoarding.

    Args:
        stock_t: Full stock at the start [t].
        shortages: Shortage by scenario and month, zero or more, shape (scenarios, months) [t].
        use_t_month: Use in a normal month [t].
        rule: When and how fast; at once and freely when absent.
    """
    rule = rule or ReleaseRule()
    gaps = np.atleast_2d(np.asarray(shortages, dtype=np.float64))
    opened = (gaps > 0.0) & (gaps >= rule.least_share * use_t_month)
    waited = np.cumsum(opened, axis=1) > rule.wait_months
    left = np.full(len(gaps), stock_t)
    most = rule.most_per_month * stock_t
    released, remains = np.zeros_like(gaps), np.zeros_like(gaps)
    for month in range(gaps.shape[1]):
        given = np.where(waited[:, month], np.minimum(np.minimum(gaps[:, month], left), most), 0.0)
        left = left - given
        released[:, month], remains[:, month] = given, left
    return Release(released, gaps - released, remains)


def expected_loss(
    stock_t: float,
    shortages: ArrayLike,
    weights: ArrayLike,
    loss: Loss,
    use_t_month: float,
    rule: ReleaseRule | None = None,
) -> float:
    """Return the expected loss over scenarios with a stock of a given size [EUR].

    Formula: sum_s w_s sum_m L(shortage_sm - released_sm), with w normalised to 1.

    Args:
        stock_t: Stock [t].
        shortages: Shape (scenarios, months) [t].
        weights: Weight of each scenario, zero or more, shape (scenarios,).
        loss: Loss of a month's unmet shortage.
        use_t_month: Use in a normal month [t].
        rule: Release rule.
    """
    unmet = release(stock_t, shortages, use_t_month, rule).unmet
    chance = np.asarray(weights, dtype=np.float64)
    return float(chance @ loss(unmet).sum(axis=1) / chance.sum())


def stock_for_loss(
    level: float,
    shortages: ArrayLike,
    weights: ArrayLike,
    loss: Loss,
    use_t_month: float,
    rule: ReleaseRule | None = None,
) -> float:
    """Return the smallest stock whose expected loss is at or below a level [t].

    Expected loss falls with stock, so bisection finds it; to 1e-9 of the largest useful stock.

    Args:
        level: Largest expected loss [EUR].
        shortages: Shape (scenarios, months) [t].
        weights: Weight of each scenario.
        loss: Loss of a month's unmet shortage, rising with it.
        use_t_month: Use in a normal month [t].
        rule: Release rule.

    Raises:
        InputError: If no stock is enough, because the rule lets shortage pass before it opens.
    """

    def expected(stock: float) -> float:
        return expected_loss(stock, shortages, weights, loss, use_t_month, rule)

    gaps = np.atleast_2d(np.asarray(shortages, dtype=np.float64))
    most = float(gaps.sum(axis=1).max())
    if rule is not None and rule.most_per_month > 0.0:
        most = max(most, float(gaps.max()) / rule.most_per_month)
    if expected(0.0) <= level:
        return 0.0
    reach = expected(most)
    if reach > level:
        raise InputError(
            [
                Fault(
                    "stockpile",
                    Phrase(
                        "an expected loss of at most {level:,.0f} asked for, {reach:,.0f} reached "
                        "with any stock",
                        level=level,
                        reach=reach,
                    ),
                    "a level that a stock can reach under its release rule",
                    "Open the stock sooner, or accept a higher loss",
                )
            ]
        )
    low, high = 0.0, most
    while high - low > 1e-9 * most:
        middle = (low + high) / 2.0
        low, high = (low, middle) if expected(middle) <= level else (middle, high)
    return high


def holding_cost(value: float, years: float, capital: float, storage: float) -> float:
    """Return what it costs to hold a stock, without the material itself [EUR].

    Formula: value x ((1 + capital + storage)^years - 1): money tied up and a yearly share of the
    value for storage, insurance and turning over.

    Args:
        value: Price of the stock [EUR].
        years: How long it is held.
        capital: Yearly cost of capital as a share.
        storage: Yearly cost of storage as a share of the value.
    """
    return float(value * ((1.0 + capital + storage) ** years - 1.0))
