"""A seeded multi-region table of any size, made block by block so that memory stays low.

Each column buys a drawn share of its value from industries; cells are lognormal and 60 % are
empty; four fifths of the inputs come from the column's own region. `hard` stretches column sums
up to 1.09, as some published tables have them. Equal seed gives equal bytes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
HOME_SHARE = 0.8
FILLED = 0.4


@dataclass(frozen=True)
class Synthetic:
    """Coefficients A (n, n), final demand Y (n, regions), intensities S (k, n), output x (n,)."""

    A: Array
    Y: Array
    S: Array
    x: Array


def synthetic(
    regions: int, sectors: int, rows: int = 10, seed: int = 20261120, *, hard: bool = False
) -> Synthetic:
    """Return a table; output solves x = A x + Y 1 by the power series."""
    rng = np.random.default_rng(seed)
    n = regions * sectors
    A = np.empty((n, n))
    for region in range(regions):
        own = slice(region * sectors, (region + 1) * sectors)
        A[:, own] = _columns(rng, n, sectors, own, hard)
    Y = rng.lognormal(2.0, 2.0, (n, regions)) * 0.01 * (rng.random((n, regions)) < 0.35)
    for region in range(regions):
        own = slice(region * sectors, (region + 1) * sectors)
        Y[own, region] = rng.lognormal(4.0, 1.5, sectors)
    Y *= rng.lognormal(0.0, 1.2, regions)
    x = _output(A, Y.sum(axis=1))
    return Synthetic(A, Y, _extensions(rng, regions, sectors, rows) / x, x)


def _columns(rng: np.random.Generator, n: int, sectors: int, own: slice, hard: bool) -> Array:
    block = rng.lognormal(0.0, 2.0, (n, sectors)) * (rng.random((n, sectors)) < FILLED)
    sums = rng.uniform(0.5, 1.09, sectors) if hard else rng.uniform(0.3, 0.7, sectors)
    home = block[own] * (HOME_SHARE * sums / (block[own].sum(axis=0) + 1e-12))
    block[own] = 0.0
    block *= (1.0 - HOME_SHARE) * sums / (block.sum(axis=0) + 1e-12)
    block[own] = home
    return block


def _output(A: Array, y: Array) -> Array:
    x, term = y.copy(), y.copy()
    for _ in range(1000):
        term = A @ term
        x += term
        if term.max() <= 1e-17 * x.max():
            break
    return x


def _extensions(rng: np.random.Generator, regions: int, sectors: int, rows: int) -> Array:
    """Each row stands in three sectors of at most fifteen regions, as mining does."""
    found = np.zeros((rows, regions * sectors))
    for row in range(rows):
        places = rng.choice(regions, min(15, regions), replace=False)
        kinds = rng.choice(sectors, 3, replace=False)
        for place in places:
            found[row, place * sectors + kinds] = rng.lognormal(0.0, 1.5, 3)
    return found
