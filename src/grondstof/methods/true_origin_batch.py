"""True origin for very many systems: one system from its links, few numbers kept of each.

The same balance as `true_origin`, for production that is given, on the territories that take part
and, of those, only the ones that both import and export as unknowns. Kept for each importer: the
largest origins, unknown, and the remainder; every system's residual is returned.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.true_origin import LEAST_SOURCE

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Kept:
    """What is kept of one system.

    Attributes:
        importers: Places of the importers, shape (m,).
        origins: Places of their largest origins, largest first, shape (m, kept).
        shares: Shares of those [fraction], same shape.
        unknown: Share of unknown origin, shape (m,) [fraction].
        remainder: Share of all other origins, shape (m,) [fraction].
        residual: Largest residual of the linear system [fraction].
    """

    importers: Places
    origins: Places
    shares: Floats
    unknown: Floats
    remainder: Floats
    residual: float


def trace_links(
    seller: Places, buyer: Places, amount: Floats, production: Floats | None, kept: int = 10
) -> Kept:
    """Return the origin of every importer's purchases in one system.

    Formulas as in `true_origin`, with production max(0, exports - imports) where none is given.

    Args:
        seller: Place of the exporter of each link, shape (links,).
        buyer: Place of the importer of each link; never the seller.
        amount: What was traded, above 0, shape (links,), one unit.
        production: Production by place, shape (places,), same unit; None for net exports.
        kept: How many origins to keep for each importer.
    """
    size = int(max(seller.max(), buyer.max())) + 1
    taking = np.zeros(size, dtype=bool)
    taking[seller] = taking[buyer] = True
    used = np.flatnonzero(taking)
    place = np.cumsum(taking) - 1
    here = used.size
    bought = np.zeros((here, here))  # row: importer, column: supplier
    np.add.at(bought, (place[buyer], place[seller]), amount)
    imports, exports = bought.sum(axis=1), bought.sum(axis=0)
    made = np.maximum(0.0, exports - imports) if production is None else production[used]
    has = np.maximum(np.maximum(made + imports, exports), 1e-300)
    ends, lost = made / has, np.maximum(0.0, 1.0 - (made + imports) / has)
    alive = _alive(bought, ends + lost)
    # A closed group without a source: all of it is unknown.
    ends[~alive], lost[~alive] = 0.0, 1.0
    buys = np.flatnonzero(imports > 0.0)
    mixes, residual = _mixes(bought, has, imports, exports, alive, buys)
    sources = np.flatnonzero(ends)
    found = mixes[:, sources] * ends[sources]
    return _kept(found, mixes @ lost, used[sources], used[buys], kept, residual)


def _alive(bought: Floats, sources: Floats) -> NDArray[np.bool_]:
    alive = sources > LEAST_SOURCE
    linked = bought > 0.0
    while True:
        reached = alive | linked[:, alive].any(axis=1)
        if reached.sum() == alive.sum():
            return np.asarray(alive)
        alive = reached


def _mixes(
    bought: Floats,
    has: Floats,
    imports: Floats,
    exports: Floats,
    alive: NDArray[np.bool_],
    buys: Places,
) -> tuple[Floats, float]:
    """Return expected visits to every territory, starting in each importer's purchases."""
    hub = np.flatnonzero((imports > 0.0) & (exports > 0.0) & alive)
    steps = bought[hub] / has[hub, None]
    start = bought[buys] / imports[buys, None]
    if not hub.size:
        return start, 0.0
    inner = np.eye(hub.size) - steps[:, hub]
    # Transposed, so that one solve gives all importers: w (I - S) = start at the hubs.
    visits = np.linalg.solve(inner.T, start[:, hub].T)
    residual = float(np.abs(inner.T @ visits - start[:, hub].T).max())
    mixes = start + visits.T @ steps
    mixes[:, hub] = visits.T
    return mixes, residual


def _kept(
    found: Floats, unknown: Floats, sources: Places, buyers: Places, kept: int, residual: float
) -> Kept:
    count = min(kept, found.shape[1])
    if count < found.shape[1]:
        largest = np.argpartition(found, found.shape[1] - count, axis=1)[:, -count:]
    else:
        largest = np.broadcast_to(np.arange(count), (len(found), count))
    shares = np.take_along_axis(found, largest, axis=1)
    order = np.argsort(-shares, axis=1, kind="stable")
    shares = np.take_along_axis(shares, order, axis=1)
    origins = sources[np.take_along_axis(largest, order, axis=1)]
    remainder = np.maximum(0.0, found.sum(axis=1) - shares.sum(axis=1))
    return Kept(buyers, origins, shares, unknown, remainder, residual)
