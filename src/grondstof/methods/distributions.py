"""Draws from the distributions that an uncertain input can have.

A distribution of zero width gives the point value exactly, in every draw.
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Dist = Literal["exact", "uniform", "normal", "lognormal", "dirichlet"]


def draw(
    dist: Dist,
    value: float,
    spread: float | None,
    count: int,
    rng: np.random.Generator,
    *,
    low: float = -np.inf,
    high: float = np.inf,
) -> Floats:
    """Return draws of one uncertain number, cut off at its bounds.

    Args:
        dist: exact (no width), uniform (half-width), normal (standard deviation) or lognormal
            (standard deviation of the logarithm; the value is the median).
        value: Point value.
        spread: Width parameter, in the unit of the value or of its logarithm; None for exact.
        count: Number of draws.
        rng: Random generator of this input.
        low: Lower bound of what the number can be.
        high: Upper bound of what the number can be.

    Returns:
        Array of shape (count,), in the unit of the value.

    Raises:
        ValueError: If the distribution is unknown or is for sets of shares.
    """
    if dist == "exact" or not spread:
        return np.full(count, value)
    if dist == "uniform":
        return rng.uniform(max(low, value - spread), min(high, value + spread), count)
    if dist == "normal":
        return np.clip(rng.normal(value, spread, count), low, high)
    if dist == "lognormal":
        return np.clip(value * np.exp(rng.normal(0.0, spread, count)), low, high)
    raise ValueError(f"no draws of one number from '{dist}'")


def draw_shares(
    shares: ArrayLike, kappa: float | None, count: int, rng: np.random.Generator
) -> Floats:
    """Return draws of a set of shares that belong together.

    s ~ Dirichlet(kappa * share), scaled to the sum of the printed shares, so that the mean of each
    share is the printed one. Drawn as gamma variates divided by their sum.

    Args:
        shares: Shares of one key. [fraction, shape (territories,)]
        kappa: Concentration; larger is surer. None for shares without width. [dimensionless]
        count: Number of draws.
        rng: Random generator of this set.

    Returns:
        Array of shape (count, territories). [fraction]

    Source: Gelman et al. (2013), Bayesian Data Analysis, appendix A.
    """
    point = np.asarray(shares, dtype=np.float64)
    total = float(point.sum())
    if kappa is None or np.isinf(kappa) or total == 0.0:
        return np.broadcast_to(point, (count, point.size))
    gamma = rng.standard_gamma(kappa * point / total, size=(count, point.size))
    gamma *= (total / gamma.sum(axis=1))[:, None]
    return gamma


def interval(draws: Floats, mass: float = 0.9) -> tuple[float, float, float]:
    """Return median, lower and upper bound of the central interval of draws.

    Args:
        draws: Draws of one number, shape (count,).
        mass: Probability inside the interval; 0.9 gives the 5 and 95 % points.
    """
    tail = 100 * (1 - mass) / 2
    low, middle, high = np.percentile(draws, [tail, 50.0, 100 - tail])
    return float(middle), float(low), float(high)
