"""Concentration of supply: how much of it comes from how few, plain and weighted by governance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grondstof.methods.intervals import Interval

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ShareSum:
    """How complete a set of printed shares is.

    Attributes:
        total: Sum of the shares [fraction].
        gap: 1 - total; positive when supply is not told, negative when shares were rounded up.
        usable: False when |gap| exceeds the tolerance.
    """

    total: float
    gap: float
    usable: bool


def _shares(shares: ArrayLike) -> Floats:
    found = np.asarray(shares, dtype=np.float64)
    if found.size and not (np.isfinite(found).all() and (found >= 0.0).all()):
        raise ValueError("shares must be finite and not negative")
    return found


def herfindahl(shares: ArrayLike) -> float | Floats:
    """Return the Herfindahl index of shares along the last axis.

    Formula: H = sum_c S_c^2. Range 1/n (n equal suppliers) to 1 (one supplier) when the shares sum
    to 1; printed shares are used as they are and not rescaled [dimensionless].

    Args:
        shares: S_c [fraction], shape (suppliers,) or (draws, suppliers).

    Returns:
        A float, or an array over the leading axes.

    Raises:
        ValueError: A share is negative or not finite.

    Source: European Commission, Methodology for establishing the EU list of critical raw materials
    (2017), section on concentration; Herfindahl (1950).
    """
    found = np.sum(_shares(shares) ** 2, axis=-1)
    return float(found) if found.ndim == 0 else found


def governance_weighted(
    shares: ArrayLike, governance_risk: ArrayLike, trade: ArrayLike = 1.0
) -> float | Floats:
    """Return the governance-weighted Herfindahl index with the trade parameter.

    Formula: HHI = sum_c S_c^2 * WGI_c * t_c. Range 0 to 10 * max(t) [dimensionless]: a monopoly
    gives WGI * t of its only supplier.

    Args:
        shares: S_c [fraction], shape (..., suppliers).
        governance_risk: WGI_c scaled to 0 (good) .. 10 (bad), broadcast to shares.
        trade: t_c [dimensionless], broadcast to shares; 1 where nothing restricts or eases trade.

    Raises:
        ValueError: A share is negative, or governance lies outside 0..10, or t is negative.

    Source: European Commission, Methodology for establishing the EU list of critical raw materials
    (2017), supply risk; Regulation (EU) 2024/1252, Annex II, section 2.
    """
    risk = np.asarray(governance_risk, dtype=np.float64)
    factor = np.asarray(trade, dtype=np.float64)
    if not ((risk >= 0.0) & (risk <= 10.0)).all():
        raise ValueError("scaled governance must lie between 0 and 10")
    if not (factor >= 0.0).all():
        raise ValueError("the trade parameter must not be negative")
    found = np.sum(_shares(shares) ** 2 * risk * factor, axis=-1)
    return float(found) if found.ndim == 0 else found


def weighted_interval(low: ArrayLike, high: ArrayLike, weights: ArrayLike = 1.0) -> Interval:
    """Return the range of sum_c S_c^2 * w_c when each share lies between two bounds.

    The terms rise with each share, so the ends follow from the lower and upper shares. The bounds
    are taken as independent: the interval is wide enough, not tight, for shares that must sum to 1.

    Args:
        low: Lower shares [fraction], shape (suppliers,).
        high: Upper shares [fraction], same shape.
        weights: w_c >= 0, for example WGI_c * t_c; 1 for the plain Herfindahl index.
    """
    weight = np.asarray(weights, dtype=np.float64)
    below, above = _shares(low), _shares(high)
    if (below > above).any():
        raise ValueError("a lower share exceeds its upper share")
    return Interval(float(np.sum(below**2 * weight)), float(np.sum(above**2 * weight)))


def top_share(shares: ArrayLike, count: int) -> float:
    """Return the joint share of the largest `count` suppliers [fraction]; all when there are fewer.

    Formula: C_n = sum of the n largest S_c.
    """
    if count < 1:
        raise ValueError("count the largest 1 or more suppliers")
    return float(np.sum(np.sort(_shares(shares))[::-1][:count]))


def share_sum(shares: ArrayLike, tolerance: float) -> ShareSum:
    """Return the sum of shares, its distance to 1 and whether that is within the tolerance."""
    total = float(np.sum(_shares(shares)))
    gap = 1.0 - total
    return ShareSum(total, gap, abs(gap) <= tolerance + 1e-9)
