"""The least shortage that any sharing could reach: a linear programme over an average month.

Minimise value-weighted shortage, then the deviation from base flows; the range of home's
shortage over all sharings that are as good tells how far home's result is a matter of choice.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, hstack, vstack

Floats = NDArray[np.float64]
# The largest of use, production and trade in the unit of the solver, whose tolerance is 1e-7 of it,
# and how much of the least value may be given up when the next aim is followed.
_WHOLE = 1e6
_SLACK = 1e-11


@dataclass(frozen=True)
class Limits:
    """What the programme may use in an average month of the shock.

    Attributes:
        base: Base flow of each link, shape (links,). [t per month]
        most: Largest flow of each link; zero base and a positive limit make a new link. [t]
        ends: Source and target of each link, shape (2, links).
        made: Largest production, shape (n,). [t per month]
        use: Use that own stock, recycling and doing without do not cover, shape (n,). [t per month]
        value: Value of a tonne short, shape (n,), above 0. [any one unit per t]
    """

    base: Floats
    most: Floats
    ends: NDArray[np.intp]
    made: Floats
    use: Floats
    value: Floats


@dataclass(frozen=True)
class Best:
    """The result of the programme.

    Attributes:
        shortage: Shortage of each territory at the least deviation, shape (n,). [t per month]
        value: Least value-weighted shortage. [value]
        deviation: Least deviation of flows from base at that value. [t per month]
        home_low: Least shortage of home over all sharings of least value. [t per month]
        home_high: Largest shortage of home over the same. [t per month]
        home_first: Least shortage of home if all were shared in its favour, whatever others then
            miss; no sharing leaves home less. [t per month]
    """

    shortage: Floats
    value: float
    deviation: float
    home_low: float
    home_high: float
    home_first: float


def least_loss(limits: Limits, home: int) -> Best:
    """Solve the programme.

    Variables: flow x of each link, production p and shortage z of each territory, and the deviation
    d of each link. For each territory p_i + sum_j x_ji + z_i - sum_j x_ij >= use_i,
    0 <= x <= most, 0 <= p <= made, 0 <= z <= use, d >= |x - base|.
    First min sum v_i z_i; then, holding it, min sum d; and min and max z_home, holding it alone.
    Last min z_home, holding nothing.

    Args:
        limits: What may be used.
        home: Place of home.

    Raises:
        ValueError: The solver found no solution, which cannot happen for limits from 0 on.

    Source: lexicographic linear programming, solved with HiGHS (Huangfu and Hall 2018,
    Parallelizing the dual revised simplex method).
    """
    whole = max(float(part.sum()) for part in (limits.use, limits.made, limits.base))
    unit = whole / _WHOLE if whole > 0.0 else 1.0
    limits = _in_units(limits, unit)
    n, links = len(limits.use), len(limits.base)
    balance, bounds = _balance(limits), _bounds(limits)
    cost = np.concatenate([np.zeros(links + n), limits.value])
    first = _solve(cost, balance, -limits.use, bounds)
    held = csr_array(vstack([balance, coo_array(cost[None, :])]))
    slack = _SLACK * max(1.0, float(limits.value @ limits.use))
    right = np.concatenate([-limits.use, [float(cost @ first) + slack]])
    near, deviation = _nearest(limits, held, right, bounds)
    own = np.zeros_like(cost)
    own[links + n + home] = 1.0
    low, high = (_solve(sign * own, held, right, bounds) for sign in (1.0, -1.0))
    favoured = _solve(own, balance, -limits.use, bounds)
    return Best(
        shortage=near[links + n : links + 2 * n] * unit,
        value=float(cost @ first) * unit,
        deviation=deviation * unit,
        home_low=float(own @ low) * unit,
        home_high=float(own @ high) * unit,
        home_first=float(own @ favoured) * unit,
    )


def _in_units(limits: Limits, unit: float) -> Limits:
    """Return the limits in a unit in which they are neither small nor large for the solver."""
    names = ("base", "most", "made", "use")
    return replace(limits, **{name: getattr(limits, name) / unit for name in names})


def _balance(limits: Limits) -> csr_array:
    """Return the rows -(p + in + c + z - out) <= -use over (x, p, z)."""
    n, links = len(limits.use), len(limits.base)
    places = np.arange(links)
    source, target = limits.ends
    flows = coo_array((np.ones(links), (source, places)), shape=(n, links)) - coo_array(
        (np.ones(links), (target, places)), shape=(n, links)
    )
    own = coo_array((-np.ones(n), (np.arange(n), np.arange(n))), shape=(n, n))
    return csr_array(hstack([flows, own, own]))


def _bounds(limits: Limits) -> Floats:
    most = np.concatenate([limits.most, limits.made, limits.use])
    return np.column_stack([np.zeros_like(most), np.maximum(most, 0.0)])


def _nearest(
    limits: Limits, rows: csr_array, right: Floats, bounds: Floats
) -> tuple[Floats, float]:
    """Return the solution nearest to base flows and its deviation.

    With x = base + p - q and p, q from 0 on, the deviation is the sum of p and q, so that no row
    is added: a flow whose limit lies below its base has p = 0 and q of at least the difference.
    """
    links = len(limits.base)
    flows, rest = rows[:, :links], rows[:, links:]
    wide = csr_array(hstack([flows, -flows, rest]))
    room = limits.most - limits.base
    more = np.column_stack([np.zeros(links), np.maximum(room, 0.0)])
    less = np.column_stack([np.maximum(-room, 0.0), limits.base])
    ends = np.vstack([more, np.minimum(less, limits.base[:, None]), bounds[links:]])
    cost = np.concatenate([np.ones(2 * links), np.zeros(rows.shape[1] - links)])
    found = _solve(cost, wide, right - flows @ limits.base, ends)
    x = limits.base + found[:links] - found[links : 2 * links]
    return np.concatenate([x, found[2 * links :]]), float(cost @ found)


def _solve(cost: Floats, rows: csr_array, right: Floats, bounds: Floats) -> Floats:
    solve: Any = linprog  # its stubs know no sparse matrices
    found = solve(cost, A_ub=rows, b_ub=right, bounds=bounds, method="highs")
    if found.x is None:
        raise ValueError(f"the linear programme has no solution: {found.message}")
    return np.asarray(found.x, dtype=np.float64)


def limits_of(
    flows: Floats,
    production: Floats,
    use: Floats,
    *,
    passes: Floats,
    runs: Floats,
    spare: float,
    growth: float,
    new_links: float,
    cover: Floats,
    value: Floats,
) -> Limits:
    """Return the limits of an average month from a network and its shock.

    New links run through a pool, one place more than there are territories: a source that is not
    hit may send its part of spare capacity there, and any territory may draw on it.

    Args:
        flows: Base flows of a month, shape (n, n). [t]
        production: Production of a month, shape (n,). [t]
        use: Use of a month, shape (n,). [t]
        passes: Part of each link that passes, shape (n, n). [fraction]
        runs: Part of production that runs, shape (n,). [fraction]
        spare: Spare capacity. [fraction of production]
        growth: Most that a link carries. [multiple of base]
        new_links: Part of spare capacity that reaches new buyers, after the switch lag. [fraction]
        cover: Own stock, recycling and doing without of a month, shape (n,). [t]
        value: Value of a tonne short, shape (n,). [unit per t]
    """
    free = (passes >= 1.0).all(axis=1) & (runs >= 1.0)
    n = len(use)
    most = np.zeros((n + 1, n + 1))
    most[:n, :n] = flows * np.where((passes >= 1.0) & free[:, None], growth, passes)
    most[:n, n] = np.where(free, production * spare * new_links, 0.0)
    most[n, :n] = use
    base = np.zeros_like(most)
    base[:n, :n] = flows
    made = np.append(production * np.where(free, 1.0 + spare, runs), 0.0)
    source, target = np.nonzero(np.maximum(most, 0.0))
    return Limits(
        base[source, target],
        most[source, target],
        np.vstack([source, target]),
        made,
        np.append(np.maximum(use - cover, 0.0), 0.0),
        np.append(value, value.max()),
    )
