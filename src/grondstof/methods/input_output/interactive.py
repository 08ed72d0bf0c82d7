"""The fast approximate path: a float32 series whose true error is bounded in float64.

The series M = S + S A + S A^2 + ... is summed in float32, where a pass over A costs half. The
result is then put through one exact step in float64, which gives the true residual. Two bounds
follow without knowing the answer, both for A >= 0:

- with m = 1'L, column sums of L, the error of a multiplier is at most |R|_max (max m - 1);
- with x = L y, the error of a footprint of any y_c <= y is at most |R| (x - y).

The vector m is found along with the rest as one more row of ones, and its own residual proves
that the series converges at all: m(I - A) > 0 with m > 0 makes I - A an M-matrix.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.input_output.factor import factorise, residual

Array = NDArray[np.float64]
Single = NDArray[np.float32]

_TERMS = 60
_ROUNDS = 3


@dataclass(frozen=True)
class Approximation:
    """Multipliers with what is known about their error.

    Attributes:
        multipliers: M, shape (k, n) [unit/money].
        path: `series` for the fast path, `factor` where it fell back to the exact one.
        terms: Passes over the float32 matrix.
        residual: Largest |S - M(I - A)| of each row relative to its largest |S|, shape (k,);
            measured in float64 before the last exact step, which only lowers it.
        error_bound: Bound of |M - S L| of each row relative to its largest |M|, shape (k,).
        footprint_bound: Bound of the footprint error of each row relative to the footprint of
            all final demand, shape (k,); None when output and final demand were not given.
    """

    multipliers: Array
    path: str
    terms: int
    residual: Array
    error_bound: Array
    footprint_bound: Array | None


def approximate(
    A: Array,
    S: Array,
    *,
    single: Single | None = None,
    x: Array | None = None,
    y: Array | None = None,
    tolerance: float = 1e-6,
) -> Approximation:
    """Return M = S L to a tolerance, falling back to the exact factor when it is not reached.

    Args:
        A: Technical coefficients, shape (n, n), non-negative; may be a memory map [-].
        S: Intensities, shape (k, n) [unit/money].
        single: A in float32 when the caller keeps it; made here otherwise.
        x: Output L y, shape (n,) [money/year]; gives the footprint bound.
        y: Final demand over all consumers, shape (n,) [money/year].
        tolerance: Largest relative error bound of a row that is accepted [-].

    Returns:
        Multipliers with their bounds. With negative coefficients the bounds do not hold, and the
        exact path is taken.

    Source:
        Miller and Blair 2009, section 2.4 (power series); Berman and Plemmons 1994,
        Nonnegative Matrices, theorem 6.2.3 (M-matrices) for the proof of convergence.
    """
    rough = np.asarray(A, dtype=np.float32) if single is None else single
    if bool(rough.min(initial=0.0) < 0.0):
        return _exact(A, S, x, y, 0)
    scale = _row_scale(S)
    right = np.vstack([S / scale[:, np.newaxis], np.ones(A.shape[0])])
    found = np.zeros_like(right)
    rest, terms = right, 0
    for _ in range(_ROUNDS):
        added, passes = _series(rough, rest, tolerance)
        terms += passes
        if added is None:
            break
        found = found + added
        rest = residual(A, right, found)
        bound = _multiplier_bound(found, rest)
        if bound is not None and bool(np.all(bound <= tolerance)):
            return _bounded(found + rest, rest, bound, scale, S, x, y, terms)
    return _exact(A, S, x, y, terms)


def _row_scale(S: Array) -> Array:
    scale = np.abs(S).max(axis=1, initial=0.0)
    return np.where(scale > 0.0, scale, 1.0)


def _series(A: Single, right: Array, tolerance: float) -> tuple[Array | None, int]:
    """Sum the series in float32 until the bound would hold; None when it would not get there.

    The next term is what the residual will be, so the bound can be foreseen from the last one.
    Terms stand as columns: a tall matrix times a few columns streams A once, which is several
    times faster than a few rows times the same matrix.
    """
    size = np.abs(right).max(axis=1)
    size[size == 0.0] = 1.0
    term = np.ascontiguousarray((right / size[:, np.newaxis]).T, dtype=np.float32)
    total = term.copy()
    before = 1.0
    for passes in range(1, _TERMS + 1):
        term = A.T @ term
        total += term
        norm = float(np.abs(term).max())
        ratio = min(norm / before, 1.0) if before else 0.0
        reach = max(float(total[:, -1].max()), 1.0)
        if norm * ratio * reach <= 0.5 * tolerance * float(np.abs(total).max(axis=0).min()):
            return (total.astype(np.float64) * size).T, passes
        if passes > 8 and norm * ratio ** (_TERMS - passes) > tolerance:
            return None, passes
        before = norm
    return None, _TERMS


def _multiplier_bound(found: Array, rest: Array) -> Array | None:
    """Return the relative error bound of each row after the exact step, without the last row."""
    gap = float(np.abs(rest[-1]).max())
    if gap >= 1.0 or bool((found[-1] <= 0.0).any()):
        return None
    largest_sum = float(found[-1].max()) / (1.0 - gap)
    size = np.abs(found[:-1]).max(axis=1)
    worst = np.abs(rest[:-1]).max(axis=1) * max(largest_sum - 1.0, 0.0)
    return np.asarray(np.divide(worst, size, out=np.zeros_like(worst), where=size > 0.0))


def _bounded(
    found: Array,
    rest: Array,
    bound: Array,
    scale: Array,
    S: Array,
    x: Array | None,
    y: Array | None,
    terms: int,
) -> Approximation:
    worst = np.abs(rest[:-1]) * scale[:, np.newaxis]
    footprint: Array | None = None
    if x is not None and y is not None:
        total = np.abs(S) @ x
        footprint = np.divide(
            worst @ np.maximum(x - y, 0.0), total, out=np.zeros_like(total), where=total > 0.0
        )
    measured = np.abs(rest[:-1]).max(axis=1)
    return Approximation(
        found[:-1] * scale[:, np.newaxis], "series", terms, measured, bound, footprint
    )


def _exact(A: Array, S: Array, x: Array | None, y: Array | None, terms: int) -> Approximation:
    found = factorise(A).rows(S)
    rest = np.abs(residual(A, S, found))
    scale = _row_scale(S)
    measured = np.asarray(rest.max(axis=1) / scale)
    size = np.abs(found).max(axis=1)
    bound = np.divide(rest.max(axis=1), size, out=np.zeros_like(size), where=size > 0.0)
    footprint: Array | None = None
    if x is not None and y is not None:
        total = np.abs(S) @ x
        footprint = np.divide(rest @ x, total, out=np.zeros_like(total), where=total > 0.0)
    return Approximation(found, "factor", terms, measured, bound, footprint)
