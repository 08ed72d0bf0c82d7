"""Governance as risk: published values of the EU studies and what happens to gaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.governance import DIMENSIONS, period_score, scaled


def test_scaling_of_means_given_with_the_studies():
    # China 2016-2020 and DR Congo 2016-2020, six-dimension means of the 2022 vintage.
    assert scaled(-0.33813) == pytest.approx(5.676, abs=5e-4)
    assert scaled(-1.61137) == pytest.approx(8.223, abs=5e-4)


@given(st.floats(-4.0, 4.0), st.floats(-4.0, 4.0))
def test_better_governance_is_never_a_higher_risk(a, b):
    low, high = sorted((a, b))
    assert scaled(high) <= scaled(low)
    assert 0.0 <= scaled(a) <= 10.0


def test_the_mean_is_over_years_of_means_over_dimensions():
    estimates = {(2016, name): 0.5 for name in DIMENSIONS} | {(2017, "cc"): -0.5}
    found = period_score(estimates, range(2016, 2018))
    assert found.mean == pytest.approx(0.0)
    assert found.risk == pytest.approx(5.0)
    assert found.used == 7
    assert len(found.missing) == 5


def test_no_estimate_is_missing_and_not_the_middle_of_the_scale():
    found = period_score({}, range(2016, 2021))
    assert found.risk is None
    assert found.mean is None
    assert len(found.missing) == 30
