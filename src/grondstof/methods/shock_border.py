"""Goods that wait at a border for a licence: held, replaced or released, and late where they go.

What a licence delay holds in a month, and what the buyer has not replaced from elsewhere in that
month, waits; the replaced part is an order that lapses, as under a ban. It leaves as soon as the
gate lets it, on top of the usual flow and within what the link can grow:
    r_ij = min(q_ij, gate_ij (growth - 1) F_ij),   q_ij' = q_ij + h_ij (1 - e_j) - r_ij,
with h the amount held and e_j the part of what buyer j misses that others deliver. Late goods
travel like others. They never stand in for goods of the month in which they arrive: they make good
what was drawn from stock or missed because of the delay, so that a delay never costs more than a
ban of the same size and never helps against another shock. What comes later than that is laid by.
A territory that hands goods on does so with late ones, in the part by which it cut its dispatch.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from grondstof.methods.shock_calendar import Transit
from grondstof.methods.shock_terms import Floats, Shock, over

# Sends a scale of each source through the gates of the month: dispatch and toward each buyer.
Through = Callable[[Floats], tuple[Floats, Floats]]


@dataclass(frozen=True)
class Gates:
    """What passes from one source to every target in a month, shape (draws, n) each. [fraction]

    Attributes:
        kept: What bans, quotas and taxes let pass.
        licensed: What licences let pass of that.
    """

    kept: Floats
    licensed: Floats

    @property
    def held(self) -> Floats:
        """Return what waits for a licence."""
        return self.kept * (1.0 - self.licensed)

    @property
    def whole(self) -> Floats:
        """Return what passes all of them."""
        return self.kept * self.licensed


@dataclass(frozen=True)
class Late:
    """Late goods of a month, shape (draws, n) each. [t]

    Attributes:
        arrived: What arrives late.
        missed: What does not arrive because it waits somewhere.
        sent: What is handed on late.
        own: Part of what arrived that is for own use.
    """

    arrived: Floats
    missed: Floats
    sent: Floats
    own: Floats


class Border:
    """What waits at the border of every source with a licence delay, and what is late."""

    def __init__(self, shocks: Sequence[Shock], months: Floats, places: int) -> None:
        """Start with nothing waiting."""
        draws = len(months)
        sources = [np.flatnonzero(item.sources) for item in shocks if item.waits]
        names = sorted({int(place) for found in sources for place in found})
        self.queue: dict[int, Floats] = {name: np.zeros((draws, places)) for name in names}
        shape = (Transit.depth(months), draws, places)
        self.late = Transit(np.zeros(shape), months)
        self.missed = Transit(np.zeros(shape), months)
        self.owed = np.zeros((draws, places))
        self._shape = (draws, places)
        self.kept = np.zeros(self._shape)
        self._leaving = np.zeros(self._shape), np.zeros(self._shape)

    def hold(
        self, ship: Floats, flows: Floats, gates: Mapping[int, Gates], replaced: Floats,
        growth: Floats, most: Floats | None,
    ) -> tuple[Floats, Floats]:  # fmt: skip
        """Take up what is held in a month and let go what may leave, shape (draws, n) each. [t]

        Args:
            ship: Part of base dispatch that is on offer, shape (draws, n). [fraction]
            flows: Base flows of the month, shape (n, n). [t]
            gates: What passes from each source that is stopped.
            replaced: Part of what each buyer misses that others send, shape (draws, n). [fraction]
            growth: Most that a link carries, shape (draws,). [multiple of base flow]
            most: Most that may be kept for each buyer, shape (draws, n); all when None. [t]
        """
        stays = {
            place: ship[:, place, None] * flows[place] * gates[place].held * (1.0 - replaced)
            for place in self.queue
            if place in gates
        }
        self.kept = np.zeros(self._shape) + sum(stays.values())
        part = np.ones(1) if most is None else np.minimum(1.0, over(most, self.kept))
        self.kept = self.kept * part
        held, released, toward = (np.zeros(self._shape) for _ in range(3))
        for place, waiting in self.queue.items():
            passes = gates[place].whole if place in gates else np.ones(1)
            room = np.maximum(growth - 1.0, 0.0)[:, None] * flows[place]
            go = np.minimum(waiting, passes * room)
            stay = stays[place] * part if place in stays else np.zeros(self._shape)
            self.queue[place] = waiting + stay - go
            held[:, place], released[:, place] = stay.sum(axis=1), go.sum(axis=1)
            toward = toward + go
        self._leaving = toward, self.kept
        return held, released

    def pass_on(self, short: Floats, outlay: Floats, use: Floats, through: Through) -> Late:
        """Return what is late in a month, and send on the part that was for others.

        Args:
            short: What the territory lacks of its base supply, shape (draws, n). [t]
            outlay: Base dispatch and use together, shape (n,) [t]
            use: Base use, shape (n,) [t]
            through: Sends a scale of each source through the gates of the month.
        """
        arrived, missed = self.late.arriving(), np.minimum(self.missed.arriving(), short)
        sent, toward = through(over(arrived, outlay))
        _, lacking = through(over(missed, outlay))
        self.late.leave(self._leaving[0] + toward)
        self.missed.leave(self._leaving[1] + lacking)
        own = over(use, outlay)
        return Late(arrived, missed * own, sent, arrived * own)

    def usable(self, late: Late, lacking: Floats, covered: Floats, most: Floats) -> Floats:
        """Return the late goods that make good what the delay cost, shape (draws, n). [t]

        Args:
            late: Late goods of the month.
            lacking: What own use lacks of its base supply. [t]
            covered: What of that is done without or recycled. [t]
            most: Most that can be made good. [t]
        """
        self.owed += np.minimum(late.missed, lacking) * (1.0 - over(covered, lacking))
        found = np.minimum(np.minimum(late.own, self.owed), np.maximum(most, 0.0))
        self.owed -= found
        return np.asarray(found)

    def waiting(self) -> Floats:
        """Return what waits at the border of each source, shape (draws, n). [t]"""
        found = np.zeros(self._shape)
        for place, queue in self.queue.items():
            found[:, place] = queue.sum(axis=1)
        return found
