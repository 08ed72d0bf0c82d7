"""Linkages: how far an industry reaches back to suppliers and forward to users."""

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.input_output.factor import Factor, factorise

Array = NDArray[np.float64]

_ROUNDS = 200


def backward_linkages(factor: Factor) -> Array:
    """Return total backward linkages, the column sums of L, shape (n,) [-].

    Source:
        Miller and Blair 2009, section 12.2.1.
    """
    return np.asarray(factor.rows(np.ones((1, factor.size)))[0])


def forward_linkages(factor: Factor, x: Array) -> Array:
    """Return total forward linkages, the row sums of the Ghosh inverse, shape (n,) [-].

    G = x^-1 L x, so G 1 = x^-1 (L x): one solve with the factor that is already there.

    Args:
        factor: Factor of (I - A)^T.
        x: Output, shape (n,) [money/year].

    Returns:
        G 1; 1 for an industry without output.

    Source:
        Ghosh 1958; Miller and Blair 2009, section 12.2.2 and equation 12.8.
    """
    sold = factor.columns(x)
    return np.divide(sold, x, out=np.ones_like(x), where=x != 0.0)


def dependence(A: Array, direct: Array) -> Array:
    """Return the part of each industry's output that needs a material at any depth.

    t_j = d_j + (1 - d_j) sum_i a_ij t_i: what needs the material itself, and of the rest the
    part of its cost that is bought from output that needs it. Nothing counts twice, so t <= 1
    wherever inputs cost at most the output.

    Args:
        A: Technical coefficients, shape (n, n) [-].
        direct: Part d of each industry's output that needs the material directly, in 0 to 1,
            shape (n,) [-].

    Returns:
        t, shape (n,) [-]. It is weighted by cost: an input that is cheap and indispensable
        counts little, so it is no bound of what a stop would do.

    Raises:
        ValueError: A direct part lies outside 0 to 1.

    Source:
        Own formulation; for small d it is the multiplier d L of Miller and Blair 2009, section
        10.2, and with d equal to 1 the extraction of the users (section 12.2.6).
    """
    if bool(((direct < 0.0) | (direct > 1.0)).any()):
        raise ValueError("a direct part must lie between 0 and 1")
    changed = A * (1.0 - direct)[np.newaxis, :]
    return np.asarray(factorise(changed, overwrite=True).rows(direct[np.newaxis, :])[0])


def dependences(A: Array, direct: Array, tolerance: float = 1e-9) -> Array:
    """Return `dependence` for many materials at once, by the fixed point of its own equation.

    t grows from d in every round, so the last change bounds what is left; a row that has not
    settled after the rounds is solved exactly.

    Args:
        A: Technical coefficients, shape (n, n), non-negative [-].
        direct: Direct parts, shape (k, n), each in 0 to 1 [-].
        tolerance: Largest error of a part [-].

    Returns:
        t, shape (k, n) [-].

    Raises:
        ValueError: A direct part lies outside 0 to 1.
    """
    if bool(((direct < 0.0) | (direct > 1.0)).any()):
        raise ValueError("a direct part must lie between 0 and 1")
    tall = np.ascontiguousarray(direct.T)
    found, before = tall.copy(), np.inf
    for _ in range(_ROUNDS):
        after = tall + (1.0 - tall) * (A.T @ found)
        change = float(np.abs(after - found).max(initial=0.0))
        ratio = min(change / before, 1.0) if before > 0.0 else 0.0
        found = after
        if change <= tolerance * (1.0 - ratio):
            return np.ascontiguousarray(found.T)
        before = change
    return np.array([dependence(A, row) for row in direct])


def value_added_at_risk(value_added: Array, part: Array, shortage: float, years: float) -> Array:
    """Return value added that stands behind a shortage, v t phi T, shape (n,) [money].

    Args:
        value_added: Value added, shape (n,) [money/year].
        part: Part of output that needs the material, shape (n,) [-].
        shortage: Part of the supply that fails, in 0 to 1 [-].
        years: How long it fails [year].

    Raises:
        ValueError: Shortage outside 0 to 1 or a negative duration.
    """
    if not 0.0 <= shortage <= 1.0 or years < 0.0:
        raise ValueError("shortage must lie between 0 and 1 and years must not be negative")
    return np.asarray(np.maximum(value_added, 0.0) * np.minimum(part, 1.0) * shortage * years)
