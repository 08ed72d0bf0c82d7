"""Classification: when supply risk and economic importance make a material critical."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Verdict(Enum):
    """What a material is by a method; a material without both results is not assessed."""

    CRITICAL = "critical"
    NOT_CRITICAL = "not-critical"
    NOT_ASSESSED = "not-assessed"


@dataclass(frozen=True)
class Thresholds:
    """From where a material is critical: both reached or exceeded, after rounding.

    Attributes:
        supply_risk: Lowest critical supply risk [dimensionless].
        importance: Lowest critical economic importance [dimensionless].
        digits: Decimals to which results are rounded before they are compared.
    """

    supply_risk: float
    importance: float
    digits: int


def round_half_up(values: ArrayLike, digits: int) -> NDArray[np.float64]:
    """Return values rounded as in print: a half goes up, also where floating point sits just below.

    Formula: floor(v * 10^d + 0.5 + 1e-9) / 10^d.
    """
    scale = 10.0**digits
    return np.asarray(np.floor(np.asarray(values, dtype=np.float64) * scale + 0.5 + 1e-9) / scale)


def is_critical(
    supply_risk: ArrayLike, importance: ArrayLike, thresholds: Thresholds
) -> NDArray[np.bool_]:
    """Return whether each pair of results is critical.

    Formula: round(SR) >= SR* and round(EI) >= EI*. Arguments broadcast.

    Source: European Commission, Study on the review of the list of critical raw materials (2017),
    pages 38-40; Regulation (EU) 2024/1252, Annex II, section 2.
    """
    risk = round_half_up(supply_risk, thresholds.digits)
    worth = round_half_up(importance, thresholds.digits)
    slack = 1e-9
    return np.asarray(
        (risk >= thresholds.supply_risk - slack) & (worth >= thresholds.importance - slack)
    )


def classify(
    supply_risk: float | None, importance: float | None, thresholds: Thresholds
) -> Verdict:
    """Return the verdict on one material; without both results it is not assessed."""
    if supply_risk is None or importance is None:
        return Verdict.NOT_ASSESSED
    critical = bool(is_critical(supply_risk, importance, thresholds))
    return Verdict.CRITICAL if critical else Verdict.NOT_CRITICAL


def probability_critical(
    supply_risk: ArrayLike, importance: ArrayLike, thresholds: Thresholds
) -> float:
    """Return the share of joint draws that are critical [fraction].

    Args:
        supply_risk: Draws of supply risk, shape (draws,).
        importance: Draws of economic importance, shape (draws,) or a single value.
        thresholds: From where a draw is critical.
    """
    return float(np.mean(is_critical(supply_risk, importance, thresholds)))
