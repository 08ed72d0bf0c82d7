"""Interval arithmetic: every operation holds every result."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.intervals import Interval, rounded, total, widened

SPAN = st.tuples(st.floats(-100, 100), st.floats(-100, 100)).map(
    lambda pair: Interval(min(pair), max(pair))
)
PLACE = st.floats(0.0, 1.0)


def at(span, place):
    return span.low + span.width * place


@given(SPAN, SPAN, PLACE, PLACE)
def test_sums_differences_and_products_hold_every_result(a, b, x, y):
    left, right = at(a, x), at(b, y)
    assert (a + b).contains(left + right, 1e-6)
    assert (a - b).contains(left - right, 1e-6)
    assert (a * b).contains(left * right, 1e-6)
    assert (1.0 - a).contains(1.0 - left, 1e-6)


@given(SPAN, st.floats(0.1, 10.0), st.floats(0.0, 10.0), PLACE, PLACE)
def test_quotients_hold_every_result(a, low, more, x, y):
    divisor = Interval(low, low + more)
    assert (a / divisor).contains(at(a, x) / at(divisor, y), 1e-4)


def test_dividing_by_an_interval_with_zero_is_refused():
    with pytest.raises(ZeroDivisionError):
        Interval(1.0, 2.0) / Interval(-1.0, 1.0)


def test_the_ends_must_be_in_order():
    with pytest.raises(ValueError, match="low <= high"):
        Interval(2.0, 1.0)
    with pytest.raises(ValueError, match="low <= high"):
        Interval(float("nan"), 1.0)


def test_a_printed_digit_stands_for_half_a_unit_each_side():
    one, whole = rounded(1.0, 1, maximum=1.0), rounded(55.0, 0)
    assert (one.low, one.high) == (0.95, 1.0)
    assert (whole.low, whole.high) == (54.5, 55.5)
    assert widened(0.0, 0.05, minimum=0.0).low == 0.0


@given(SPAN, SPAN)
def test_overlap_and_intersection_agree(a, b):
    assert (a.intersect(b) is not None) <= a.overlaps(b)
    assert a.hull(b).low <= min(a.low, b.low)


def test_the_sum_of_nothing_is_zero():
    assert total([]) == Interval(0.0, 0.0)
    assert total([Interval(0.0, 1.0), Interval(1.0, 2.0)]) == Interval(1.0, 3.0)
