"""Classification: rounding comes before comparison, and both thresholds count."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.classification import (
    Thresholds,
    Verdict,
    classify,
    probability_critical,
    round_half_up,
)

EU = Thresholds(supply_risk=1.0, importance=2.8, digits=1)


@pytest.mark.parametrize(
    ("risk", "importance", "expected"),
    [
        (1.0, 2.8, Verdict.CRITICAL),
        (0.95, 2.75, Verdict.CRITICAL),
        (0.949, 2.8, Verdict.NOT_CRITICAL),
        (1.0, 2.749, Verdict.NOT_CRITICAL),
        (9.0, 2.0, Verdict.NOT_CRITICAL),
        (None, 5.0, Verdict.NOT_ASSESSED),
        (5.0, None, Verdict.NOT_ASSESSED),
    ],
)
def test_reach_or_exceed_after_rounding(risk, importance, expected):
    assert classify(risk, importance, EU) is expected


def test_a_half_goes_up_also_where_floating_point_sits_below():
    assert round_half_up([0.05, 0.15, 0.25, 2.675], 1).tolist() == [0.1, 0.2, 0.3, 2.7]


@given(st.floats(0.0, 10.0), st.integers(0, 3))
def test_rounding_moves_by_half_a_digit_at_most(value, digits):
    assert abs(round_half_up(value, digits) - value) <= 0.5 * 10.0**-digits + 1e-8


def test_probability_is_the_share_of_draws():
    assert probability_critical(np.array([0.9, 1.0, 1.1, 2.0]), 3.0, EU) == 0.75
