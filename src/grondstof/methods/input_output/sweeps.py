"""Multipliers without any factorisation, with an error that is proven: sweeps over the table.

Most of what an industry buys comes from its own region. A sweep goes through the regions in turn:
it solves the block of one region exactly and hands what it found on to all later ones (block
Gauss-Seidel). The rows of A are read once in a sweep, in the order in which they lie on disk, and
a sweep takes away nine tenths of the error where a term of the power series takes half.

The true residual R = S - M (I - A) is then measured afresh in float64. Two bounds follow without
knowing the answer, both for A >= 0:

- with m = 1'L, column sums of L, the error of a multiplier is at most |R|_max (max m - 1);
- with x = L y, the error of a footprint of any y_c <= y is at most |R| (x - y).

The vector m is found along with the rest as one more row of ones, and its own residual proves
that the answer is one at all: m(I - A) > 0 with m > 0 makes I - A an M-matrix. Where the proof
fails, or the sweeps would take longer than it, the factor answers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.input_output.factor import Rows, factorise, residual

Array = NDArray[np.float64]

# A sweep costs a hundredth of a factor, so more of them than this are not worth the wait.
_SWEEPS = 60
_ROUNDS = 3
_BLOCK = 200
# Sweeps go on until the residual is this part of what the tolerance asks.
_MARGIN = 0.01
EXACT = 1e-12


@dataclass(frozen=True)
class Approximation:
    """Multipliers with what is known about their error.

    Attributes:
        multipliers: M, shape (k, n) [unit/money].
        path: `sweeps`, or `factor` where they fell back to the factorisation.
        sweeps: Passes over the matrix.
        residual: Largest |S - M(I - A)| of each row relative to its largest |S|, shape (k,);
            measured in float64 before the last exact step, which only lowers it.
        error_bound: Bound of |M - S L| of each row relative to its largest |M|, shape (k,).
        footprint_bound: Bound of the footprint error of each row relative to the footprint of
            all final demand, shape (k,); None when output and final demand were not given.
    """

    multipliers: Array
    path: str
    sweeps: int
    residual: Array
    error_bound: Array
    footprint_bound: Array | None


def multipliers(A: Rows, S: Array, *, block: int = _BLOCK) -> Array:
    """Return M = S L with a proven error of at most 1e-12, from sweeps or else from the factor.

    Args:
        A: Technical coefficients, shape (n, n), read by rows [-].
        S: Intensities, shape (k, n) [unit/money].
        block: Industries solved together, best those of one region.
    """
    return approximate(A, S, tolerance=EXACT, block=block).multipliers


def approximate(
    A: Rows,
    S: Array,
    *,
    x: Array | None = None,
    y: Array | None = None,
    tolerance: float = 1e-6,
    block: int = _BLOCK,
) -> Approximation:
    """Return M = S L to a tolerance, falling back to the exact factor when it is not reached.

    Args:
        A: Technical coefficients, shape (n, n), non-negative, read by rows [-].
        S: Intensities, shape (k, n) [unit/money].
        x: Output L y, shape (n,) [money/year]; gives the footprint bound.
        y: Final demand over all consumers, shape (n,) [money/year].
        tolerance: Largest relative error bound of a row that is accepted [-].
        block: Industries solved together, best those of one region.

    Returns:
        Multipliers with their bounds. With negative coefficients the bounds do not hold, and the
        exact path is taken.

    Source:
        Miller and Blair 2009, section 2.4 (power series); Saad 2003, Iterative Methods for Sparse
        Linear Systems, section 4.1 (block Gauss-Seidel); Berman and Plemmons 1994, Nonnegative
        Matrices, theorem 6.2.3 (M-matrices) for the proof.
    """
    scale = _row_scale(S)
    right = np.vstack([S / scale[:, np.newaxis], np.ones(A.shape[0])])
    inner = _inner(A, block)
    found, rest, sweeps = np.zeros_like(right), right, 0
    for _ in range(_ROUNDS if inner else 0):
        added, passes = _sweep(A, inner, rest, _MARGIN * tolerance, block)
        sweeps += passes
        if added is None:
            break
        found = found + added
        rest = residual(A, right, found)
        bound = _multiplier_bound(found, rest)
        if bound is not None and bool(np.all(bound <= tolerance)):
            return _bounded(found + rest, rest, bound, scale, S, x, y, sweeps)
    return _exact(A, S, x, y, sweeps)


def _row_scale(S: Array) -> Array:
    scale = np.abs(S).max(axis=1, initial=0.0)
    return np.where(scale > 0.0, scale, 1.0)


def _blocks(size: int, block: int) -> list[slice]:
    return [slice(start, min(start + block, size)) for start in range(0, size, block)]


def _inner(A: Rows, block: int) -> list[Array]:
    """Return the inverse of I - A of each diagonal block; none where the proof cannot hold."""
    found = []
    for part in _blocks(A.shape[0], block):
        rows = np.asarray(A[part])
        if bool(rows.min(initial=0.0) < 0.0):
            return []
        own = np.eye(rows.shape[0]) - rows[:, part]
        try:
            found.append(np.asarray(np.linalg.inv(own)))
        except np.linalg.LinAlgError:
            return []
    return found


def _sweep(
    A: Rows, inner: list[Array], right: Array, goal: float, block: int
) -> tuple[Array | None, int]:
    """Sweep until the running residual is small; None when that would take too long.

    The running residual is kept along with the answer, so that a sweep needs one product with
    each row of blocks: wide times square, which streams A once.
    """
    size = np.abs(right).max(axis=1)
    size[size == 0.0] = 1.0
    rest = right / size[:, np.newaxis]
    found = np.zeros_like(rest)
    parts = _blocks(A.shape[0], block)
    before = 1.0
    for passes in range(1, _SWEEPS + 1):
        for part, solved in zip(parts, inner, strict=True):
            step = rest[:, part] @ solved
            found[:, part] += step
            rest += step @ A[part]
            rest[:, part] -= step
        norm = float(np.abs(rest).max())
        if not np.isfinite(norm):
            return None, passes
        if norm <= goal:
            return found * size[:, np.newaxis], passes
        ratio = min(norm / before, 1.0)
        if passes > 8 and norm * ratio ** (_SWEEPS - passes) > goal:
            return None, passes
        before = norm
    return None, _SWEEPS


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
    sweeps: int,
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
        found[:-1] * scale[:, np.newaxis], "sweeps", sweeps, measured, bound, footprint
    )


def _exact(A: Rows, S: Array, x: Array | None, y: Array | None, sweeps: int) -> Approximation:
    whole = np.array(A[slice(None)], dtype=np.float64, order="C")
    found = factorise(whole, overwrite=True).rows(S)
    rest = np.abs(residual(A, S, found))
    scale = _row_scale(S)
    measured = np.asarray(rest.max(axis=1) / scale)
    size = np.abs(found).max(axis=1)
    bound = np.divide(rest.max(axis=1), size, out=np.zeros_like(size), where=size > 0.0)
    footprint: Array | None = None
    if x is not None and y is not None:
        total = np.abs(S) @ x
        footprint = np.divide(rest @ x, total, out=np.zeros_like(total), where=total > 0.0)
    return Approximation(found, "factor", sweeps, measured, bound, footprint)
