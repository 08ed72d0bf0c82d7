"""The two axes of the German raw-materials list: concentration and weighted country risk."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Classes:
    """Class boundaries.

    Attributes:
        hhi_medium: From here concentration is medium, on the scale of 10,000.
        hhi_high: Above this it is high.
        risk_low: Above this weighted governance the country risk is low.
        risk_high: Below this it is high.
    """

    hhi_medium: float
    hhi_high: float
    risk_low: float
    risk_high: float


def weighted_country_risk(shares: ArrayLike, governance: ArrayLike) -> float:
    """Return the weighted country risk: sum_c S_c * WGI_c, -2.5 (bad) to 2.5 (good).

    Args:
        shares: S_c [fraction], shape (suppliers,).
        governance: Mean of the six governance estimates, -2.5..2.5, same shape.

    Source: DERA, Rohstoffliste (2021), section on weighted country risk.
    """
    part = np.asarray(shares, dtype=np.float64)
    return float(np.sum(part * np.asarray(governance, dtype=np.float64)))


def risk_group(hhi: float, country_risk: float, classes: Classes) -> int:
    """Return the risk group 1 (low), 2 (medium) or 3 (high).

    Group 3: high concentration without low country risk, or medium concentration with high country
    risk. Group 1: low concentration without high country risk, or medium concentration with low
    country risk. Group 2: the rest.

    Args:
        hhi: Herfindahl index on the scale of 10,000.
        country_risk: Weighted country risk, -2.5..2.5.
        classes: Class boundaries.

    Source: DERA, Rohstoffliste (2019), matrix of risk groups.
    """
    low_risk = country_risk > classes.risk_low
    high_risk = country_risk < classes.risk_high
    if hhi > classes.hhi_high:
        return 2 if low_risk else 3
    if hhi >= classes.hhi_medium:
        return 3 if high_risk else 1 if low_risk else 2
    return 2 if high_risk else 1
