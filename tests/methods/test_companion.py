"""Companion indicators against worked examples and a published year."""

import numpy as np
import pytest

from grondstof.methods.companion import (
    concentration,
    largest,
    largest_rise,
    source_score,
    yearly_growth,
    years_left,
)


def test_the_unnamed_rest_widens_concentration_and_never_counts_as_nobody() -> None:
    value, low, high = concentration({"CHN": 60.0, "AUS": 20.0}, 20.0)
    assert value == low == pytest.approx(0.40)
    assert high == pytest.approx(0.44)


def test_shares_of_the_largest() -> None:
    made = {"CHN": 60.0, "AUS": 20.0, "RUS": 10.0, "USA": 5.0}
    assert largest(made, 5.0, 1) == pytest.approx(0.60)
    assert largest(made, 5.0, 3) == pytest.approx(0.90)


def test_years_left_growth_and_rise() -> None:
    assert years_left(11_000_000.0, 220_000.0) == pytest.approx(50.0)
    years = range(2015, 2025)
    assert yearly_growth(years, 100.0 * np.exp(0.03 * np.arange(10))) == pytest.approx(0.03)
    assert largest_rise([10.0, 12.0, 9.0, 18.0]) == pytest.approx(1.0)


def test_a_score_of_source_countries_leaves_out_who_has_none_and_bounds_it() -> None:
    made = {"COD": 70.0, "IDN": 20.0, "ROW": 10.0}
    value, low, high = source_score(made, {"COD": 8.0, "IDN": 5.0}, (0.0, 10.0))
    assert value == pytest.approx((70 * 8 + 20 * 5) / 90)
    assert (low, high) == (pytest.approx(6.6), pytest.approx(7.6))


def test_a_score_for_less_than_half_of_production_is_not_given() -> None:
    value, low, high = source_score({"ROW": 60.0, "CHN": 40.0}, {"CHN": 5.0}, (0.0, 10.0))
    assert value is None
    assert (low, high) == (pytest.approx(2.0), pytest.approx(8.0))
