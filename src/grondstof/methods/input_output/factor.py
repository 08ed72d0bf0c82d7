"""One LU factorisation of (I - A)^T in place, and the solves that use it.

The transpose costs nothing: the rows of a C-ordered matrix are the columns of the same memory
read in Fortran order, which is what LAPACK factorises in place.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack

Array = NDArray[np.float64]
Pivots = NDArray[np.int32]


class Rows(Protocol):
    """A matrix that is read by rows: an array, a memory map, or rows made when asked for."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Return rows and columns."""
        ...

    def __getitem__(self, part: slice, /) -> Array:
        """Return some rows."""
        ...


@dataclass(frozen=True)
class Factor:
    """LU factors of (A - I)^T, the system with its sign turned.

    Attributes:
        packed: Both triangles, shape (n, n), Fortran order; may be a read-only memory map.
        pivots: Row exchanges of LAPACK, shape (n,).
    """

    packed: Array
    pivots: Pivots

    @property
    def size(self) -> int:
        """Return the number of industries n."""
        return int(self.packed.shape[0])

    def rows(self, S: Array) -> Array:
        """Return M = S L by solving (I - A)^T M' = S'.

        Args:
            S: Rows to multiply from the left, shape (k, n).

        Returns:
            M, shape (k, n), C-contiguous.
        """
        right = np.negative(S, dtype=np.float64, order="C").T
        found, info = lapack.dgetrs(self.packed, self._exchanges(), right, overwrite_b=1)
        _require(info)
        return np.ascontiguousarray(found.T)

    def columns(self, Y: Array) -> Array:
        """Return L Y by solving with the same factor, transposed.

        Args:
            Y: Columns to multiply from the right, shape (n, c) or (n,).

        Returns:
            L Y in the shape of Y.
        """
        right = np.asfortranarray(np.negative(Y, dtype=np.float64))
        found, info = lapack.dgetrs(self.packed, self._exchanges(), right, trans=1, overwrite_b=1)
        _require(info)
        return np.asarray(found, dtype=np.float64)

    def _exchanges(self) -> Pivots:
        """Return a copy of the pivots: the wrapper counts them from one, in place, for a while."""
        return np.array(self.pivots, dtype=np.int32)

    def inverse_rows(self, index: NDArray[np.intp]) -> Array:
        """Return the rows of L at some positions, shape (r, n) [-]."""
        unit = np.zeros((len(index), self.size))
        unit[np.arange(len(index)), index] = 1.0
        return self.rows(unit)


def _require(info: int) -> None:
    if info < 0:
        raise ValueError(f"LAPACK refused argument {-info}")


def factorise(A: Array, *, overwrite: bool = False) -> Factor:
    """Factorise (I - A)^T once; every later question is a pair of triangular solves.

    Args:
        A: Technical coefficients, shape (n, n), C-contiguous [-].
        overwrite: Use the memory of A for the factors; A is then lost and the peak memory of the
            process stays at one matrix.

    Returns:
        The factor, exact to rounding also where column sums exceed 1.

    Raises:
        ValueError: A is not square or not C-contiguous, or I - A is singular, so that some
            industry needs at least its whole output as its own input.

    Source:
        LAPACK dgetrf; Miller and Blair 2009, section 2.3 for the system.
    """
    if A.ndim != 2 or A.shape[0] != A.shape[1]:
        raise ValueError(f"coefficients must be square, not {A.shape}")
    matrix = A if overwrite else np.array(A, dtype=np.float64, order="C")
    if not matrix.flags.c_contiguous or matrix.dtype != np.float64:
        raise ValueError("coefficients must be C-contiguous float64 to be factorised in place")
    # A - I instead of I - A saves a pass over the matrix; the solves turn the sign.
    matrix.reshape(-1)[:: matrix.shape[0] + 1] -= 1.0
    packed, pivots, info = lapack.dgetrf(matrix.T, overwrite_a=1)
    _require(info)
    if info > 0:
        raise ValueError(f"I - A is singular at position {info - 1}")
    return Factor(packed, np.asarray(pivots, dtype=np.int32))


def residual(A: Rows, S: Array, M: Array, block: int = 1024) -> Array:
    """Return R = S - M (I - A), measured in float64 and read by blocks of rows of A.

    Args:
        A: Technical coefficients, shape (n, n), read by rows [-].
        S: Right-hand side, shape (k, n).
        M: Approximate multipliers, shape (k, n).
        block: Rows of A read at a time.

    Returns:
        R, shape (k, n); zero for exact multipliers.
    """
    found = np.subtract(S, M, dtype=np.float64)
    for start in range(0, A.shape[0], block):
        part = slice(start, start + block)
        found += M[:, part] @ A[part]
    return found
