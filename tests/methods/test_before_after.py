"""What followed an event: a change against the year before, and value over weight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.before_after import relative_change, unit_value

AMOUNTS = st.floats(1e-3, 1e12)


def test_a_fall_by_hand():
    # BACI prints 1,616,536,532 and 33,767,982 USD for nickel ore of Indonesia in 2019 and 2021.
    assert relative_change(1_616_536_532, 33_767_982) == pytest.approx(-0.97911, abs=5e-6)


@pytest.mark.parametrize(("before", "after"), [(None, 1.0), (1.0, None), (None, None), (0.0, 1.0)])
def test_what_is_not_known_gives_nothing_and_no_zero(before, after):
    assert relative_change(before, after) is None


def test_a_weight_of_nothing_gives_no_unit_value():
    assert unit_value(100.0, 0.0) is None


@given(AMOUNTS, AMOUNTS)
def test_the_change_leads_back_to_the_later_amount(before, after):
    change = relative_change(before, after)
    assert change >= -1.0
    assert before * (1.0 + change) == pytest.approx(after, rel=1e-6, abs=1e-6 * before)


@given(AMOUNTS, AMOUNTS)
def test_a_unit_value_times_the_weight_is_the_value(value, weight):
    assert unit_value(value, weight) * weight == pytest.approx(value)
