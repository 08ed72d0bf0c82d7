"""How much of an end product passes through a territory at any stage, and the two-tier view."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Shares = Mapping[str, float]


def exposure(stages: Sequence[Shares], territory: str) -> tuple[float, float, float]:
    """Return the share of an end product that passes through a territory at any stage.

    With s_k the share of the territory at stage k of inputs that are all needed:
    middle = 1 - prod_k (1 - s_k), as if what one stage buys did not depend on the others;
    low = max_k s_k, as if the same goods always passed; high = min(1, sum_k s_k).

    Args:
        stages: Supply shares by territory of every node that is needed. [fraction]
        territory: The territory.

    Returns:
        Middle, low and high. [fraction]

    Source: Frechet (1935) for the bounds of a union of events with known single chances.
    """
    shares = np.array([stage.get(territory, 0.0) for stage in stages])
    if not shares.size:
        return 0.0, 0.0, 0.0
    low, high = float(shares.max()), float(min(1.0, shares.sum()))
    middle = float(1.0 - np.prod(1.0 - shares))
    return min(max(middle, low), high), low, high


def two_tiers(first: ArrayLike, second: ArrayLike, governance: ArrayLike) -> tuple[float, float]:
    """Return the two-tier view: concentration times governance at suppliers and their suppliers.

    T1 = sum_c a_c^2 g_c, T2 = sum_o q_o^2 g_o with q_o = sum_c a_c b_co: a are home's import
    shares, b_co the shares of o in what c imports or makes itself, g the governance risk.

    Args:
        first: Home's import shares a, shape (n,). [fraction]
        second: Shares b, row c is what supplier c draws on, shape (n, n). [fraction]
        governance: Governance risk, (2.5 - estimate) / 5, shape (n,). [0 to 1, higher is worse]

    Returns:
        T1 and T2. [0 to 1]

    Source: our formula for the requirement S100, which asks for the method of the TNO study of
    October 2023 as HHI weighted with the World Governance Indicators over at least two tiers; the
    study itself was not read.
    """
    a, b, g = (np.asarray(item, dtype=np.float64) for item in (first, second, governance))
    tiers = deep_tiers(a, b, g, 2)
    return tiers[0], tiers[1]


def deep_tiers(first: Floats, step: Floats, governance: Floats, depth: int) -> list[float]:
    """Return concentration times governance at each tier; two tiers are the first two of it.

    q_1 = a, q_k+1 = q_k b, T_k = sum_o q_k,o^2 g_o.

    Args:
        first: Home's import shares, shape (n,). [fraction]
        step: What each supplier draws on, shape (n, n). [fraction]
        governance: Governance risk, shape (n,). [0 to 1]
        depth: Number of tiers.
    """
    found, q = [], np.asarray(first, dtype=np.float64)
    for _ in range(depth):
        found.append(float(np.sum(q**2 * governance)))
        q = q @ step
    return found


def hhi(shares: Shares) -> float:
    """Return sum of squared shares [0 to 1]; source: Hirschman (1945), Herfindahl (1950)."""
    return float(sum(share**2 for share in shares.values()))
