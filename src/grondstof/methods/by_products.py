"""By-products: how far the output of a host metal bounds what is won beside it."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def host_bound(host: Floats, part: Floats, potential: float, room: Floats) -> Floats:
    """Return the part of a by-product's production that its host allows, shape (draws, steps, n).

    b = 1 - a (1 - f), f = l + u (m - l), l = min(1, h), m = min(1, p h): a part a of the
    by-product comes from this host; between falling with it (u = 0) and recovering all that the
    host still holds (u = 1).

    Args:
        host: Host output as a part of normal by month and territory, shape (steps, n). [fraction]
        part: Part of the by-product that comes from this host, shape (draws,). [fraction]
        potential: Supply potential over present production, at least 1. [multiple]
        room: Place between the two ends, shape (draws,). [fraction]

    Raises:
        ValueError: The potential is below 1, or a part or room is outside 0 to 1.

    Source: Frenzel et al. (2017), Quantifying the relative availability of high-tech by-product
    metals, for potentials.
    """
    if potential < 1.0:
        raise ValueError("a potential below what is made already")
    if any(np.any((values < 0.0) | (values > 1.0)) for values in (part, room)):
        raise ValueError("parts and room are fractions from 0 to 1")
    least = np.clip(host, 0.0, 1.0)
    most = np.minimum(1.0, potential * least)
    allowed = least + room[:, None, None] * (most - least)
    return np.asarray(1.0 - part[:, None, None] * (1.0 - allowed))
