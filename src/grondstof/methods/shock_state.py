"""One month of a shock: what is made, passes, is asked from others, is covered and is missed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.shock_allocation import Dearest, Known, by_price, from_known, pro_rata
from grondstof.methods.shock_border import Border, Gates, Late
from grondstof.methods.shock_calendar import Calendar, Transit
from grondstof.methods.shock_layers import Layer
from grondstof.methods.shock_terms import Allocation, Floats, Network, Reaction, Shock, over


@dataclass(frozen=True)
class Given:
    """What stays the same for every layer of a run.

    Attributes:
        network: Base year.
        reaction: How supply and use react.
        first_month: Calendar month of step 0, 1 to 12.
        allocation: How capacity left over is shared among new buyers.
        stocks: Stock days of single territories, NaN elsewhere, shape (n,); None for the common.
        secondary: Recycling of single territories on top, shape (draws, n). [fraction of use]
    """

    network: Network
    reaction: Reaction
    first_month: int = 1
    allocation: Allocation = "pro-rata"
    stocks: Floats | None = None
    secondary: Floats | None = None


@dataclass(frozen=True)
class Left:
    """What a layer leaves uncovered in a month, shape (draws, n) each. [t]

    Attributes:
        missing: What buyers miss and nobody sends.
        net: What own use lacks after doing without and recycling.
        kept: What of what is missing waits at borders for the buyer.
        settled: What own use lacked up to now, less what late goods made good of it.
    """

    missing: Floats
    net: Floats
    kept: Floats
    settled: Floats


class State:
    """The moving parts of a run: stock, what is under way, what waits at the border."""

    def __init__(self, given: Given, layer: Layer) -> None:
        """Start at the base year."""
        react, network = given.reaction, given.network
        self.given, self.react, self.layer = given, react, layer
        self.draws, self.n = len(react.stock_days), len(network.production)
        self.calendar = Calendar(network, react.transit_months, given.first_month)
        days = np.broadcast_to(react.stock_days[:, None], (self.draws, self.n))
        if given.stocks is not None:
            days = np.where(np.isnan(given.stocks), days, given.stocks)
        self.stock = days * network.use / 365.0 + self.calendar.laid_up()
        depth = Transit.depth(react.transit_months)
        self.transit = Transit(self.calendar.before(depth), react.transit_months)
        waits = any(item.waits for item in layer.shocks)
        self.border = Border(layer.shocks, react.transit_months, self.n) if waits else None
        self.recycling = react.recycling_growth[:, None]
        if given.secondary is not None:
            self.recycling = np.minimum(self.recycling + given.secondary, 1.0)
        self.bids: NDArray[np.intp] | None = None
        if given.allocation == "price" and network.bids is not None:
            self.bids = np.argsort(-network.bids, kind="stable")
        self.hit = self._hit(layer)
        self.settled = np.zeros((self.draws, self.n))

    def _hit(self, layer: Layer) -> NDArray[np.bool_]:
        """Return the territories that have no spare capacity, because a shock hits them."""
        hit = np.zeros(self.n, dtype=bool)
        for item in layer.shocks:
            hit |= item.sources & (item.loss.max(initial=0.0) > 0.0)
        if layer.bound is not None:
            hit |= layer.bound.min(axis=(0, 1)) < 1.0 - 1e-9
        return hit

    def under_way(self) -> Floats:
        """Return what is in transit after a step, shape (draws,). [t]"""
        late = 0.0 if self.border is None else self.border.late.under_way()
        return np.asarray(self.transit.under_way() + late)

    def step(self, step: int, newer: Left | None) -> tuple[dict[str, Floats], Left]:
        """Move one month on; return its books, shape (draws, n) each, and what is uncovered.

        Args:
            step: Months since the start, from 0.
            newer: What the layer of newer shocks leaves uncovered; it is the least here too.
        """
        month, cal = self.calendar.month(step), self.calendar
        use, sold = cal.use, cal.out[month]
        running, gates = self._running(step), self._gates(step)
        arrivals, made = self.transit.arriving(), cal.made[month] * running
        base = cal.made[month] + cal.arriving(step)
        short = np.maximum(base - made - arrivals, 0.0)
        ship = self._ship(short, made + arrivals, sold, use)
        out, toward = self._through(ship, month, gates)
        blocked = np.maximum(ship * sold - out, 0.0)
        wanted = self._wanted(step, toward, running)
        more, into = self._rerouted(step, month, wanted, newer)
        missing = np.maximum(wanted - into, 0.0)
        held, released = self._held(month, ship, gates, over(into, wanted), missing, newer)
        late = self._late(short, sold, use, month, gates)
        self.transit.leave(toward + into)
        idle = np.minimum(np.maximum(blocked - held, 0.0), made)
        at_hand = made + arrivals - ship * sold
        books, net = self._covered(
            step, at_hand, np.maximum(base - sold - at_hand, 0.0), late, newer
        )
        books["build"] += blocked - idle
        books["draw"] += released
        books |= {
            "production": made - idle + more,
            "arrivals": arrivals if late is None else arrivals + late.arrived,
            "dispatch": out + more + released + (0.0 if late is None else late.sent),
            "held": held,
            "released": released,
        }
        kept = np.zeros(1) if self.border is None else self.border.kept
        return books, Left(missing, net, kept, self.settled)

    def _ship(self, short: Floats, supply: Floats, sold: Floats, use: Floats) -> Floats:
        """Return the part of base dispatch that is on offer: short supply cuts it and use alike."""
        ship = 1.0 - np.minimum(1.0, over(short, sold + use))
        if self.calendar.even:
            return np.asarray(ship)
        # What is sold out of an operating stock needs that stock to be there.
        return np.asarray(np.minimum(ship, over(supply + self.stock, sold)))

    def _wanted(self, step: int, toward: Floats, running: Floats) -> Floats:
        """Return what buyers miss: deliveries, and own production for own use, as far as needed.

        What a territory made for others is missed by those, who ask for it themselves.
        """
        cal, month = self.calendar, self.calendar.month(step)
        spared = self._ramp(step) * cal.use * (self.react.substitution[:, None] + self.recycling)
        own = cal.made[month] * (1.0 - running) * over(cal.use, cal.use + cal.out[month])
        stopped = np.maximum(own - spared, 0.0)
        missing = np.maximum(cal.inflow[month] - toward, 0.0) + stopped
        return np.where(missing <= 1e-12 * (cal.out[month] + cal.use), 0.0, missing)

    def _held(
        self, month: int, ship: Floats, gates: dict[int, Gates], replaced: Floats,
        missing: Floats, newer: Left | None,
    ) -> tuple[Floats, Floats]:  # fmt: skip
        if self.border is None:
            return np.zeros((self.draws, self.n)), np.zeros((self.draws, self.n))
        flows, growth = self.calendar.flows[month], self.react.link_growth
        most = None if newer is None else np.maximum(missing - newer.missing + newer.kept, 0.0)
        return self.border.hold(ship, flows, gates, replaced, growth, most)

    def _late(
        self, short: Floats, sold: Floats, use: Floats, month: int, gates: dict[int, Gates]
    ) -> Late | None:
        if self.border is None:
            return None
        return self.border.pass_on(
            short, sold + use, use, lambda scale: self._through(scale, month, gates)
        )

    def _covered(
        self, step: int, at_hand: Floats, lacking: Floats, late: Late | None, newer: Left | None
    ) -> tuple[dict[str, Floats], Floats]:
        """Cover what is short by doing without, recycling, late goods and stock, in this order."""
        ramped = self._ramp(step) * self.calendar.use
        room = lacking if newer is None else np.clip(lacking - newer.net, 0.0, None)
        avoided = np.minimum(room, ramped * self.react.substitution[:, None])
        recycled = np.minimum(room - avoided, ramped * self.recycling)
        net = lacking - avoided - recycled
        self.settled = self.settled + net
        usable = aside = np.zeros(1)
        if self.border is not None and late is not None:
            most = self.settled if newer is None else self.settled - newer.settled
            usable = self.border.usable(late, lacking, avoided + recycled, most)
            aside = late.arrived - late.sent - usable
            self.settled = self.settled - usable
        use = self.calendar.use - avoided
        rest = at_hand + recycled + usable - use
        surplus, need = np.maximum(rest, 0.0), np.maximum(-rest, 0.0)
        draw = np.minimum(need, self.stock)
        self.stock = self.stock - draw + surplus
        books = {
            "shortage": need - draw,
            "draw": draw,
            "build": surplus + aside,
            "recycling": recycled,
            "use": use - (need - draw),
        }
        return books, net

    def _ramp(self, step: int) -> Floats:
        since = max(0, step + 1 - self.layer.clock)
        return np.minimum(1.0, since / self.react.substitution_ramp_months)[:, None]

    def _on(self, step: int, production: bool) -> list[tuple[Shock, Floats]]:
        return [
            (item, item.drawn(step, self.react.severity))
            for item in self.layer.shocks
            if item.production is production and item.loss[step] > 0.0
        ]

    def _running(self, step: int) -> Floats:
        """Return the part of production that runs, shape (draws, n)."""
        running = np.ones((self.draws, self.n))
        if self.layer.bound is not None:
            running *= self.layer.bound[:, step]
        for item, loss in self._on(step, production=True):
            running *= 1.0 - loss[:, None] * item.sources
        return running

    def _gates(self, step: int) -> dict[int, Gates]:
        """Return what passes from each source that is stopped to every target."""
        found: dict[int, tuple[Floats, Floats]] = {}
        for item, loss in self._on(step, production=False):
            gate = 1.0 - loss[:, None] * item.targets
            for place in np.flatnonzero(item.sources):
                kept, licensed = found.get(int(place), (np.ones(1), np.ones(1)))
                pair = (kept, licensed * gate) if item.waits else (kept * gate, licensed)
                found[int(place)] = pair
        return {place: Gates(*pair) for place, pair in found.items()}

    def _through(self, scale: Floats, month: int, gates: dict[int, Gates]) -> tuple[Floats, Floats]:
        """Return dispatch by source and toward each buyer at a scale of each source's base."""
        flows = self.calendar.flows[month]
        out, toward = scale * self.calendar.out[month], scale @ flows
        for place, gate in gates.items():
            row, passes = flows[place], gate.whole
            out[:, place] = scale[:, place] * (passes @ row)
            toward -= scale[:, place, None] * row * (1.0 - passes)
        return out, np.maximum(toward, 0.0)

    def _rerouted(
        self, step: int, month: int, wanted: Floats, newer: Left | None
    ) -> tuple[Floats, Floats]:
        """Return extra dispatch by source and toward each buyer, shape (draws, n) each."""
        since = step + 1 - self.layer.clock
        if since <= 0:
            return np.zeros((self.draws, self.n)), np.zeros((self.draws, self.n))
        react, cal = self.react, self.calendar
        ramp = np.minimum(1.0, since / react.spare_ramp_months)
        spare = np.where(self.hit, 0.0, cal.capacity) * (react.spare_capacity * ramp)[:, None]
        room = np.maximum(react.link_growth - 1.0, 0.0)[:, None]
        known = self._known(month, room, spare, wanted)
        left = np.maximum(spare - known.out(), 0.0)
        rest = np.maximum(wanted - known.into, 0.0)
        open_ = (since > react.switch_lag_months)[:, None] * react.new_link_share[:, None]
        share = self._shared(open_ * left.sum(axis=1, keepdims=True), rest)
        into = known.into + share
        part = np.ones(1)
        if newer is not None:
            part = np.minimum(1.0, over(np.maximum(wanted - newer.missing, 0.0), into))
        share = share * part
        given = over(share.sum(axis=1, keepdims=True), left.sum(axis=1, keepdims=True))
        return known.out(part) + left * given, known.into * part + share

    def _known(self, month: int, room: Floats, spare: Floats, wanted: Floats) -> Known | Dearest:
        flows, inflow = self.calendar.flows[month], self.calendar.inflow[month]
        if self.bids is not None:
            return Dearest(flows, inflow, room, spare, wanted, self.bids)
        return from_known(flows, inflow, room, spare, wanted)

    def _shared(self, pool: Floats, wanted: Floats) -> Floats:
        if self.bids is not None:
            return by_price(pool, wanted, self.bids)
        return pro_rata(pool, wanted)
