"""Who gets what is left: pro rata or by price, in closed form over many draws at once."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def link_growth(
    flows: Floats, room: Floats, spare: Floats, wanted: Floats
) -> tuple[Floats, Floats]:
    """Return the scales a and b of extra flow on existing links, extra_ij = F_ij room a_i b_j.

    b_j = min(1, wanted_j / sum_i F_ij room o_i) with o_i = 1 where i has spare capacity, then
    a_i = min(o_i, spare_i / sum_j F_ij room b_j). No buyer gets more than it wants, no seller
    gives more than it has, no link grows by more than its room.

    Args:
        flows: Base flows of a month, i to j, shape (n, n). [t]
        room: Most extra flow as a fraction of the base flow, shape (draws, 1). [fraction]
        spare: Spare production, shape (draws, n). [t]
        wanted: What buyers miss, shape (draws, n). [t]

    Returns:
        a and b, shape (draws, n). [fraction]
    """
    open_ = (spare > 0.0).astype(np.float64)
    offered = (open_ @ flows) * room
    b = np.minimum(1.0, _over(wanted, offered))
    asked = (b @ flows.T) * room
    a = np.minimum(open_, _over(spare, asked))
    return a, b


def pro_rata(pool: Floats, wanted: Floats) -> Floats:
    """Return what each buyer gets of a pool in proportion to what it wants.

    g_j = w_j min(1, pool / sum_k w_k).

    Args:
        pool: What there is, shape (draws, 1). [t]
        wanted: What buyers want, shape (draws, n). [t]
    """
    total = wanted.sum(axis=-1, keepdims=True)
    return np.asarray(wanted * np.minimum(1.0, _over(pool, total)))


def by_price(pool: Floats, wanted: Floats, order: NDArray[np.intp]) -> Floats:
    """Return what each buyer gets of a pool when the highest bidder is served first.

    g_j = min(w_j, max(0, pool - sum of w_k of all k that bid more)).

    Args:
        pool: What there is, shape (draws, 1). [t]
        wanted: What buyers want, shape (draws, n). [t]
        order: Buyers from the highest to the lowest bid, shape (n,).
    """
    sorted_ = wanted[..., order]
    before = np.cumsum(sorted_, axis=-1) - sorted_
    given = np.zeros_like(wanted)
    given[..., order] = np.minimum(sorted_, np.maximum(0.0, pool - before))
    return given


def _over(top: Floats, bottom: Floats) -> Floats:
    """Return top / bottom; where the bottom is zero, infinity for a positive top and else zero."""
    safe = np.where(bottom > 0.0, bottom, 1.0)
    return np.asarray(np.where(bottom > 0.0, top / safe, np.where(top > 0.0, np.inf, 0.0)))
