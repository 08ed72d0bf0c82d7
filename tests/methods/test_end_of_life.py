"""End of life: nothing is lost between the steps, and the benchmark year is one that lasts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.errors import InputError
from grondstof.methods.end_of_life import end_of_life, first_year_at, secondary_share

share = st.floats(0.0, 1.0)


def test_steps_by_hand() -> None:
    """Of 100 t, 60 are collected, 45 recovered and 36 good enough."""
    found = end_of_life(100.0, 0.6, 0.75, 0.8)
    assert float(found.uncollected) == pytest.approx(40.0)
    assert float(found.lost) == pytest.approx(15.0)
    assert float(found.downgraded) == pytest.approx(9.0)
    assert float(found.secondary) == pytest.approx(36.0)


@given(st.floats(0.0, 1e9), share, share, share)
def test_the_four_parts_add_up(flow: float, collected: float, got: float, good: float) -> None:
    """Whatever the rates, the fates add up to the outflow and none is negative."""
    found = end_of_life(flow, collected, got, good)
    parts = [found.uncollected, found.lost, found.downgraded, found.secondary]
    assert sum(map(float, parts)) == pytest.approx(flow, rel=1e-12, abs=1e-6)
    assert min(map(float, parts)) >= -1e-6


def test_every_rate_over_one_is_named() -> None:
    """All faults at once."""
    with pytest.raises(InputError) as caught:
        end_of_life(1.0, 1.2, 0.5, -0.1)
    assert [fault.where for fault in caught.value.faults] == ["collection", "quality"]
    assert caught.value.faults[0].found == "a share of 1.2"


def test_share_of_no_demand_is_unknown() -> None:
    """Nothing demanded gives no share, and never a zero or an infinity."""
    found = secondary_share([1.0, 1.0], [4.0, 0.0])
    assert found[0] == 0.25
    assert np.isnan(found[1])


def test_a_year_above_the_level_must_last() -> None:
    """A dip of demand lifts the share in 2031; it stays above from 2033."""
    years = np.arange(2030, 2036)
    shares = [0.1, 0.3, 0.2, 0.25, 0.3, 0.4]
    assert first_year_at(shares, years, 0.25) == 2033
    assert first_year_at([0.1] * 6, years, 0.25) is None
    assert first_year_at([0.5] * 6, years, 0.25) == 2030
