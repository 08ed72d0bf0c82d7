"""Trade figures: quantities from values, what leaves again, dependence, prices, mirror gaps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Quantities:
    """Quantities of one code in one year after doubtful ones were set aside.

    Attributes:
        kg: Quantity, printed or estimated; NaN where neither is possible [kg].
        low: Lower end (5 %) [kg].
        high: Upper end (95 %) [kg].
        refused: True where a printed quantity was set aside.
        estimated: True where the quantity comes from the value.
        median: Median unit value of the code and year; NaN when there is none [USD/kg].
        sigma: Standard deviation of the logarithm of accepted unit values.
    """

    kg: Floats
    low: Floats
    high: Floats
    refused: Bools
    estimated: Bools
    median: float
    sigma: float


def judge_quantities(value: ArrayLike, quantity: ArrayLike, factor: float) -> Quantities:
    """Set aside quantities with an absurd unit value and estimate those and the missing ones.

    Formula: u = v / q; refused when u / median(u) lies outside [1/factor, factor]; estimate
    q = v / median(u), with the 5 and 95 % ends from the accepted unit values of the code and year.

    Args:
        value: v, value of each flow of one code in one year, shape (flows,) [USD].
        quantity: q, NaN where missing, same shape [kg].
        factor: Largest plausible ratio to the median, above 1 [dimensionless].

    Raises:
        ValueError: factor is not above 1, or a value is negative or not finite.
    """
    usd, kg = np.asarray(value, dtype=np.float64), np.asarray(quantity, dtype=np.float64)
    if not factor > 1.0:
        raise ValueError("the factor must be above 1")
    if not (np.isfinite(usd).all() and (usd >= 0.0).all()):
        raise ValueError("values must be finite and not negative")
    has = np.isfinite(kg) & (kg > 0.0)
    if not has.any():
        none = np.zeros(kg.shape, dtype=np.bool_)
        empty = np.full(kg.shape, np.nan)
        return Quantities(empty, empty, empty, none, none, np.nan, np.nan)
    unit = np.divide(usd, kg, out=np.full(kg.shape, np.nan), where=has)
    median = float(np.median(unit[has]))
    ratio = unit / median if median > 0.0 else np.full(kg.shape, np.nan)
    sound = has & (ratio >= 1.0 / factor) & (ratio <= factor)
    refused = has & ~sound
    if not sound.any():
        empty = np.where(has, kg, np.nan)
        return Quantities(empty, empty, empty, ~has & False, ~has & False, median, np.nan)
    cheap, dear = np.quantile(unit[sound], [0.05, 0.95])
    estimated = ~sound & (usd > 0.0)
    filled = np.where(estimated, usd / median, kg)
    low = np.where(estimated, usd / dear, kg)
    high = np.where(estimated, usd / cheap, kg)
    sigma = float(np.std(np.log(unit[sound])))
    return Quantities(filled, low, high, refused, estimated, median, sigma)


def leaving_bound(imports: ArrayLike, exports: ArrayLike) -> float:
    """Return how much of imports can have left again: the sum of min(X, M) over codes.

    Formula: sum_c min(X_c, M_c) / sum_c M_c [fraction]. A proxy: trade statistics do not say
    whether exports were imports before, and home production of the same code is counted as leaving.
    Exports of a code beyond its imports are not counted, so it is a bound only within each code.

    Args:
        imports: M_c, shape (codes,), one unit.
        exports: X_c, same shape and unit.

    Raises:
        ValueError: there is no import at all, or an amount is negative.
    """
    m, x = np.asarray(imports, dtype=np.float64), np.asarray(exports, dtype=np.float64)
    if (m < 0.0).any() or (x < 0.0).any():
        raise ValueError("imports and exports must not be negative")
    if not m.sum() > 0.0:
        raise ValueError("there is no import to leave again")
    return float(np.minimum(m, x).sum() / m.sum())


@dataclass(frozen=True)
class CoreDependency:
    """The three core dependency indicators of the European Commission, and their verdict."""

    concentration: float
    scarcity: float
    substitution: float

    @property
    def dependent(self) -> bool:
        """Return whether all three lie above their thresholds 0.4, 0.5 and 1."""
        return self.concentration > 0.4 and self.scarcity > 0.5 and self.substitution > 1.0


def core_dependency(
    outside: ArrayLike, total_imports: float, total_exports: float
) -> CoreDependency | None:
    """Return the core dependency indicators; None where a denominator is zero.

    Formulas: CDI1 = sum of squared shares in imports from outside; CDI2 = imports from outside /
    all imports; CDI3 = imports from outside / all exports [dimensionless].

    Args:
        outside: Imports of the group from each outside partner, shape (partners,), one unit.
        total_imports: All imports of the members, those from each other included, same unit.
        total_exports: All exports of the members, those to each other included, same unit.

    Source: European Commission, Strategic dependencies and capacities, SWD(2021) 352 final,
    section on the bottom-up mapping of dependencies.
    """
    flows = np.asarray(outside, dtype=np.float64)
    outer = float(flows.sum())
    if not (outer > 0.0 and total_imports > 0.0 and total_exports > 0.0):
        return None
    return CoreDependency(
        float(np.sum((flows / outer) ** 2)), outer / total_imports, outer / total_exports
    )


def tornqvist_step(
    value_before: ArrayLike, value_now: ArrayLike, price_before: ArrayLike, price_now: ArrayLike
) -> float | None:
    """Return the price change between two years, weighted by what was imported in both.

    Formula: ln(P1/P0) = sum_c (w0_c + w1_c)/2 * ln(p1_c/p0_c), w shares in value; returns P1/P0,
    or None when no code has a price in both years [dimensionless].

    Args:
        value_before: Import value by code, earlier year [USD].
        value_now: Import value by code, later year [USD].
        price_before: Unit value by code, NaN where unknown [USD/kg].
        price_now: The same, later year [USD/kg].

    Source: ILO/IMF/OECD, Export and Import Price Index Manual (2009), Törnqvist index.
    """
    v0, v1 = np.asarray(value_before, dtype=float), np.asarray(value_now, dtype=float)
    p0, p1 = np.asarray(price_before, dtype=float), np.asarray(price_now, dtype=float)
    both = np.isfinite(p0) & np.isfinite(p1) & (p0 > 0) & (p1 > 0) & (v0 > 0) & (v1 > 0)
    if not both.any():
        return None
    weight = (v0[both] / v0[both].sum() + v1[both] / v1[both].sum()) / 2.0
    return float(np.exp(np.sum(weight * np.log(p1[both] / p0[both]))))


def mirror_gap(declared_here: float, declared_there: float) -> float | None:
    """Return how far two declarations of one flow differ; None when both are nothing.

    Formula: (m - x) / (m + x), -1 to 1; 0 when equal, positive when the importer declares more.

    Args:
        declared_here: Imports as the importer declares them.
        declared_there: Exports as the exporter declares them, same unit and valuation.
    """
    total = declared_here + declared_there
    return None if total <= 0.0 else (declared_here - declared_there) / total


def trend(years: ArrayLike, shares: ArrayLike) -> float | None:
    """Return the least-squares slope of shares over years [1/year]; None under three years."""
    x, y = np.asarray(years, dtype=float), np.asarray(shares, dtype=float)
    if x.size < 3 or np.ptp(x) == 0.0:
        return None
    return float(np.polyfit(x - x.mean(), y, 1)[0])
