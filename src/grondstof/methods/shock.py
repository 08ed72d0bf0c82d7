"""A supply shock month by month: production, transit, stocks, re-routing, shortage, recovery.

A network is a square matrix of base flows with production and use of every territory. Every step
holds, per territory and draw: production + arrivals + stock draw + recycling
= use + dispatch + stock build (nothing is lost on the way); and over all steps dispatch equals
arrivals plus the growth of what is in transit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.shock_allocation import by_price, link_growth, pro_rata

Floats = NDArray[np.float64]
MONTHS = 12.0
Allocation = Literal["pro-rata", "price"]


@dataclass(frozen=True)
class Network:
    """Base year of one material at one stage.

    Attributes:
        flows: Dispatch of i to j in a year, zero diagonal, shape (n, n). [t]
        production: Production of a year, shape (n,). [t]
        bids: What buyers pay, shape (n,); only its order counts. None where unknown. [USD/t]
    """

    flows: Floats
    production: Floats
    bids: Floats | None = None

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
    """

    sources: NDArray[np.bool_]
    targets: NDArray[np.bool_]
    loss: Floats
    production: bool = False
    size: Floats | None = None


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


def run(
    network: Network,
    shocks: list[Shock],
    reaction: Reaction,
    steps: int,
    *,
    allocation: Allocation = "pro-rata",
    stocks: Floats | None = None,
    keep: NDArray[np.intp] | None = None,
    secondary: Floats | None = None,
    bound: Floats | None = None,
) -> Path:
    """Return the path of a network under shocks.

    In each month a territory has production and arrivals; when they fall short of the base, it
    cuts dispatch and own use alike. Shocks then block dispatch or stop production. What buyers
    miss they ask from sources that are not hit: on existing links up to their growth, from new
    suppliers after the switch lag; both arrive after transit. Stocks cover what is short. A
    source that is blocked lowers its production; what it bought for others piles up. Neither is
    given to its own users, so that a larger shock cannot look like a smaller one.

    Args:
        network: Base year.
        shocks: Disruptions; where several hit one link, what passes is the product.
        reaction: How supply and use react, one value per draw.
        steps: Number of months.
        allocation: How capacity left over is shared among new buyers.
        stocks: Stock days of single territories in place of the common one, NaN elsewhere,
            shape (n,). [days]
        bound: Part of production that something outside the network allows, such as the host of a
            by-product, shape (steps, n) or (draws, steps, n); all when None. Territories that are
            bounded have no spare capacity. [fraction]
        keep: Territories whose books are kept; all when None.
        secondary: Recycling that single territories can add on top of the common growth,
            shape (draws, n). [fraction of use]

    Returns:
        The path, with the kept territories on the last axis.

    Raises:
        ValueError: Transit below one month, a loss outside 0 to 1, or price without bids.

    Source: pro-rata cascades on trade networks: Marchand et al. (2016), Reserves and trade jointly
    determine exposure to food supply shocks; transit and stocks are added.
    """
    _check(network, shocks, reaction, allocation)
    state = _State(network, shocks, reaction, steps, stocks)
    state.allocation = allocation
    if bound is not None:
        state.bind(bound)
    if secondary is not None:
        state.recycling = np.minimum(state.recycling + secondary, 1.0)
    return _followed(state, np.arange(len(network.production)) if keep is None else keep, steps)


def _check(
    network: Network, shocks: list[Shock], reaction: Reaction, allocation: Allocation
) -> None:
    if float(reaction.transit_months.min()) < 1.0:
        raise ValueError("transit takes at least one month")
    if any(np.any((item.loss < 0.0) | (item.loss > 1.0)) for item in shocks):
        raise ValueError("a loss is a fraction from 0 to 1")
    if allocation == "price" and network.bids is None:
        raise ValueError("sharing by price needs bids")


def _followed(state: "_State", chosen: NDArray[np.intp], steps: int) -> Path:
    """Return the path of the chosen territories, month by month."""
    shape = (state.draws, steps, len(chosen))
    names = ("production", "arrivals", "dispatch", "draw", "build", "recycling", "use")
    path = Path(np.zeros(shape), {name: np.zeros(shape) for name in names})
    path.need = state.net.use[chosen] / MONTHS
    path.transit, path.outside = np.zeros(shape[:2]), np.zeros(shape[:2])
    free = ~restricting(state.shocks, state.n)
    use = max(float(state.use[free].sum()), 1e-300)
    for step in range(steps):
        found = state.step(step)
        shortage = found.pop("shortage")
        path.outside[:, step] = shortage @ free / use
        path.shortage[:, step] = shortage[:, chosen]
        for name, values in found.items():
            path.books[name][:, step] = values[:, chosen]
        path.transit[:, step] = state.under_way()
    return path


