"""Draws against the moments of their textbook distributions, and exactness at zero width."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.distributions import draw, draw_shares, interval

COUNT = 40_000


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


@given(st.floats(-1e6, 1e6), st.sampled_from(["exact", "uniform", "normal", "lognormal"]))
def test_without_width_every_draw_is_the_value_exactly(value: float, dist: str) -> None:
    assert (draw(dist, value, None, 10, rng()) == value).all()
    assert (draw(dist, value, 0.0, 10, rng()) == value).all()


def test_shares_without_width_are_the_printed_ones_exactly() -> None:
    printed = np.array([0.938, 0.022, 0.019])
    for kappa in (None, np.inf):
        assert (draw_shares(printed, kappa, 5, rng()) == printed).all()


def test_uniform_has_the_moments_of_the_textbook() -> None:
    found = draw("uniform", 0.4, 0.2, COUNT, rng())
    assert found.mean() == pytest.approx(0.4, abs=0.002)
    assert found.std() == pytest.approx(0.2 / np.sqrt(3), rel=0.02)


def test_normal_has_the_moments_of_the_textbook_and_stays_in_bounds() -> None:
    found = draw("normal", 5.0, 1.0, COUNT, rng(), low=0.0, high=6.0)
    assert found.max() == 6.0
    assert np.median(found) == pytest.approx(5.0, abs=0.02)


def test_lognormal_has_the_value_as_median() -> None:
    found = draw("lognormal", 3.0, 0.5, COUNT, rng())
    assert np.median(found) == pytest.approx(3.0, rel=0.02)
    assert np.log(found).std() == pytest.approx(0.5, rel=0.02)


def test_dirichlet_has_the_variance_of_the_textbook() -> None:
    """Var(s_i) = m_i (1 - m_i) / (kappa + 1); Gelman et al. (2013), appendix A."""
    shares, kappa = np.array([0.7, 0.2, 0.1]), 50.0
    found = draw_shares(shares, kappa, COUNT, rng())
    assert found.sum(axis=1) == pytest.approx(1.0)
    assert found.mean(axis=0) == pytest.approx(shares, abs=0.002)
    assert found.var(axis=0) == pytest.approx(shares * (1 - shares) / (kappa + 1), rel=0.05)


def test_shares_that_add_up_to_less_keep_their_sum() -> None:
    found = draw_shares([0.5, 0.3], 30.0, 1000, rng())
    assert found.sum(axis=1) == pytest.approx(0.8)


def test_a_set_of_shares_is_no_single_number() -> None:
    with pytest.raises(ValueError, match="no draws of one number"):
        draw("dirichlet", 0.5, 10.0, 5, rng())


def test_interval_is_median_and_5_and_95_percent() -> None:
    assert interval(np.arange(101.0)) == pytest.approx((50.0, 5.0, 95.0))
