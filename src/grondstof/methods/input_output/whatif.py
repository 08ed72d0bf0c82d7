"""What-if changes of some suppliers by a low-rank update of the factor (Woodbury).

A cut of the deliveries of suppliers R changes only the rows R of A: A' = A + U W with U the
columns R of the identity and W = -d A[R, :], zero in the spared columns. Then

    M' = M + M[:, R] (I - W L[:, R])^-1 W L.

W L needs no matrix but rows of L that are already at hand: A[R, :] L = L[R, :] - I[R, :], and the
spared columns, which lie inside R, give back d A[R, R] L[R, :]. So the rows L[R, :] of a country,
found once, answer every later question about that country.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.input_output.factor import Factor

Array = NDArray[np.float64]
Index = NDArray[np.intp]


@dataclass(frozen=True)
class SupplierRows:
    """What is kept of one group of suppliers.

    Attributes:
        index: Positions R of the suppliers, shape (r,).
        inverse: Rows L[R, :], shape (r, n) [-].
        own: Coefficients A[R, R] among the suppliers themselves, shape (r, r) [-].
    """

    index: Index
    inverse: Array
    own: Array


@dataclass(frozen=True)
class Cut:
    """A cut of deliveries.

    Attributes:
        share: Part of the deliveries that falls away, one number or shape (r,) [-].
        spare_own: Leave deliveries among the suppliers themselves untouched (exports only).
    """

    share: float | Array
    spare_own: bool = False


def supplier_rows(factor: Factor, A: Array, index: Index) -> SupplierRows:
    """Find and keep the rows of L of some suppliers.

    Args:
        factor: Factor of (I - A)^T.
        A: Technical coefficients, shape (n, n); only A[R, R] is read [-].
        index: Positions of the suppliers, shape (r,).
    """
    place = np.asarray(index, dtype=np.intp)
    own = np.ascontiguousarray(A[place][:, place])
    return SupplierRows(place, factor.inverse_rows(place), own)


def cut_multipliers(M: Array, kept: SupplierRows, cut: Cut) -> Array:
    """Return the multipliers after a cut, without a new factorisation.

    Args:
        M: Multipliers before the cut, shape (k, n) [unit/money].
        kept: Rows of L of the suppliers that are cut.
        cut: How much falls away.

    Returns:
        M', shape (k, n) [unit/money]; equal to a fresh solve with the changed coefficients.

    Source:
        Woodbury 1950; Hager 1989, SIAM Review 31(2), equation 2.
    """
    place = kept.index
    share = np.broadcast_to(np.asarray(cut.share, dtype=np.float64), place.shape)
    spared = kept.own if cut.spare_own else np.zeros_like(kept.own)
    inner = kept.inverse[:, place]
    unit = np.eye(len(place))
    core = unit + share[:, np.newaxis] * (inner - unit - spared @ inner)
    lost = np.linalg.solve(core.T, M[:, place].T).T * share
    # W L is never formed: its product with a few rows costs a few rows.
    found = M - (kept.inverse.T @ (lost - lost @ spared).T).T
    found[:, place] += lost
    return np.asarray(found)
