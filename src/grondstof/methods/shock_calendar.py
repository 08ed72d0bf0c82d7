"""The base year month by month: what is made, sent, under way and laid up when nothing is wrong."""

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.shock_terms import MONTHS, Floats, Months, Network


class Transit:
    """Goods under way: what left in each of the last months, and when it arrives."""

    def __init__(self, sent: Floats, months: Floats) -> None:
        """Start with what left before, the latest first, shape (depth, draws, n). [t]"""
        self.sent = sent
        self.lag = np.floor(months).astype(int)
        self.part = (months - self.lag)[:, None]

    @staticmethod
    def depth(months: Floats) -> int:
        """Return how many months back the slowest goods left."""
        return int(np.floor(months).max()) + 2

    def arriving(self) -> Floats:
        """Return what arrives now: what left a transit ago, between two months if broken."""
        rows = np.arange(len(self.lag))
        early, late = self.sent[self.lag - 1, rows], self.sent[self.lag, rows]
        return np.asarray((1.0 - self.part) * early + self.part * late)

    def leave(self, toward: Floats) -> None:
        """Take up what leaves in this month, shape (draws, n)."""
        self.sent = np.concatenate([toward[None], self.sent[:-1]])

    def under_way(self) -> Floats:
        """Return what left and has not arrived, shape (draws,)."""
        ages = np.arange(len(self.sent))[:, None]
        part = np.where(ages < self.lag, 1.0, np.where(ages == self.lag, self.part[:, 0], 0.0))
        return np.asarray((self.sent.sum(axis=2) * part).sum(axis=0))


class Calendar:
    """Base flows, production and use of every step, even or by calendar month.

    Use is even over the year. Where flows or production are not, an operating stock bridges the
    months: it starts so high that it is never below zero in the base year.
    """

    def __init__(self, network: Network, transit_months: Floats, first_month: int) -> None:
        """Lay the year out; step 0 falls in the calendar month `first_month`, 1 to 12."""
        self.even = network.months is None
        self.first = first_month - 1
        self.use = network.use / MONTHS
        self.capacity = network.production / MONTHS
        if network.months is None:
            self.flows = (network.flows / MONTHS)[None]
            self.made = (network.production / MONTHS)[None]
        else:
            self.flows = network.flows * network.months.flows
            self.made = network.production * network.months.production
        self.out, self.inflow = self.flows.sum(axis=2), self.flows.sum(axis=1)
        self.lag = np.floor(transit_months).astype(int)
        self.part = (transit_months - self.lag)[:, None]

    def month(self, step: int) -> int:
        """Return the place of a step's base in the arrays by month."""
        return 0 if self.even else (self.first + step) % MONTHS

    def before(self, depth: int) -> Floats:
        """Return what left toward each territory before step 0, shape (depth, draws, n). [t]"""
        rows = [self.inflow[self.month(-1 - age)] for age in range(depth)]
        return np.repeat(np.array(rows)[:, None, :], len(self.lag), axis=1)

    def arriving(self, step: int) -> Floats:
        """Return what arrives in the base year, shape (n,) or (draws, n). [t]"""
        if self.even:
            return np.asarray(self.inflow[0])
        early, late = (self.inflow[(self.first + step - self.lag - k) % MONTHS] for k in (0, 1))
        return np.asarray((1.0 - self.part) * early + self.part * late)

    def laid_up(self) -> Floats:
        """Return the operating stock at step 0, shape (draws, n). [t]

        o = max(0, -min over months of the sum of production + arrivals - dispatch - use).
        """
        shape = (len(self.lag), len(self.use))
        if self.even:
            return np.zeros(shape)
        level, least = np.zeros(shape), np.zeros(shape)
        for step in range(MONTHS):
            at = self.month(step)
            level = level + self.made[at] + self.arriving(step) - self.out[at] - self.use
            least = np.minimum(least, level)
        return -least


def even_months(places: int) -> Months:
    """Return months that share the year evenly."""
    share = 1.0 / MONTHS
    return Months(np.full((MONTHS, places, places), share), np.full((MONTHS, places), share))


def checked(months: Months, places: int) -> Months:
    """Return the months if they can be one year.

    Raises:
        ValueError: A shape is wrong, a share below zero, or a year does not add up to 1.
    """
    if months.flows.shape != (MONTHS, places, places):
        raise ValueError(f"shares of flows need the shape (12, {places}, {places})")
    if months.production.shape != (MONTHS, places):
        raise ValueError(f"shares of production need the shape (12, {places})")
    for shares in (months.flows, months.production):
        if shares.min() < 0.0 or np.abs(shares.sum(axis=0) - 1.0).max() > 1e-9:
            raise ValueError("the months of a year are shares from 0 that add up to 1")
    return months


def normal(values: Floats) -> Floats:
    """Return twelve amounts as shares of their year. [fraction]

    Raises:
        ValueError: Not twelve, one below zero, or all zero.
    """
    found: NDArray[np.float64] = np.asarray(values, dtype=np.float64)
    if found.shape != (MONTHS,) or found.min() < 0.0 or not found.sum() > 0.0:
        raise ValueError("a series has twelve amounts from 0, not all zero")
    return np.asarray(found / found.sum())
