"""Dynamic stocks: worked cases, mass balance, round trip, early retirement, and refusals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondstof.errors import InputError
from grondstof.methods.stock_dynamics import Stocks, cohort_matrix, from_inflow, from_stock
from grondstof.methods.survival import Lifetime, survival_by_age

YEARS = 40
curves = st.sampled_from(["weibull", "lognormal", "normal", "fixed"])
lives = st.builds(
    lambda curve, mean, ratio: Lifetime(curve, mean, ratio * mean),
    curves,
    st.floats(3.0, 30.0),
    st.floats(0.15, 0.5),
)
seeds = st.integers(0, 2**32 - 1)


def run(inflow: np.ndarray, life: Lifetime, retired: np.ndarray | None = None) -> Stocks:
    """Return the stocks of one product and its materials."""
    left = survival_by_age(life, inflow.shape[0], "middle")
    early = None if retired is None else retired[None]
    return from_inflow(inflow[None], left[None], early)


def test_ten_units_a_year_for_three_years_each() -> None:
    """By hand: with a fixed life of three years the stock is 10, 20, 30, 30 and 10 leave."""
    found = run(np.full((6, 1), 10.0), Lifetime("fixed", 3.0))
    assert found.stock[0, :, 0].tolist() == [10, 20, 30, 30, 30, 30]
    assert found.outflow[0, :, 0].tolist() == [0, 0, 0, 10, 10, 10]


def test_half_of_a_cohort_leaves_each_year() -> None:
    """By hand: 100 in the first year, half left at each year's end."""
    found = from_inflow([[[100.0], [0.0], [0.0]]], [[0.5, 0.25, 0.125]])
    assert found.stock[0, :, 0].tolist() == [50.0, 25.0, 12.5]
    assert found.outflow[0, :, 0].tolist() == [50.0, 25.0, 12.5]


def test_early_retirement_by_hand() -> None:
    """A fifth of what earlier cohorts still hold goes in the second year."""
    found = from_inflow([[[100.0], [10.0], [0.0]]], [[1.0, 1.0, 0.5]], [[0.0, 0.2, 0.0]])
    assert found.stock[0, :, 0] == pytest.approx([100.0, 90.0, 50.0])
    assert found.outflow[0, :, 0] == pytest.approx([0.0, 20.0, 40.0])


@given(lives, seeds)
@settings(max_examples=40, deadline=None)
def test_mass_balances_every_year(life: Lifetime, seed: int) -> None:
    """Inflow = outflow + change of stock in every product, year and material."""
    rng = np.random.default_rng(seed)
    retired = rng.uniform(0, 0.3, YEARS)
    found = run(rng.uniform(0, 1e6, (YEARS, 3)), life, retired)
    assert found.imbalance() < 1e-9
    assert found.outflow.min() > -1e-6


@given(lives, seeds)
@settings(max_examples=40, deadline=None)
def test_the_way_there_and_back_returns_the_inflow(life: Lifetime, seed: int) -> None:
    """From inflow to stock and back, with early retirement, gives the inflow to 1e-9."""
    rng = np.random.default_rng(seed)
    inflow = rng.uniform(1.0, 1e3, (1, YEARS, 2))
    left, retired = survival_by_age(life, YEARS)[None], rng.uniform(0, 0.2, (1, YEARS))
    there = from_inflow(inflow, left, retired)
    back = from_stock(there.stock, left, retired)
    assert np.abs(back.inflow / inflow - 1).max() < 1e-9
    assert back.outflow == pytest.approx(there.outflow, abs=1e-6)


@given(st.sampled_from(["weibull", "lognormal", "fixed"]), st.floats(3, 20), st.floats(1.05, 2.0))
@settings(max_examples=40, deadline=None)
def test_a_longer_life_never_raises_what_left_a_growing_stock(
    curve: str, mean: float, factor: float
) -> None:
    """With a growing inflow, a longer life of the same shape lowers outflow in every year."""
    inflow = np.cumsum(np.ones((YEARS, 1)), axis=0)
    short = run(inflow, Lifetime(curve, mean, 0.3 * mean))
    long = run(inflow, Lifetime(curve, mean * factor, 0.3 * mean * factor))
    assert np.all(long.outflow <= short.outflow + 1e-9)


@given(lives, seeds)
@settings(max_examples=40, deadline=None)
def test_early_retirement_moves_outflow_forward_and_loses_nothing(
    life: Lifetime, seed: int
) -> None:
    """More has left at the end of each year, and all that came is in stock or has left."""
    rng = np.random.default_rng(seed)
    inflow = rng.uniform(0, 100, (YEARS, 1))
    plain, early = run(inflow, life), run(inflow, life, rng.uniform(0, 1, YEARS))
    ahead = np.cumsum(early.outflow, axis=1) - np.cumsum(plain.outflow, axis=1)
    assert ahead.min() > -1e-6
    total = early.outflow.sum() + early.stock[0, -1].sum()
    assert total == pytest.approx(inflow.sum(), rel=1e-12)


def test_cohorts_start_whole_and_nothing_stands_before_it_came() -> None:
    """The matrix is lower triangular with the first share on its diagonal."""
    matrix = cohort_matrix([0.9, 0.5, 0.1])
    assert matrix.tolist() == [[0.9, 0, 0], [0.5, 0.9, 0], [0.1, 0.5, 0.9]]


def test_a_stock_that_falls_too_fast_names_every_product_and_year() -> None:
    """It is never clipped: both products are reported with the first year."""
    left = np.tile(survival_by_age(Lifetime("fixed", 20.0), 4), (2, 1))
    levels = np.array([[[5.0], [9.0], [4.0], [4.0]], [[5.0], [4.0], [3.0], [2.0]]])
    with pytest.raises(InputError) as caught:
        from_stock(levels, left, products=("wind", "solar"), first_year=2030)
    places = [fault.where for fault in caught.value.faults]
    assert places == ["wind, 2032", "solar, 2031"]
    assert "faster than products leave use (inflow -5)" in caught.value.faults[0].found
    assert "Add early retirement" in caught.value.faults[0].action


def test_a_falling_stock_with_early_retirement_is_possible() -> None:
    """What is refused without early retirement is accepted with it."""
    left = survival_by_age(Lifetime("fixed", 20.0), 4)[None]
    retired = np.array([[0.0, 0.0, 0.6, 0.0]])
    found = from_stock([[[5.0], [9.0], [4.0], [4.0]]], left, retired)
    assert found.inflow[0, :, 0] == pytest.approx([5.0, 4.0, 0.4, 0.0])


@pytest.mark.parametrize(
    ("inflow", "left", "message"),
    [
        ([[[-1.0], [1.0]]], [[1.0, 0.5]], "a negative or unknown amount"),
        ([[[1.0], [1.0]]], [[0.5, 1.0]], "a share in use that grows with age"),
        ([[[1.0], [1.0]]], [[1.5, 1.0]], "shares from 1 to 1.5"),
        ([[[1.0], [1.0]]], [[1.0, 0.9, 0.8]], "flows of shape"),
    ],
)
def test_what_cannot_be_is_refused(inflow: list, left: list, message: str) -> None:
    """Each refusal says what was found."""
    with pytest.raises(InputError, match=message):
        from_inflow(inflow, left)


def test_nothing_left_after_the_first_year_cannot_hold_a_stock() -> None:
    """A stock at year's end needs products that live to see it."""
    with pytest.raises(InputError, match="leave use within their first year"):
        from_stock([[[1.0], [1.0]]], [[0.0, 0.0]])