class _State:
    """The moving parts of a run: stock, what is under way, and the constants of a month."""

    def __init__(
        self,
        network: Network,
        shocks: list[Shock],
        reaction: Reaction,
        steps: int,
        stocks: Floats | None,
    ) -> None:
        self.net, self.shocks, self.reaction = network, shocks, reaction
        self.draws, self.n = len(reaction.stock_days), len(network.production)
        self.flows = network.flows / MONTHS
        self.made = network.production / MONTHS
        self.use = network.use / MONTHS
        self.base = self.use + self.flows.sum(axis=1)
        self.inflow = self.flows.sum(axis=0)
        days = np.broadcast_to(reaction.stock_days[:, None], (self.draws, self.n))
        if stocks is not None:
            days = np.where(np.isnan(stocks), days, stocks)
        self.stock = days * network.use / 365.0
        whole = np.floor(reaction.transit_months).astype(int)
        self.lag, self.part = whole, (reaction.transit_months - whole)[:, None]
        depth = int(whole.max()) + 2
        self.sent = np.repeat(self.inflow[None, None, :], depth, axis=0).repeat(self.draws, axis=1)
        self.allocation: Allocation = "pro-rata"
        self.recycling = reaction.recycling_growth[:, None]
        hit = [item.sources & (item.loss.max(initial=0.0) > 0.0) for item in shocks]
        self.hit = np.logical_or.reduce(hit) if hit else np.zeros(self.n, dtype=bool)
        starts = [int(np.argmax(item.loss > 0.0)) for item in shocks if (item.loss > 0.0).any()]
        self.start = min(starts, default=steps)
        self.order = np.argsort(-network.bids, kind="stable") if network.bids is not None else None
        self.bound: Floats | None = None

    def bind(self, bound: Floats) -> None:
        """Bound production; what is bounded counts as hit from the first month on."""
        self.bound = np.clip(bound, 0.0, 1.0).reshape(-1, *bound.shape[-2:])
        least = self.bound.min(axis=0)
        self.hit = self.hit | (least.min(axis=0) < 1.0 - 1e-9)
        months = np.flatnonzero(least.min(axis=1) < 1.0 - 1e-9)
        if len(months):
            self.start = min(self.start, int(months[0]))

    def arrivals(self) -> Floats:
        """Return what arrives now: what left `transit_months` ago, between two months if broken."""
        rows = np.arange(self.draws)
        early = self.sent[self.lag - 1, rows]
        late = self.sent[self.lag, rows]
        return np.asarray((1.0 - self.part) * early + self.part * late)

    def under_way(self) -> Floats:
        """Return what is in transit after a step, shape (draws,): what left and has not arrived."""
        ages = np.arange(len(self.sent))[:, None]
        part = np.where(ages < self.lag, 1.0, np.where(ages == self.lag, self.part[:, 0], 0.0))
        return np.asarray((self.sent.sum(axis=2) * part).sum(axis=0))

    def step(self, step: int) -> dict[str, Floats]:
        """Move one month on and return its books, arrays of shape (draws, n)."""
        arrivals = self.arrivals()
        passed = self._passed(step)
        made = self.made * self._running(step)
        level = np.minimum(1.0, _divide(made + arrivals, self.base))
        at_hand = level * self.use + np.maximum(made + arrivals - self.base, 0.0)
        out, toward = self._dispatch(level, passed)
        blocked = np.maximum(level * self.flows.sum(axis=1) - out, 0.0)
        idle = np.minimum(blocked, made)
        extra_out, extra_in = self._rerouted(step, toward, self._stopped(step))
        self.sent = np.concatenate([(toward + extra_in)[None], self.sent[:-1]])
        return self._close(step, at_hand, blocked - idle) | {
            "production": made - idle + extra_out,
            "arrivals": arrivals,
            "dispatch": out + extra_out,
        }

    def _close(self, step: int, at_hand: Floats, held: Floats) -> dict[str, Floats]:
        """Cover what is short by doing without, recycling and stock; keep what is left over."""
        ramped = self._ramp(step) * self.use
        short = np.maximum(self.use - at_hand, 0.0)
        avoided = np.minimum(short, ramped * self.reaction.substitution[:, None])
        short = short - avoided
        recycling = np.minimum(short, ramped * self.recycling)
        short = short - recycling
        draw = np.minimum(short, self.stock)
        surplus = np.maximum(at_hand - self.use, 0.0)
        self.stock = self.stock - draw + surplus
        return {
            "shortage": short - draw,
            "draw": draw,
            "build": surplus + held,
            "recycling": recycling,
            "use": self.use - avoided - (short - draw),
        }

    def _ramp(self, step: int) -> Floats:
        since = max(0, step + 1 - self.start)
        return np.minimum(1.0, since / self.reaction.substitution_ramp_months)[:, None]

    def _losses(self, step: int, production: bool) -> list[tuple[Shock, Floats]]:
        severity = self.reaction.severity
        return [
            (item, np.clip(item.loss[step] * severity * _size(item), 0.0, 1.0))
            for item in self.shocks
            if item.production is production and item.loss[step] > 0.0
        ]

    def _running(self, step: int) -> Floats:
        """Return the part of production that runs, shape (draws, n)."""
        running = np.ones((self.draws, self.n))
        if self.bound is not None:
            running *= self.bound[:, step]
        for item, loss in self._losses(step, production=True):
            running *= 1.0 - loss[:, None] * item.sources
        return running

    def _stopped(self, step: int) -> Floats:
        """Return production that does not run, which its territory wants to buy instead."""
        return np.asarray(self.made * (1.0 - self._running(step)))

    def _passed(self, step: int) -> dict[int, Floats]:
        """Return what passes from each blocked source to every target, shape (draws, n) each."""
        passed: dict[int, Floats] = {}
        for item, loss in self._losses(step, production=False):
            gate = 1.0 - loss[:, None] * item.targets
            for place in np.flatnonzero(item.sources):
                passed[int(place)] = passed.get(int(place), 1.0) * gate
        return passed

    def _dispatch(self, level: Floats, passed: dict[int, Floats]) -> tuple[Floats, Floats]:
        """Return dispatch by source and toward each buyer, shape (draws, n) each."""
        out = level * self.flows.sum(axis=1)
        toward = level @ self.flows
        for place, gate in passed.items():
            row = self.flows[place]
            out[:, place] = level[:, place] * (gate @ row)
            toward -= level[:, place, None] * row * (1.0 - gate)
        return out, np.maximum(toward, 0.0)

    def _rerouted(self, step: int, toward: Floats, stopped: Floats) -> tuple[Floats, Floats]:
        """Return extra dispatch by source and toward each buyer, shape (draws, n) each."""
        if step < self.start:
            nothing = np.zeros((self.draws, self.n))
            return nothing, nothing
        react, since = self.reaction, step + 1 - self.start
        ramp = np.minimum(1.0, since / react.spare_ramp_months)
        spare = np.where(self.hit, 0.0, self.made) * (react.spare_capacity * ramp)[:, None]
        wanted = np.maximum(self.inflow - toward, 0.0) + stopped
        wanted = np.where(wanted <= 1e-12 * self.base, 0.0, wanted)
        room = np.maximum(react.link_growth - 1.0, 0.0)[:, None]
        a, b = link_growth(self.flows, room, spare, wanted)
        out = a * (b @ self.flows.T) * room
        into = b * (a @ self.flows) * room
        spare, wanted = np.maximum(spare - out, 0.0), np.maximum(wanted - into, 0.0)
        open_ = (since > react.switch_lag_months)[:, None] * react.new_link_share[:, None]
        pool = open_ * spare.sum(axis=1, keepdims=True)
        share = (
            by_price(pool, wanted, self.order)
            if self.allocation == "price" and self.order is not None
            else pro_rata(pool, wanted)
        )
        given = _divide(share.sum(axis=1, keepdims=True), spare.sum(axis=1, keepdims=True))
        return out + spare * given, into + share


def restricting(shocks: Sequence[Shock], places: int) -> NDArray[np.bool_]:
    """Return where exports are restricted, shape (places,). [bool]"""
    found = np.zeros(places, dtype=bool)
    for item in shocks:
        if not item.production and item.loss.max(initial=0.0) > 0.0:
            found |= item.sources
    return found


def _size(item: Shock) -> Floats:
    return np.ones(1) if item.size is None else item.size


def _divide(top: Floats, bottom: Floats) -> Floats:
    """Return top / bottom, and 1 where the bottom is zero."""
    safe = np.where(bottom > 0.0, bottom, 1.0)
    return np.asarray(np.where(bottom > 0.0, top / safe, np.where(top > 0.0, 1.0, 0.0)))
