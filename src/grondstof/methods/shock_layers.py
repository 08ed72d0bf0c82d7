"""The clocks of several shocks: what began when, so that no reaction is lent from one to the next.

Capacity, contracts and redesign take time from the month in which a shock begins. With several
shocks the reaction runs on the oldest clock, but no territory may end up better off than it would
be under the newer shocks alone on their own, later clock. So the shocks are run as a row of sets,
the newest alone first and all of them last; each run is held to the one before it. A shock that
goes on from an earlier one on the same links without growing has no clock of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.shock_terms import Shock

Floats = NDArray[np.float64]
_RISE = 1e-9


@dataclass(frozen=True)
class Layer:
    """What began in a month or later.

    Attributes:
        clock: Step in which the reaction to it begins, counted from 0.
        shocks: The part of each shock that began then or later.
        bound: The part of production that outside bounds leave, shape (draws, steps, n).
    """

    clock: int
    shocks: list[Shock]
    bound: Floats | None


def layered(
    shocks: Sequence[Shock], bound: Floats | None, onsets: Sequence[int], steps: int
) -> list[Layer]:
    """Return the layers of shocks, the newest first; the last holds everything.

    With c(t) the loss of all shocks on the same links together, what began at o or later is
    c(t) - min of c over o - 1 to t, with c(-1) = 0; a clock starts where c rises.

    Args:
        shocks: Disruptions.
        bound: Part of production allowed by outside, shape (draws, steps, n).
        onsets: Steps in which what bounds production began; the first month it binds when empty.
        steps: Number of months.
    """
    groups = list(_groups(shocks))
    totals = [_together(group) for group in groups]
    clocks = {int(step) for total in totals for step in _rises(total)}
    clocks |= set(_bound_clocks(bound, onsets, steps))
    if not clocks:
        return [Layer(steps, list(shocks), bound)]
    found = []
    for clock in sorted(clocks, reverse=True)[:-1]:
        part = [
            replace(item, loss=item.loss * _share(total, clock))
            for group, total in zip(groups, totals, strict=True)
            for item in group
        ]
        kept = [item for item in part if item.loss.max(initial=0.0) > _RISE]
        found.append(Layer(clock, kept, _later(bound, clock)))
    return [*found, Layer(min(clocks), list(shocks), bound)]


def onsets_of(shocks: Sequence[Shock]) -> tuple[int, ...]:
    """Return the steps in which something new begins, counted from 0."""
    return tuple(sorted({int(s) for g in _groups(shocks) for s in _rises(_together(g))}))


def _groups(shocks: Sequence[Shock]) -> Iterator[list[Shock]]:
    """Yield shocks that hit the same links in the same way."""
    found: dict[tuple[bytes, bytes, bool, bool], list[Shock]] = {}
    for item in shocks:
        key = (item.sources.tobytes(), item.targets.tobytes(), item.production, item.waits)
        found.setdefault(key, []).append(item)
    yield from found.values()


def _together(group: Sequence[Shock]) -> Floats:
    return np.asarray(1.0 - np.prod([1.0 - item.loss for item in group], axis=0))


def _rises(total: Floats) -> NDArray[np.intp]:
    return np.flatnonzero(np.diff(total, prepend=0.0) > _RISE)


def _share(total: Floats, clock: int) -> Floats:
    """Return the share of a loss that began at a step or later, shape (steps,)."""
    since = np.append(total[clock - 1] if clock else 0.0, total[clock:])
    left = total[clock:] - np.minimum.accumulate(since)[1:]
    whole = np.where(total[clock:] > 0.0, total[clock:], 1.0)
    return np.append(np.zeros(clock), np.maximum(left, 0.0) / whole)


def _bound_clocks(bound: Floats | None, onsets: Sequence[int], steps: int) -> list[int]:
    if bound is None:
        return []
    months = np.flatnonzero((bound < 1.0 - _RISE).any(axis=(0, 2)))
    return [o for o in onsets if o < steps] or [int(month) for month in months[:1]]


def _later(bound: Floats | None, clock: int) -> Floats | None:
    if bound is None:
        return None
    lost = 1.0 - bound
    before = lost[:, clock - 1 : clock] if clock else np.zeros_like(lost[:, :1])
    least = np.minimum.accumulate(np.concatenate([before, lost[:, clock:]], axis=1), axis=1)
    found = np.ones_like(bound)
    found[:, clock:] = 1.0 - (lost[:, clock:] - least[:, 1:])
    return found if (found < 1.0 - _RISE).any() else None
