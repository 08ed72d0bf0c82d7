"""Concentration: worked examples and the laws a concentration index obeys."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.concentration import (
    governance_weighted,
    herfindahl,
    share_sum,
    top_share,
    weighted_interval,
)

SHARES = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=30)
POSITIVE = st.lists(st.floats(0.001, 1.0), min_size=1, max_size=30)
RISKS = st.floats(0.0, 10.0)


def test_one_supplier_gives_one_and_equal_suppliers_one_over_their_number():
    assert herfindahl([1.0]) == 1.0
    assert herfindahl([0.25] * 4) == pytest.approx(0.25)


def test_magnesium_2023_weighted_by_governance_as_worked_in_the_reference_table():
    # EC 2023, Annex 7: China 90.6 % of world magnesium; scaled governance of China 5.676.
    assert governance_weighted([0.906], [5.676]) == pytest.approx(4.66, abs=0.005)
    assert governance_weighted([0.97], [5.676]) == pytest.approx(5.34, abs=0.005)


def test_tantalum_2017_nigeria_term_is_as_the_study_prints_it():
    # EC 2017, page 41: 81 % of EU sourcing from Nigeria, scaled governance 6.92.
    assert governance_weighted([0.81], [6.92]) == pytest.approx(4.54, abs=0.005)


@given(SHARES)
def test_order_does_not_matter(shares):
    assert herfindahl(shares) == pytest.approx(herfindahl(shares[::-1]))


@given(POSITIVE, st.floats(0.01, 0.99))
def test_splitting_a_supplier_never_raises_the_index(shares, cut):
    split = [shares[0] * cut, shares[0] * (1 - cut), *shares[1:]]
    assert herfindahl(split) <= herfindahl(shares) + 1e-12


@given(POSITIVE, st.floats(1e-3, 1e6))
def test_the_unit_of_the_quantities_does_not_matter(quantities, factor):
    plain = np.array(quantities)
    scaled = plain * factor
    assert herfindahl(scaled / scaled.sum()) == pytest.approx(herfindahl(plain / plain.sum()))


@given(POSITIVE, RISKS, RISKS, st.floats(0.5, 2.0))
def test_worse_governance_or_a_higher_trade_parameter_never_lowers_the_index(shares, a, b, t):
    low, high = sorted((a, b))
    rest = [5.0] * (len(shares) - 1)
    assert governance_weighted(shares, [low, *rest]) <= governance_weighted(shares, [high, *rest])
    base = governance_weighted(shares, [high, *rest])
    stressed = governance_weighted(shares, [high, *rest], [1.0 + t, *[1.0] * len(rest)])
    assert stressed >= base


@given(POSITIVE)
def test_governance_ten_is_ten_times_the_plain_index(shares):
    assert governance_weighted(shares, 10.0) == pytest.approx(10.0 * herfindahl(shares))


def test_draws_stand_on_the_leading_axis():
    draws = np.array([[0.5, 0.5], [0.9, 0.1]])
    assert herfindahl(draws) == pytest.approx([0.5, 0.82])


def test_a_bounded_share_gives_an_interval_that_holds_both_conventions():
    found = weighted_interval([0.9, 0.0], [0.9, 0.001])
    assert found.contains(herfindahl([0.9, 0.001]))
    assert found.contains(herfindahl([0.9]))
    assert not found.contains(herfindahl([0.9, 0.1]))


def test_a_lower_share_above_the_upper_is_refused():
    with pytest.raises(ValueError, match="exceeds its upper share"):
        weighted_interval([0.2], [0.1])


@pytest.mark.parametrize("bad", [[-0.1], [float("nan")], [float("inf")]])
def test_shares_that_cannot_be_are_refused(bad):
    with pytest.raises(ValueError, match="finite and not negative"):
        herfindahl(bad)


def test_governance_outside_its_scale_is_refused():
    with pytest.raises(ValueError, match="between 0 and 10"):
        governance_weighted([1.0], [10.5])
    with pytest.raises(ValueError, match="trade parameter"):
        governance_weighted([1.0], [5.0], [-1.0])


def test_top_shares():
    assert top_share([0.1, 0.6, 0.3], 1) == pytest.approx(0.6)
    assert top_share([0.1, 0.6, 0.3], 2) == pytest.approx(0.9)
    assert top_share([0.4], 3) == pytest.approx(0.4)
    with pytest.raises(ValueError, match="1 or more"):
        top_share([0.4], 0)


def test_completeness_of_printed_shares():
    assert share_sum([0.5, 0.501], 0.15).usable
    complete = share_sum([0.09], 0.15)
    assert not complete.usable
    assert complete.gap == pytest.approx(0.91)
    assert share_sum([0.85], 0.15).usable
