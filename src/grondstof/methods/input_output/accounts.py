"""The accounts of a table: output, balance, coefficients and intensities."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Balance:
    """How far a table is from balance.

    Attributes:
        output: Row-sum output, shape (n,) [money/year].
        difference: Row-sum output minus published output, shape (n,) [money/year].
        largest: Largest absolute difference [money/year].
        relative: Sum of absolute differences over the sum of published output [-].
        zero_output: Positions of industries without output.
        value_added: Output minus all recorded inputs, shape (n,) [money/year].
        negative_value_added: Positions where value added is below minus the tolerance.
    """

    output: Array
    difference: Array
    largest: float
    relative: float
    zero_output: tuple[int, ...]
    value_added: Array
    negative_value_added: tuple[int, ...]


def row_sum_output(Z: Array, Y: Array) -> Array:
    """Return output as what is sold: x = Z 1 + Y 1.

    Args:
        Z: Intermediate deliveries, shape (n, n) [money/year].
        Y: Final demand, shape (n, c) [money/year].

    Returns:
        Output, shape (n,) [money/year]. With it, footprints over all consumers add up to the
        extension total exactly; with a published output that does not balance they do not.

    Source:
        Miller and Blair 2009, equation 2.1.
    """
    return np.asarray(Z.sum(axis=1) + Y.sum(axis=1), dtype=np.float64)


def balance(
    Z: Array, Y: Array, published: Array, taxes: Array | None = None, tolerance: float = 0.5
) -> Balance:
    """Compare the sold output with the published one and derive value added.

    v = x_published - 1'Z - taxes; the difference is x_row_sum - x_published.

    Args:
        Z: Intermediate deliveries, shape (n, n) [money/year].
        Y: Final demand, shape (n, c) [money/year].
        published: Published output, shape (n,) [money/year].
        taxes: Taxes less subsidies and other inputs that are no value added, shape (n,).
        tolerance: Rounding below which a negative value added is not one [money/year].
    """
    output = row_sum_output(Z, Y)
    difference = output - published
    inputs = Z.sum(axis=0) + (0.0 if taxes is None else taxes)
    value_added = np.asarray(published - inputs, dtype=np.float64)
    total = float(np.abs(published).sum())
    return Balance(
        output=output,
        difference=difference,
        largest=float(np.abs(difference).max(initial=0.0)),
        relative=float(np.abs(difference).sum()) / total if total else 0.0,
        zero_output=tuple(np.flatnonzero(output == 0.0).tolist()),
        value_added=value_added,
        negative_value_added=tuple(np.flatnonzero(value_added < -tolerance).tolist()),
    )


def _reciprocal(output: Array) -> Array:
    """Return 1/x, and 0 where there is no output."""
    return np.divide(1.0, output, out=np.zeros_like(output), where=output != 0.0)


def coefficients(Z: Array, x: Array, *, overwrite: bool = False) -> Array:
    """Return technical coefficients a_ij = z_ij / x_j; 0 for industries without output.

    Args:
        Z: Intermediate deliveries, shape (n, n) [money/year].
        x: Output, shape (n,) [money/year].
        overwrite: Reuse the memory of Z, which is then lost.

    Returns:
        A, shape (n, n), C-contiguous [-].

    Source:
        Miller and Blair 2009, equation 2.4.
    """
    factor = _reciprocal(np.asarray(x, dtype=np.float64))
    if overwrite:
        np.multiply(Z, factor[np.newaxis, :], out=Z)
        return Z
    return np.ascontiguousarray(Z * factor[np.newaxis, :])


def intensities(F: Array, x: Array) -> Array:
    """Return extension intensities s_kj = f_kj / x_j; 0 for industries without output.

    Args:
        F: Extensions, shape (k, n) [unit/year].
        x: Output, shape (n,) [money/year].

    Returns:
        S, shape (k, n) [unit/money].

    Source:
        Miller and Blair 2009, section 10.2.
    """
    return np.asarray(F * _reciprocal(np.asarray(x, dtype=np.float64))[np.newaxis, :])
