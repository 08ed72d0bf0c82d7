"""Uniform draws that move together: one common factor behind several disruptions."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

Floats = NDArray[np.float64]


def together(rng: np.random.Generator, count: int, items: int, correlation: float) -> Floats:
    """Return uniform draws on 0 to 1 with a common factor, shape (items, count).

    u_k = Phi(sqrt(r) z + sqrt(1 - r) e_k) with z and e_k standard normal: r = 0 makes the items
    independent, r = 1 makes them one.

    Args:
        rng: Generator.
        count: Number of draws.
        items: Number of items.
        correlation: Correlation r of the normal variables behind any two items. [0 to 1]

    Raises:
        ValueError: The correlation is outside 0 to 1.

    Source: the one-factor Gaussian copula (Vasicek 1987, Probability of loss on loan portfolio).
    """
    if not 0.0 <= correlation <= 1.0:
        raise ValueError("a correlation of this kind lies between 0 and 1")
    common = rng.standard_normal(count)
    own = rng.standard_normal((items, count))
    return np.asarray(ndtr(np.sqrt(correlation) * common + np.sqrt(1.0 - correlation) * own))
