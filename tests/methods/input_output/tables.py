"""A seeded synthetic table for the tests of the engine."""

import numpy as np


def synthetic(regions=6, sectors=10, extensions=3, seed=20261120, largest=0.7):
    """Return A, Y, S, x of a table with home bias; column sums run from 0.3 to `largest`."""
    n = regions * sectors
    rng = np.random.default_rng(seed)
    A = rng.lognormal(0.0, 2.0, (n, n)) * (rng.random((n, n)) < 0.4)
    for r in range(regions):
        block = slice(r * sectors, (r + 1) * sectors)
        A[block, block] *= 20.0
    A *= rng.uniform(0.3, largest, n) / A.sum(axis=0)
    Y = rng.lognormal(2.0, 1.0, (n, regions))
    x = np.linalg.solve(np.eye(n) - A, Y.sum(axis=1))
    F = rng.lognormal(0.0, 1.0, (extensions, n)) * (rng.random((extensions, n)) < 0.1)
    F[:, 0] = 1.0
    return A, Y, F / x, x
