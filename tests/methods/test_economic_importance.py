"""Economic importance: the worked examples of the 2023 annex and its bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.economic_importance import (
    economic_importance,
    implied_substitution,
    scaling_value,
)

# EC 2023, Annex 6: value added of NACE divisions in million euro.
VALUE_ADDED = {"C23": 64990.0, "C24": 64561.0, "C25": 163568.0, "C28": 204200.0, "C29": 194448.0}


def test_aggregates_and_magnesium_as_worked_from_the_annex():
    assert economic_importance([1.0], [64990.0], 204200.0) == pytest.approx(3.183, abs=5e-4)
    magnesium = economic_importance(
        [0.12, 0.36, 0.48, 0.04], [64561.0, 163568.0, 194448.0, 55777.0], 204200.0
    )
    assert magnesium == pytest.approx(7.943, abs=5e-4)
    assert implied_substitution(7.4, magnesium) == pytest.approx(0.932, abs=5e-4)


def test_the_scale_is_the_largest_in_manufacturing_not_in_the_economy():
    assert scaling_value(VALUE_ADDED | {"L68": 1e6}) == 204200.0
    with pytest.raises(ValueError, match="no manufacturing"):
        scaling_value({"B06": 1.0})


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=12), st.floats(0.0, 1.0))
def test_it_never_exceeds_ten_times_the_substitution_index(parts, index):
    whole = sum(parts)
    shares = [part / whole for part in parts] if whole > 0 else parts
    found = economic_importance(shares, 204200.0, 204200.0, index)
    assert found <= 10.0 * index + 1e-9


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="must not be negative"):
        economic_importance([-0.1], [1.0], 1.0)
    with pytest.raises(ValueError, match="must be above 0"):
        implied_substitution(1.0, 0.0)
