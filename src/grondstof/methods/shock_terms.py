"""The terms of a supply shock: network, months of the year, disruption, reaction, path."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MONTHS = 12
Allocation = Literal["pro-rata", "price"]


@dataclass(frozen=True)
class Months:
    """How a year falls into calendar months, January first; each adds up to 1 over the year.

    Attributes:
        flows: Share of each month in the year's flow from i to j, shape (12, n, n). [fraction]
        production: Share of each month in the year's production, shape (12, n). [fraction]
    """

    flows: Floats
    production: Floats


@dataclass(frozen=True)
class Network:
    """Base year of one material at one stage.

    Attributes:
        flows: Dispatch of i to j in a year, zero diagonal, shape (n, n). [t]
        production: Production of a year, shape (n,). [t]
        bids: What buyers pay, shape (n,); only its order counts. None where unknown. [USD/t]
        months: How the year falls into months; None shares it evenly.
    """

    flows: Floats
    production: Floats
    bids: Floats | None = None
    months: Months | None = None

    @property
    def use(self) -> Floats:
        """Return use: production plus imports less exports, shape (n,). [t per year]"""
        net = self.production + self.flows.sum(axis=0) - self.flows.sum(axis=1)
        return np.asarray(np.maximum(net, 0.0))


@dataclass(frozen=True)
class Shock:
    """One disruption.

    Attributes:
        sources: Whether a territory is hit as a source, shape (n,). [bool]
        targets: Whether dispatch to a territory is hit, shape (n,). [bool]
        loss: Share lost in each month, shape (steps,). [fraction]
        production: Whether production itself stops (outage, war) or only dispatch (ban, quota).
        size: Multiple of the loss in each draw, shape (draws,); None for once the stated loss.
        waits: Whether what is stopped waits at the border and leaves later (licence delay).
    """

    sources: NDArray[np.bool_]
    targets: NDArray[np.bool_]
    loss: Floats
    production: bool = False
    size: Floats | None = None
    waits: bool = False

    def drawn(self, step: int, severity: Floats) -> Floats:
        """Return the loss of a month in every draw, shape (draws,). [fraction]"""
        size = 1.0 if self.size is None else self.size
        return np.asarray(np.clip(self.loss[step] * severity * size, 0.0, 1.0))


@dataclass(frozen=True)
class Reaction:
    """How supply and use react; every field has shape (draws,).

    Attributes:
        stock_days: Stock at the start. [days of use]
        spare_capacity: Production that can be added. [fraction of production]
        spare_ramp_months: Time until all of it runs. [months]
        transit_months: Time between dispatch and arrival, at least 1. [months]
        link_growth: Most that an existing link carries. [multiple of base flow]
        switch_lag_months: Time before a new supplier delivers. [months]
        new_link_share: Part of what is left over that new buyers can get. [fraction]
        recycling_growth: Extra recycling at full ramp. [fraction of use]
        substitution: Use that can do without at full ramp. [fraction of use]
        substitution_ramp_months: Time until then, for recycling too. [months]
        severity: Multiple of the stated loss. [dimensionless]
    """

    stock_days: Floats
    spare_capacity: Floats
    spare_ramp_months: Floats
    transit_months: Floats
    link_growth: Floats
    switch_lag_months: Floats
    new_link_share: Floats
    recycling_growth: Floats
    substitution: Floats
    substitution_ramp_months: Floats
    severity: Floats

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the fields in order."""
        return tuple(item.name for item in fields(cls))


@dataclass
class Path:
    """What happened, month by month; every array has shape (draws, steps, n). [t per month]

    Attributes:
        shortage: Use that nothing covers.
        books: Further flows by name: production, arrivals, dispatch, draw, build, recycling, use.
            Of build and draw, `held` and `released` are what went to wait at the border and what
            left it; `waiting` is what waits there after the month. [t]
        need: Use of a month without shock, shape (n,).
        transit: What is under way after each step, shape (draws, steps).
        outside: Short part of the use of all territories that restrict no exports, shape
            (draws, steps). [fraction]
    """

    shortage: Floats
    books: dict[str, Floats] = field(default_factory=dict)
    need: Floats = field(default_factory=lambda: np.zeros(0))
    transit: Floats = field(default_factory=lambda: np.zeros(0))
    outside: Floats = field(default_factory=lambda: np.zeros(0))


def restricting(shocks: Sequence[Shock], places: int) -> NDArray[np.bool_]:
    """Return where exports are restricted, shape (places,). [bool]"""
    found = np.zeros(places, dtype=bool)
    for item in shocks:
        if not item.production and item.loss.max(initial=0.0) > 0.0:
            found |= item.sources
    return found


def over(top: Floats, bottom: Floats) -> Floats:
    """Return top / bottom; where the bottom is zero, 1 for a positive top and else 0."""
    safe = np.where(bottom > 0.0, bottom, 1.0)
    return np.asarray(np.where(bottom > 0.0, top / safe, np.where(top > 0.0, 1.0, 0.0)))
