"""Governance as a risk: the World Bank's indicators turned around and averaged over a period."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

DIMENSIONS: tuple[str, ...] = ("cc", "ge", "pv", "rl", "rq", "va")
"""Control of corruption, government effectiveness, political stability, rule of law, regulatory
quality, voice and accountability."""


@dataclass(frozen=True)
class PeriodScore:
    """Scaled governance risk of one territory over a period.

    Attributes:
        risk: 0 (good) .. 10 (bad); None when there is no estimate at all.
        mean: Mean estimate of the period, about -2.5 (bad) .. 2.5 (good); None likewise.
        used: Number of estimates averaged.
        missing: Pairs (year, dimension) that were asked for and not there.
    """

    risk: float | None
    mean: float | None
    used: int
    missing: tuple[tuple[int, str], ...]


def scaled(estimate: ArrayLike) -> NDArray[np.float64]:
    """Return governance estimates as risk from 0 (good) to 10 (bad).

    Formula: WGI_scaled = 2 * (2.5 - estimate) = 5 - 2 * estimate, cut off at 0 and 10 because a few
    estimates lie just outside -2.5..2.5.

    Args:
        estimate: World Bank estimates [standard normal units], any shape.

    Source: European Commission, Methodology for establishing the EU list of critical raw materials
    (2017); the study prints 6.92 for Nigeria, mean 2010-2014.
    """
    return np.clip(5.0 - 2.0 * np.asarray(estimate, dtype=np.float64), 0.0, 10.0)


def period_score(
    estimates: Mapping[tuple[int, str], float],
    years: Iterable[int],
    dimensions: Sequence[str] = DIMENSIONS,
) -> PeriodScore:
    """Return the scaled risk of a territory as the mean over years and dimensions.

    Formula: WGI = 5 - 2 * mean_y(mean_d(e_yd)). A year without any estimate is left out of the mean
    and reported; within a year the mean is over the dimensions that are there. Nothing is filled.

    Args:
        estimates: Estimate by (year, dimension); an absent pair is missing.
        years: The years of the period.
        dimensions: The dimensions of the index.
    """
    wanted = [(year, name) for year in years for name in dimensions]
    missing = tuple(pair for pair in wanted if pair not in estimates)
    by_year: dict[int, list[float]] = {}
    for year, name in wanted:
        if (year, name) in estimates:
            by_year.setdefault(year, []).append(estimates[year, name])
    if not by_year:
        return PeriodScore(None, None, 0, missing)
    mean = float(np.mean([np.mean(values) for values in by_year.values()]))
    used = sum(len(values) for values in by_year.values())
    return PeriodScore(float(scaled(mean)), mean, used, missing)
