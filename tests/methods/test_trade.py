"""Quantities, what can leave, dependence, price index and mirror gaps, worked by hand."""

import numpy as np
import pytest

from grondstof.methods.trade import (
    core_dependency,
    judge_quantities,
    leaving_bound,
    mirror_gap,
    tornqvist_step,
    trend,
)


def test_an_absurd_unit_value_is_set_aside_and_estimated_from_value():
    # Four flows at about 2 USD/kg and one of 28 Mt at 0.004 USD/kg.
    value = [200.0, 220.0, 180.0, 210.0, 112e6]
    weight = [100.0, 100.0, 100.0, 100.0, 28e9]
    found = judge_quantities(value, weight, 10.0)
    assert found.refused.tolist() == [False] * 4 + [True]
    assert found.median == pytest.approx(2.0)
    assert found.kg[4] == pytest.approx(56e6)
    assert found.low[4] < found.kg[4] < found.high[4]


def test_a_missing_quantity_is_estimated_and_never_zero():
    found = judge_quantities([100.0, 50.0], [np.nan, 25.0], 10.0)
    assert found.kg.tolist() == [50.0, 25.0]
    assert found.estimated.tolist() == [True, False]


def test_without_any_quantity_none_is_made_up():
    found = judge_quantities([100.0, 50.0], [np.nan, np.nan], 10.0)
    assert np.isnan(found.kg).all()
    assert not found.estimated.any()


def test_a_printed_quantity_within_the_factor_is_kept_as_it_is():
    value, weight = [100.0, 900.0, 12.0], [100.0, 100.0, 100.0]
    found = judge_quantities(value, weight, 10.0)
    assert found.kg.tolist() == weight
    assert not found.refused.any()


def test_what_can_leave_is_the_smaller_of_exports_and_imports_by_code():
    assert leaving_bound([100.0, 50.0], [30.0, 80.0]) == pytest.approx((30 + 50) / 150)


def test_core_dependency_of_a_monopoly_without_trade_inside():
    found = core_dependency([100.0], 100.0, 50.0)
    assert (found.concentration, found.scarcity, found.substitution) == (1.0, 1.0, 2.0)
    assert found.dependent
    assert core_dependency([100.0], 100.0, 0.0) is None


def test_doubling_every_price_doubles_the_index():
    step = tornqvist_step([10, 30], [20, 60], [1.0, 3.0], [2.0, 6.0])
    assert step == pytest.approx(2.0)
    assert tornqvist_step([10], [10], [np.nan], [1.0]) is None


def test_mirror_gap_is_zero_when_both_sides_agree():
    assert mirror_gap(5.0, 5.0) == 0.0
    assert mirror_gap(0.0, 5.0) == -1.0
    assert mirror_gap(0.0, 0.0) is None


def test_trend_needs_three_years():
    assert trend([2020, 2021], [0.1, 0.2]) is None
    assert trend([2020, 2021, 2022], [0.1, 0.2, 0.3]) == pytest.approx(0.1)
