"""GeoPolRisk: concentration of production times the governance of the countries imported from."""

import numpy as np
from numpy.typing import ArrayLike


def governance_score(
    political_stability: ArrayLike,
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return the risk score of a territory from its political stability.

    g = (2.5 - PV) / 5, with PV the World Bank estimate of political stability (-2.5..2.5).
    Range 0..1, higher is riskier [dimensionless].

    Source: Koyamparambath et al., geopolrisk-py documentation; Gemechu et al. (2016).
    """
    return np.asarray((2.5 - np.asarray(political_stability, dtype=np.float64)) / 5.0)


def import_risk(scores: ArrayLike, imports: ArrayLike, domestic_production: float) -> float | None:
    """Return the import risk of one importer.

    sum_i g_i f_i / (p + F), with F = sum_i f_i. Range 0..1 [dimensionless].

    Args:
        scores: Risk score of each partner, 0..1; NaN where unknown, which leaves the result open.
        imports: Imports from each partner. [t]
        domestic_production: Production of the importer. [t]

    Returns:
        None where nothing is imported or produced, or a partner's score is unknown: missing is
        missing, not zero.

    Source: Gemechu et al. (2016), Import-based indicator for the geopolitical supply risk.
    """
    risk = np.asarray(scores, dtype=np.float64)
    flows = np.asarray(imports, dtype=np.float64)
    total = float(flows.sum()) + domestic_production
    if flows.size == 0 or total <= 0.0 or np.isnan(risk[flows > 0]).any():
        return None
    return float(np.nansum(risk * flows) / total)


def geopolrisk(concentration: float, risk_of_imports: float | None) -> float | None:
    """Return the GeoPolRisk score: HHI of production times import risk; 0..1 [dimensionless]."""
    return None if risk_of_imports is None else concentration * risk_of_imports
