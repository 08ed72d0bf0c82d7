"""The second axis: two operationalisations that agree where they must."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from grondstof.methods.value_added_axis import Floats, merged_share, reweight, value_added_behind

SIZES = arrays(np.float64, 3, elements=st.floats(1.0, 1e5))
SHARES = arrays(np.float64, 3, elements=st.floats(0.01, 0.33))


@given(SHARES, SIZES, st.floats(0.01, 1.0))
def test_a_home_that_is_the_reference_made_smaller_has_one_answer(
    shares: Floats, size: Floats, scale: float
) -> None:
    found = value_added_behind(shares, size * scale, size)
    assert found.reweighted == pytest.approx(found.as_published, rel=1e-9)
    assert found.low <= found.middle * (1 + 1e-12)


@given(SHARES, SIZES, SIZES)
def test_reweighting_keeps_what_the_shares_leave_out(
    shares: Floats, home: Floats, reference: Floats
) -> None:
    assert reweight(shares, home, reference).sum() == pytest.approx(shares.sum())


def test_a_share_moves_to_the_industry_that_is_larger_at_home() -> None:
    found = reweight([0.5, 0.5], [30.0, 10.0], [100.0, 100.0])
    assert found == pytest.approx([0.75, 0.25])


def test_magnesium_as_in_the_annex() -> None:
    """C24 12, C25 36, C29 48, C30 4 % of the 2023 vector: 162,198 million euro."""
    worth = [64561.0, 163568.0, 194448.0, 55777.0]
    found = value_added_behind([0.12, 0.36, 0.48, 0.04], worth, worth)
    assert found.as_published == pytest.approx(162_198, abs=1)


def test_a_reference_without_value_added_is_refused() -> None:
    with pytest.raises(ValueError, match="positive in every industry"):
        reweight([1.0], [1.0], [0.0])


def test_the_share_that_rests_on_merged_industries() -> None:
    assert merged_share([0.5, 0.5], [30.0, 10.0], [True, False]) == pytest.approx(0.75)
    assert merged_share([0.0, 0.0], [30.0, 10.0], [True, False]) == 0.0
