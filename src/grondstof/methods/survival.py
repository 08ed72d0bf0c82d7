"""Survival: which share of what came into use in a year is still in use at the end of a later year.

Convention. A year's inflow enters at one moment (`start`, `middle` or `end` of the year) or is
spread over it (`even`); a stock is counted at the end of a year. The share of cohort c that is in
stock at the end of year t is S(t + 1 - c - offset) with offset 0, 1/2 or 1, and the mean over the
year for `even`. Lifetimes are in years.
"""

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.polynomial import legendre
from numpy.typing import ArrayLike, NDArray
from scipy import special

from grondstof.errors import Fault, InputError

Floats = NDArray[np.float64]
Curve = Literal["weibull", "lognormal", "normal", "fixed"]
Timing = Literal["start", "middle", "end", "even"]

CURVES: tuple[str, ...] = get_args(Curve)
_OFFSETS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_EVEN_POINTS = 5


@dataclass(frozen=True)
class Lifetime:
    """How long a product is used.

    Attributes:
        curve: `weibull`, `lognormal`, `normal` or `fixed`.
        mean: Mean lifetime; for `fixed` the lifetime itself [years].
        deviation: Standard deviation of the lifetime; ignored for `fixed` [years].
    """

    curve: Curve
    mean: float
    deviation: float = 0.0


def weibull_parameters(mean: float, deviation: float) -> tuple[float, float]:
    """Return shape k and scale l of a Weibull lifetime with this mean and standard deviation.

    Formula: (s/m)^2 = G(1 + 2/k) / G(1 + 1/k)^2 - 1, solved for k in the logarithm by bisection;
    l = m / G(1 + 1/k).

    Args:
        mean: m, above 0 [years].
        deviation: s, above 0 [years].

    Raises:
        InputError: If mean or deviation is not above zero, or s/m lies outside 0.02 to 5.
    """
    refuse_lifetime(Lifetime("weibull", mean, deviation))
    wanted = math.log1p((deviation / mean) ** 2)
    low, high = math.log(0.2), math.log(80.0)
    while high - low > 1e-14:
        middle = (low + high) / 2.0
        inverse = math.exp(-middle)
        gap = math.lgamma(1 + 2 * inverse) - 2 * math.lgamma(1 + inverse)
        low, high = (middle, high) if gap > wanted else (low, middle)
    shape = math.exp((low + high) / 2.0)
    return shape, mean / math.gamma(1 + 1 / shape)


def weibull_from_quantiles(half: float, tenth: float) -> tuple[float, float]:
    """Return shape and scale of a Weibull lifetime from the ages at which 50 and 90 % are gone.

    Formula: k = ln(ln 10 / ln 2) / ln(t90 / t50), l = t50 / (ln 2)^(1/k).

    Args:
        half: t50, age at which half is gone [years].
        tenth: t90, age at which a tenth is left, above t50 [years].

    Raises:
        InputError: If the ages are not above zero or not in order.
    """
    if not 0.0 < half < tenth:
        fault = Fault(
            "lifetime",
            f"half gone at {half:g} and nine tenths gone at {tenth:g} years",
            "two ages above zero, the second larger",
            "Give the age at which half is gone first",
        )
        raise InputError([fault])
    shape = float(np.log(np.log(10.0) / np.log(2.0)) / np.log(tenth / half))
    return shape, float(half / np.log(2.0) ** (1.0 / shape))


def weibull_moments(shape: float, scale: float) -> tuple[float, float]:
    """Return mean l G(1 + 1/k) and standard deviation of a Weibull lifetime [years]."""
    mean = scale * special.gamma(1 + 1 / shape)
    spread = scale**2 * special.gamma(1 + 2 / shape) - mean**2
    return float(mean), float(np.sqrt(max(spread, 0.0)))


def survival(lifetime: Lifetime, ages: ArrayLike) -> Floats:
    """Return the share still in use at an age.

    Formula: Weibull exp(-(a/l)^k); log-normal 1 - Phi((ln a - mu)/sigma) with
    sigma^2 = ln(1 + (s/m)^2), mu = ln m - sigma^2/2; normal 1 - Phi((a - m)/s), not truncated at
    age 0; fixed 1 while a < m. Weibull and log-normal are 1 at ages up to 0.

    Args:
        lifetime: The curve with its mean m and standard deviation s [years].
        ages: Ages a [years].

    Raises:
        InputError: If the lifetime is zero or below, or has no width where it needs one.
    """
    refuse_lifetime(lifetime)
    age = np.asarray(ages, dtype=np.float64)
    mean, deviation = lifetime.mean, lifetime.deviation
    if lifetime.curve == "fixed":
        return (age < mean).astype(np.float64)
    if lifetime.curve == "normal":
        return np.asarray(special.ndtr(-(age - mean) / deviation), dtype=np.float64)
    positive = np.maximum(age, 0.0)
    if lifetime.curve == "weibull":
        shape, scale = weibull_parameters(mean, deviation)
        return np.asarray(np.exp(-((positive / scale) ** shape)), dtype=np.float64)
    sigma = np.sqrt(np.log1p((deviation / mean) ** 2))
    with np.errstate(divide="ignore"):
        score = (np.log(positive) - (np.log(mean) - sigma**2 / 2)) / sigma
    return np.asarray(special.ndtr(-score), dtype=np.float64)


def survival_by_age(lifetime: Lifetime, years: int, timing: Timing = "middle") -> Floats:
    """Return the share of a cohort in stock at the end of its first, second, ... year.

    Args:
        lifetime: How long the product is used.
        years: Number of years, at least 1.
        timing: When in its year the inflow comes; `even` averages over five Gauss-Lobatto points.

    Returns:
        Shares, shape (years,).
    """
    whole = np.arange(1, years + 1, dtype=np.float64)
    if timing != "even":
        return survival(lifetime, whole - _OFFSETS[timing])
    points, weights = lobatto(_EVEN_POINTS)
    shares = [w * survival(lifetime, whole - p) for p, w in zip(points, weights, strict=True)]
    return np.asarray(np.sum(shares, axis=0), dtype=np.float64)


def lobatto(points: int) -> tuple[Floats, Floats]:
    """Return nodes and weights of Gauss-Lobatto quadrature on [0, 1], ends included."""
    top = np.zeros(points)
    top[-1] = 1.0
    inner = np.sort(legendre.legroots(legendre.legder(top)).real)
    nodes = np.concatenate([[-1.0], inner, [1.0]])
    weights = 2.0 / (points * (points - 1) * legendre.legval(nodes, top) ** 2)
    return (nodes + 1.0) / 2.0, weights / 2.0


def refuse_lifetime(lifetime: Lifetime) -> None:
    """Raise InputError for a lifetime that no product can have."""
    faults = []
    if lifetime.curve not in CURVES:
        faults.append(
            Fault("lifetime", f"the curve '{lifetime.curve}'", ", ".join(CURVES), "Choose one")
        )
    if not (np.isfinite(lifetime.mean) and lifetime.mean > 0.0):
        faults.append(
            Fault(
                "lifetime",
                f"a lifetime of {lifetime.mean:g} years",
                "a lifetime above zero",
                "Give the mean number of years that the product is used",
            )
        )
    elif lifetime.curve != "fixed" and not 0.02 <= lifetime.deviation / lifetime.mean <= 5.0:
        faults.append(
            Fault(
                "lifetime",
                f"a standard deviation of {lifetime.deviation:g} years",
                "between 0.02 and 5 times the mean",
                "Give the spread of lifetimes, or choose the curve fixed",
            )
        )
    if faults:
        raise InputError(faults)
