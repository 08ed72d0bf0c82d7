"""Footprints: extensions by where they arise, through whom they pass and who consumes them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.input_output.factor import Factor

Array = NDArray[np.float64]
Index = NDArray[np.intp]


def footprints(M: Array, Y: Array) -> Array:
    """Return the footprint of each consumer, D = M Y.

    Args:
        M: Multipliers, shape (k, n) [unit/money].
        Y: Final demand, shape (n, c) [money/year].

    Returns:
        D, shape (k, c) [unit/year]. With row-sum output D 1 equals the extension total.

    Source:
        Miller and Blair 2009, section 10.2; Wood et al. 2015, Sustainability 7, 138-163.
    """
    return np.asarray(M @ Y)


def origin_footprints(
    factor: Factor, S: Array, Y: Array, origins: Sequence[Index]
) -> tuple[Array, Index]:
    """Return footprints by extension row, origin and consumer.

    Only rows of L are computed where some intensity stands: D_koc = sum of s_ki L_ij y_jc over the
    industries i of origin o and all j.

    Args:
        factor: Factor of (I - A)^T.
        S: Intensities, shape (k, n) [unit/money].
        Y: Final demand, shape (n, c) [money/year].
        origins: Positions of the industries of each origin; each position at most once.

    Returns:
        D, shape (k, o, c) [unit/year], and the positions i whose rows of L were computed.
    """
    active = np.flatnonzero(np.abs(S).sum(axis=0)).astype(np.intp)
    reached = factor.inverse_rows(active) @ Y
    group = np.full(S.shape[1], -1, dtype=np.intp)
    for number, positions in enumerate(origins):
        group[positions] = number
    found = np.zeros((S.shape[0], len(origins), Y.shape[1]))
    for number in range(len(origins)):
        mine = np.flatnonzero(group[active] == number)
        found[:, number, :] = S[:, active[mine]] @ reached[mine]
    return found, active
