"""Survival curves: closed forms, SciPy's distributions, conventions, impossible lifetimes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from grondstof.errors import InputError
from grondstof.methods import survival as method
from grondstof.methods.survival import Lifetime

CURVES = ("weibull", "lognormal", "normal")
means = st.floats(1.0, 60.0)
ratios = st.floats(0.1, 0.9)


def test_weibull_of_shape_one_is_exponential() -> None:
    """With a standard deviation equal to the mean, S(a) = exp(-a/m)."""
    left = method.survival(Lifetime("weibull", 8.0, 8.0), [0.0, 4.0, 8.0, 16.0])
    assert left == pytest.approx(np.exp([0.0, -0.5, -1.0, -2.0]), rel=1e-10)


def test_lognormal_and_normal_equal_scipy() -> None:
    """The formulas give what SciPy's distributions give."""
    ages = np.linspace(0.0, 50.0, 101)
    sigma = np.sqrt(np.log(1 + (6 / 20) ** 2))
    scale = 20 * np.exp(-(sigma**2) / 2)
    expected = stats.lognorm.sf(ages, s=sigma, scale=scale)
    assert method.survival(Lifetime("lognormal", 20, 6), ages) == pytest.approx(expected, abs=1e-14)
    expected = stats.norm.sf(ages, 20, 6)
    assert method.survival(Lifetime("normal", 20, 6), ages) == pytest.approx(expected, abs=1e-14)


def test_a_fixed_life_ends_when_it_is_over() -> None:
    """Of 3.5 years, all is left after 3 years and nothing after 4."""
    left = method.survival_by_age(Lifetime("fixed", 3.5), 5, "start")
    assert left.tolist() == [1.0, 1.0, 1.0, 0.0, 0.0]


@given(means, ratios)
def test_weibull_parameters_return_mean_and_deviation(mean: float, ratio: float) -> None:
    """Shape and scale give back the mean and deviation they were made from."""
    shape, scale = method.weibull_parameters(mean, ratio * mean)
    assert method.weibull_moments(shape, scale) == pytest.approx((mean, ratio * mean), rel=1e-6)


@given(st.floats(5.0, 40.0), st.floats(1.05, 2.0))
def test_weibull_from_quantiles_leaves_a_half_and_a_tenth(half: float, ratio: float) -> None:
    """At t50 a half is left and at t90 a tenth."""
    shape, scale = method.weibull_from_quantiles(half, ratio * half)
    left = np.exp(-((np.array([half, ratio * half]) / scale) ** shape))
    assert left == pytest.approx([0.5, 0.1], rel=1e-10)


@given(st.sampled_from(["weibull", "lognormal"]), means, ratios)
def test_area_under_the_curve_is_the_mean_life(curve: str, mean: float, ratio: float) -> None:
    """The integral of S over age is the mean lifetime, whatever the curve."""
    lifetime = Lifetime(curve, mean, ratio * mean)
    area, _ = integrate.quad(lambda a: float(method.survival(lifetime, [a])[0]), 0, 30 * mean,
                             points=[mean], limit=200)  # fmt: skip
    assert area == pytest.approx(mean, rel=1e-5)


@given(st.sampled_from(CURVES), means, ratios, st.sampled_from(["start", "middle", "end", "even"]))
def test_shares_fall_with_age(curve: str, mean: float, ratio: float, timing: str) -> None:
    """A cohort never grows, and stays between nothing and itself."""
    left = method.survival_by_age(Lifetime(curve, mean, ratio * mean), 80, timing)
    assert np.all(np.diff(left) <= 1e-15)
    assert left.min() >= 0.0
    assert left.max() <= 1.0 + 1e-15


def test_later_inflow_leaves_more_in_stock() -> None:
    """What enters at the end of a year is younger at each year's end; even lies in between."""
    life = Lifetime("weibull", 15, 5)
    start, middle, end = (method.survival_by_age(life, 40, t) for t in ("start", "middle", "end"))
    even = method.survival_by_age(life, 40, "even")
    assert np.all(start <= middle)
    assert np.all(middle <= end)
    assert np.all((start <= even) & (even <= end))
    assert np.abs(even - middle).max() < 0.001


def test_lobatto_integrates_polynomials_exactly() -> None:
    """Five points are exact to degree seven."""
    points, weights = method.lobatto(5)
    for power in range(8):
        assert weights @ points**power == pytest.approx(1 / (power + 1), abs=1e-14)


@pytest.mark.parametrize("mean", [0.0, -3.0, float("nan")])
def test_a_lifetime_of_zero_or_below_is_refused(mean: float) -> None:
    """The message says what was found, what was expected and what to do."""
    with pytest.raises(InputError) as caught:
        method.survival_by_age(Lifetime("weibull", mean, 1.0), 10)
    fault = caught.value.faults[0]
    assert fault.found == f"a lifetime of {mean:g} years"
    assert fault.expected == "a lifetime above zero"
    assert fault.action.startswith("Give the mean number of years")


def test_a_curve_without_width_is_refused() -> None:
    """Only a fixed lifetime has no spread."""
    with pytest.raises(InputError, match="standard deviation of 0 years"):
        method.survival(Lifetime("normal", 10.0, 0.0), [1.0])
    with pytest.raises(InputError, match="half gone at 20 and nine tenths gone at 15 years"):
        method.weibull_from_quantiles(20, 15)
