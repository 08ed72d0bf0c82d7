"""EU economic importance: the value added of the industries that use a material."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray


def scaling_value(value_added: Mapping[str, float], manufacturing: str = "C") -> float:
    """Return the largest value added among two-digit manufacturing industries [million EUR].

    Args:
        value_added: Value added by NACE Rev. 2 division, for example `{"C28": 204200.0}`.
        manufacturing: Section letter of manufacturing.

    Raises:
        ValueError: No manufacturing industry is there.

    Source: European Commission, Study on the critical raw materials for the EU 2023, Annex 6: the
    largest is C28, machinery and equipment, 204,200 million EUR.
    """
    found = [value for code, value in value_added.items() if code.startswith(manufacturing)]
    if not found:
        raise ValueError("no manufacturing industry has a value added")
    return max(found)


def economic_importance(
    shares: ArrayLike, value_added: ArrayLike, largest: float, substitution: ArrayLike = 1.0
) -> float | NDArray[np.float64]:
    """Return the economic importance of a material.

    Formula: EI = sum_s(A_s * Q_s) * SI_EI * 10 / max_s(Q_s). Range 0..10 when the shares sum to 1
    [dimensionless].

    Args:
        shares: A_s, share of end use in industry s [fraction], shape (..., uses).
        value_added: Q_s, value added of the industry of each use [million EUR], broadcast to
            shares.
        largest: The largest value added in manufacturing [million EUR].
        substitution: SI_EI, substitution index for economic importance, 0..1.

    Raises:
        ValueError: A share or value added is negative, or the largest is not positive.

    Source: Regulation (EU) 2024/1252, Annex II, section 2; European Commission, Methodology for
    establishing the EU list of critical raw materials (2017).
    """
    part = np.asarray(shares, dtype=np.float64)
    worth = np.asarray(value_added, dtype=np.float64)
    if (part < 0.0).any() or (worth < 0.0).any() or largest <= 0.0:
        raise ValueError("shares and value added must not be negative, the largest must be above 0")
    weighted = np.sum(part * worth, axis=-1)
    found = np.asarray(weighted * np.asarray(substitution, dtype=np.float64) * 10.0 / largest)
    return float(found) if found.ndim == 0 else found


def implied_substitution(published: float, without_substitution: float) -> float:
    """Return the SI_EI that a published economic importance implies: EI / EI at SI_EI = 1.

    Raises:
        ValueError: The importance without substitution is not positive.
    """
    if without_substitution <= 0.0:
        raise ValueError("economic importance without substitution must be above 0")
    return published / without_substitution
