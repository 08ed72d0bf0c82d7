"""True origin: where traded goods were made, seen through the countries they only passed.

One system for each code and year. Everything a territory has available, its own production and
its imports, is taken to be mixed; what it exports has that mix. What it exports beyond that is of
unknown origin and stays unknown: it is a column of its own and never spread.

    a_i = max(p_i + M_i, X_i)                                  availability
    a_i * s_i = p_i * e_i + u_i * e_unknown + sum_k T_ki * s_k  mix of what i has
    u_i = a_i - p_i - M_i                                       the excess of unknown origin
    r_j = sum_k T_kj * s_k / M_j                                origin of what j imports

with T_ij exports of i to j, M and X their column and row sums, p production; all in one unit
(tonnes of contained material, or dollars), never a mix. Read backwards it is a walk: at i the walk
ends with i as origin (p_i/a_i), ends as unknown (u_i/a_i), or steps to a supplier k (T_ki/a_i).
Shares are the chances of where it ends, so they sum to 1. A group of territories that only trade
among each other and produce nothing has no source: its mix is unknown, not singular.

Source of the balance: Hoekstra and Leontief-type tracing as in Kastner, Kastner and Nonhebel
(2011), Tracing distant environmental impacts of agricultural products, Ecological Economics 70,
1032-1040, doi 10.1016/j.ecolecon.2011.01.012; the unknown column and the bounds are ours.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

# A group whose own sources are a smaller part of what it has than this counts as closed: what comes
# out of it is unknown for all purposes, and the system stays far from singular.
LEAST_SOURCE = 1e-5

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Origins:
    """Where the imports of every territory come from.

    Attributes:
        shares: r_jo, shape (importers, origins) [fraction]; zero rows for non-importers.
        low: Smallest r_jo over the bounds of production, same shape [fraction].
        high: Largest r_jo over the bounds of production, same shape [fraction].
        unknown: Share of unknown origin, shape (importers,) [fraction].
        unknown_low: Its smallest value over the bounds [fraction].
        unknown_high: Its largest value over the bounds [fraction].
        excess: Part of world exports that exceeds production plus imports [fraction].
        residual: Largest residual of the linear system [fraction].
    """

    shares: Floats
    low: Floats
    high: Floats
    unknown: Floats
    unknown_low: Floats
    unknown_high: Floats
    excess: float
    residual: float


@dataclass(frozen=True)
class _Walk:
    """The walk for one choice of production."""

    visits: Floats  # expected visits to o when starting in what j imports, (importers, n)
    returns: Floats  # expected visits to o when starting in o, (n,)
    ends: Floats  # p_o / a_o
    lost: Floats  # u_o / a_o
    available: Floats  # a_o
    dead: Floats  # chance to enter a group without a source, by where, (importers, n)
    residual: float


def production_bounds(trade: ArrayLike, multiple: float) -> tuple[Floats, Floats]:
    """Return the least and the largest production that trade alone allows.

    Formula: p_low = max(0, X - M); p_high = max(p_low, multiple * X). Net exports must have been
    made somewhere; more than net exports may have been made, since a producer can also import.

    Args:
        trade: T_ij, exports of i to j, shape (n, n), any one unit.
        multiple: Largest production as a multiple of exports [dimensionless].

    Raises:
        ValueError: trade is negative, not finite or not square, or the multiple is below 1.
    """
    flows = _flows(trade)
    if not multiple >= 1.0:
        raise ValueError("production may exceed exports, so the multiple is 1 or more")
    exports, imports = flows.sum(axis=1), flows.sum(axis=0)
    low = np.maximum(0.0, exports - imports)
    return low, np.maximum(low, multiple * exports)


def trace(
    trade: ArrayLike,
    production: ArrayLike,
    low: ArrayLike | None = None,
    high: ArrayLike | None = None,
    importers: ArrayLike | None = None,
) -> Origins:
    """Return the origin of every territory's imports, with its range over production bounds.

    The share of o in any import mix rises with p_o and falls with every other p, so the ends of
    the range are exact: p_o at one end and all others at the other. Given the walk at one end only
    the row of o changes, and the new share follows from the visits without solving again:
    r_jo = v_jo / v_oo * (p'_o / a'_o) / (1 - (1 - 1 / v_oo) * a_o / a'_o).

    Args:
        trade: T_ij, exports of i to j, shape (n, n), one unit; the diagonal is left out.
        production: p_i, shape (n,), same unit.
        low: Smallest production, same shape; None for no range.
        high: Largest production, same shape; None for no range.
        importers: Places of the importers to answer for; None for all.

    Raises:
        ValueError: an input is negative, not finite, of another shape, or low exceeds high.
    """
    flows = _flows(trade)
    made = _production(production, flows)
    least = made if low is None else _production(low, flows)
    most = made if high is None else _production(high, flows)
    if (least > most).any():
        raise ValueError("the smallest production exceeds the largest")
    asked = np.arange(made.size) if importers is None else np.asarray(importers, dtype=np.intp)
    middle = _walk(flows, made, asked)
    shares = middle.visits * middle.ends
    unknown = middle.visits @ middle.lost + middle.dead.sum(axis=1)
    bottom, top, no_less, no_more = shares, shares, unknown, unknown
    if low is not None or high is not None:
        poor = middle if (least == made).all() else _walk(flows, least, asked)
        rich = middle if (most == made).all() else _walk(flows, most, asked)
        top = np.maximum(shares, _changed(flows, poor, most))
        top = np.maximum(top, _woken(flows, poor, most))
        bottom = np.minimum(shares, _changed(flows, rich, least))
        no_more = np.maximum(unknown, poor.visits @ poor.lost + poor.dead.sum(axis=1))
        no_less = np.minimum(unknown, rich.visits @ rich.lost + rich.dead.sum(axis=1))
    exports = flows.sum(axis=1)
    beyond = np.maximum(0.0, exports - made - flows.sum(axis=0)).sum()
    return Origins(
        shares=shares,
        low=np.clip(bottom, 0.0, 1.0),
        high=np.clip(top, 0.0, 1.0),
        unknown=unknown,
        unknown_low=np.clip(no_less, 0.0, 1.0),
        unknown_high=np.clip(no_more, 0.0, 1.0),
        excess=float(beyond / exports.sum()) if exports.sum() > 0.0 else 0.0,
        residual=middle.residual,
    )


def chain(stage: ArrayLike, mixes: ArrayLike) -> Floats:
    """Return origins one stage earlier: stage origins times the input mix of each of them.

    Formula: x_jo = sum_c r_jc * m_co. Rows of both keep their last column for unknown, which stays
    unknown.

    Args:
        stage: r_jc with unknown last, shape (importers, territories + 1) [fraction].
        mixes: m_co, origin of the input that c used, unknown last, shape
            (territories, territories + 1) [fraction].
    """
    shares, inputs = np.asarray(stage, dtype=np.float64), np.asarray(mixes, dtype=np.float64)
    found = shares[..., :-1] @ inputs
    found[..., -1] += shares[..., -1]
    return np.asarray(found, dtype=np.float64)


def availability_mix(trade: ArrayLike, production: ArrayLike) -> Floats:
    """Return s_i, the mix of what every territory has, unknown last, shape (n, n + 1) [fraction].

    Territories that have nothing have a row that is unknown altogether.
    """
    flows, made = _flows(trade), _production(production, _flows(trade))
    imports, exports = flows.sum(axis=0), flows.sum(axis=1)
    has = np.maximum(made + imports, exports)
    found = trace(flows, made)
    mix = np.zeros((made.size, made.size + 1))
    some = has > 0.0
    scale = np.where(some, imports / np.where(some, has, 1.0), 0.0)
    mix[:, :-1] = found.shares * scale[:, None]
    mix[:, -1] = found.unknown * scale
    own = np.where(some, made / np.where(some, has, 1.0), 0.0)
    mix[np.arange(made.size), np.arange(made.size)] += own
    mix[:, -1] += np.where(some, 1.0 - scale - own, 1.0)
    return mix


def _flows(trade: ArrayLike) -> Floats:
    flows = np.array(trade, dtype=np.float64)
    if flows.ndim != 2 or flows.shape[0] != flows.shape[1]:
        raise ValueError("trade must be a square matrix of exporters by importers")
    if not (np.isfinite(flows).all() and (flows >= 0.0).all()):
        raise ValueError("trade must be finite and not negative")
    np.fill_diagonal(flows, 0.0)
    return flows


def _production(production: ArrayLike, flows: Floats) -> Floats:
    made = np.asarray(production, dtype=np.float64)
    if made.shape != (flows.shape[0],):
        raise ValueError("production must have one number for each territory")
    if not (np.isfinite(made).all() and (made >= 0.0).all()):
        raise ValueError("production must be finite and not negative")
    return made


def _share(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0.0)


def _walk(flows: Floats, made: Floats, asked: NDArray[np.intp]) -> _Walk:
    """Solve the walk for one choice of production, over the territories that export and import."""
    imports, exports = flows.sum(axis=0), flows.sum(axis=1)
    has = np.maximum(made + imports, exports)
    ends = _share(made, has)
    lost = np.maximum(0.0, _share(has - made - imports, has))
    alive = _alive(flows, ends + lost)
    hub = (imports > 0.0) & (exports > 0.0) & alive
    # steps[i, k]: chance to step from i to its supplier k.
    steps = _share(flows.T, np.broadcast_to(has[:, None], flows.shape))
    start = _share(flows.T[asked], np.broadcast_to(imports[asked, None], (asked.size, made.size)))
    inner: Floats = np.asarray(np.eye(int(hub.sum())) - steps[np.ix_(hub, hub)])
    visits_hub: Floats = np.asarray(np.linalg.inv(inner)) if inner.size else inner
    residual = _residual(inner, visits_hub)
    # Territories that import nothing are entered from hubs or at once, and end the walk.
    visits = np.zeros((asked.size, made.size))
    visits[:, hub] = start[:, hub] @ visits_hub
    edge = ~hub & alive
    visits[:, edge] = start[:, edge] + visits[:, hub] @ steps[np.ix_(hub, edge)]
    returns = np.ones(made.size)
    returns[hub] = np.diag(visits_hub)
    gone = np.zeros_like(visits)
    gone[:, ~alive] = start[:, ~alive] + visits[:, hub] @ steps[np.ix_(hub, ~alive)]
    return _Walk(visits, returns, ends, lost, has, gone, residual)


def _residual(matrix: Floats, inverse: Floats) -> float:
    if not matrix.size:
        return 0.0
    return float(np.abs(matrix @ inverse - np.eye(len(matrix))).max())


def _alive(flows: Floats, ends: Floats) -> Bools:
    """Return which territories a source can reach along trade; the others have no origin at all."""
    alive = ends > LEAST_SOURCE
    linked = flows > 0.0
    while True:
        reached = alive | linked[alive].any(axis=0)
        if (reached == alive).all():
            return alive
        alive = reached


def _woken(flows: Floats, walk: _Walk, made: Floats) -> Floats:
    """Return r_jo when o alone produces in a group that has no source otherwise.

    All that comes out of such a group is then of origin o.
    """
    found = np.zeros_like(walk.dead)
    dead = np.flatnonzero(walk.dead.any(axis=0))
    if not dead.size:
        return found
    _, group = connected_components(csr_array(flows[np.ix_(dead, dead)]), directed=False)
    for place, territory in enumerate(dead):
        if made[territory] > 0.0:
            found[:, territory] = walk.dead[:, dead[group == group[place]]].sum(axis=1)
    return found


def _changed(flows: Floats, walk: _Walk, made: Floats) -> Floats:
    """Return r_jo when only the production of o is another than in the walk."""
    imports, exports = flows.sum(axis=0), flows.sum(axis=1)
    has = np.maximum(made + imports, exports)
    ends = _share(made, has)
    reach = walk.visits / walk.returns
    back = (1.0 - 1.0 / walk.returns) * _share(walk.available, has)
    return np.asarray(reach * (ends / (1.0 - back)), dtype=np.float64)
