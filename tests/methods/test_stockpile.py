"""Stockpiles: worked cover, release rules, and the stock that keeps a loss under a level."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.errors import InputError
from grondstof.methods.stockpile import (
    ReleaseRule,
    cover_days,
    cover_stock,
    expected_loss,
    holding_cost,
    release,
    stock_for_loss,
)


def per_tonne(shortage: np.ndarray) -> np.ndarray:
    """Return a loss of 1,000 EUR for each tonne short."""
    return 1_000.0 * shortage


def test_cover_there_and_back() -> None:
    """60 days of 73 t a year is 12 t, which lasts 60 days."""
    assert cover_stock(73.0, 60.0) == pytest.approx(12.0)
    assert cover_days(12.0, 73.0) == pytest.approx(60.0)
    assert cover_days(12.0, 0.0) is None


def test_release_at_once() -> None:
    """A stock of 5 meets 3 and then the 2 it has left."""
    found = release(5.0, [[3.0, 4.0, 1.0]], 10.0)
    assert found.released.tolist() == [[3.0, 2.0, 0.0]]
    assert found.unmet.tolist() == [[0.0, 2.0, 1.0]]


def test_release_rules_by_hand() -> None:
    """Two months of real shortage pass first, then at most a quarter of the stock a month."""
    rule = ReleaseRule(wait_months=2, least_share=0.2, most_per_month=0.25)
    found = release(8.0, [[1.0, 3.0, 3.0, 3.0, 1.0, 3.0]], 10.0, rule)
    assert found.released.tolist() == [[0.0, 0.0, 0.0, 2.0, 1.0, 2.0]]


@given(
    st.floats(0, 100),
    st.lists(st.floats(0, 20), min_size=1, max_size=24),
    st.integers(0, 4),
    st.floats(0.05, 1.0),
)
def test_a_stock_never_gives_more_than_it_has(
    stock: float, gaps: list[float], wait: int, most: float
) -> None:
    """Released + left = stock, released + unmet = shortage, and no part is negative."""
    found = release(stock, [gaps], 20.0, ReleaseRule(wait, 0.0, most))
    assert found.released.sum() + found.left[0, -1] == pytest.approx(stock, abs=1e-9)
    assert found.released + found.unmet == pytest.approx(np.array([gaps]))
    assert min(found.released.min(), found.unmet.min(), found.left.min()) >= -1e-12


def test_the_stock_for_a_level_by_hand() -> None:
    """One in ten scenarios misses 10 t at 1,000 EUR: a loss of 1,000, halved by 5 t."""
    gaps, weights = [[0.0, 0.0], [6.0, 4.0]], [0.9, 0.1]
    assert expected_loss(0.0, gaps, weights, per_tonne, 10.0) == pytest.approx(1_000.0)
    assert stock_for_loss(500.0, gaps, weights, per_tonne, 10.0) == pytest.approx(5.0, rel=1e-8)
    assert stock_for_loss(1_000.0, gaps, weights, per_tonne, 10.0) == 0.0


@given(st.integers(0, 1000), st.floats(0.05, 0.95))
def test_the_stock_found_meets_the_level_and_a_smaller_one_does_not(seed: int, part: float) -> None:
    """The answer is the smallest stock that does it."""
    rng = np.random.default_rng(seed)
    gaps, weights = rng.gamma(1, 3, (20, 6)), rng.uniform(0.1, 1, 20)
    level = part * expected_loss(0.0, gaps, weights, per_tonne, 10.0)
    stock = stock_for_loss(level, gaps, weights, per_tonne, 10.0)
    assert expected_loss(stock, gaps, weights, per_tonne, 10.0) <= level
    assert expected_loss(stock * 0.999, gaps, weights, per_tonne, 10.0) > level


def test_a_level_no_stock_can_reach_says_so() -> None:
    """A rule that waits lets the first month's loss pass."""
    with pytest.raises(InputError) as caught:
        stock_for_loss(10.0, [[6.0, 4.0]], [1.0], per_tonne, 10.0, ReleaseRule(wait_months=1))
    fault = caught.value.faults[0]
    assert fault.found == "an expected loss of at most 10 asked for, 6,000 reached with any stock"
    assert "Open the stock sooner" in fault.action


def test_negative_days_are_refused() -> None:
    """Both wrong numbers are named."""
    with pytest.raises(InputError) as caught:
        cover_stock(-1.0, float("nan"))
    assert [fault.where for fault in caught.value.faults] == ["use", "days of cover"]


def test_holding_cost_compounds() -> None:
    """100 held two years at 3 and 2 % costs 10.25."""
    assert holding_cost(100.0, 2.0, 0.03, 0.02) == pytest.approx(10.25)
