"""Supply risk on draws: exact without width, covering its truth, and moving the right way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from grondstof.methods.distributions import interval
from grondstof.methods.probabilistic_risk import (
    Floats,
    Sourcing,
    combine,
    index_draws,
    index_point,
)

SHARES = arrays(np.float64, 4, elements=st.floats(0.01, 1.0)).map(lambda raw: raw / raw.sum())
RISKS = arrays(np.float64, 4, elements=st.floats(0.0, 10.0))
TRADE = arrays(np.float64, 4, elements=st.floats(0.8, 1.7))
PART = st.floats(0.0, 1.0)


def sourcing(
    shares: Floats, trade: Floats, kappa: float | None = None, spread: float = 0.0
) -> Sourcing:
    places = np.arange(len(shares))
    return Sourcing(places, shares, kappa, trade, np.full(len(shares), spread))


@given(SHARES, RISKS, TRADE)
def test_without_width_every_draw_is_the_point(
    shares: Floats, risks: Floats, trade: Floats
) -> None:
    chosen = sourcing(shares, trade)
    found = index_draws(chosen, np.tile(risks, (5, 1)), 5, np.random.default_rng(1))
    assert found == pytest.approx(index_point(chosen, risks), rel=1e-15)
    assert np.ptp(found) == 0.0


@given(SHARES, RISKS, TRADE, st.integers(0, 3), st.floats(0.0, 1.0))
def test_never_falls_with_a_higher_trade_parameter_or_risk(
    shares: Floats, risks: Floats, trade: Floats, place: int, more: float
) -> None:
    step = np.zeros(4)
    step[place] = more
    base = index_point(sourcing(shares, trade), risks)
    assert index_point(sourcing(shares, trade + step), risks) >= base
    assert index_point(sourcing(shares, trade), risks + step) >= base


@given(st.floats(0, 10), st.floats(0, 10), PART, PART, PART, PART)
def test_never_rises_with_recycling(
    world: float, home: float, reliance: float, low: float, high: float, index: float
) -> None:
    less, more = sorted((low, high))
    assert combine(world, home, reliance, more, index) <= combine(
        world, home, reliance, less, index
    )


@given(SHARES, RISKS, TRADE, PART)
def test_splitting_a_producer_never_raises_concentration(
    shares: Floats, risks: Floats, trade: Floats, part: float
) -> None:
    split = np.append(shares, shares[0] * (1 - part))
    split[0] *= part
    whole = index_point(sourcing(shares, trade), risks)
    after = index_point(sourcing(split, np.append(trade, trade[0])), np.append(risks, risks[0]))
    assert after <= whole * (1 + 1e-12)


@given(SHARES, RISKS, TRADE, st.permutations(range(4)))
def test_the_order_of_rows_does_not_matter(
    shares: Floats, risks: Floats, trade: Floats, order: list[int]
) -> None:
    one = index_point(sourcing(shares, trade), risks)
    other = index_point(sourcing(shares[order], trade[order]), risks[order])
    assert other == pytest.approx(one, rel=1e-12)


@given(arrays(np.float64, 4, elements=st.floats(1.0, 1e6)), RISKS, st.floats(1e-3, 1e3))
def test_the_unit_of_production_does_not_matter(tonnes: Floats, risks: Floats, unit: float) -> None:
    trade = np.ones(4)
    one = index_point(sourcing(tonnes / tonnes.sum(), trade), risks)
    other = index_point(sourcing(tonnes * unit / (tonnes * unit).sum(), trade), risks)
    assert other == pytest.approx(one, rel=1e-9)


def test_world_supply_alone_where_home_is_unknown() -> None:
    assert combine(4.0, None, 1.0, 0.25, 0.9) == pytest.approx(4.0 * 0.75 * 0.9)


def test_the_tantalum_example_of_the_2017_study() -> None:
    """HHI_EU(Ta) = 4.6 with Nigeria at 81 % and a scaled governance of 6.92; EC 2017, p. 41."""
    nigeria = sourcing(np.array([0.81]), np.array([1.0]))
    assert index_point(nigeria, np.array([6.92])) == pytest.approx(4.54, abs=0.005)


def test_the_interval_covers_its_truth() -> None:
    """Of 1,000 truths drawn from the stated uncertainty the 90 % interval holds 88-92 %."""
    rng = np.random.default_rng(20261120)
    held = 0
    for case in range(1000):
        size = int(rng.integers(2, 9))
        shares = rng.dirichlet(np.ones(size))
        means, spreads = rng.uniform(2.0, 8.0, size), rng.uniform(0.1, 0.6, size)
        trade = rng.uniform(0.8, 1.4, size)
        chosen = sourcing(shares, trade, kappa=float(rng.uniform(20, 200)), spread=0.1)
        one = np.random.default_rng([case, 1])
        draws = _risk(chosen, means + spreads * one.standard_normal((400, size)), one)
        other = np.random.default_rng([case, 2])
        truth = _risk(chosen, means + spreads * other.standard_normal((1, size)), other)[0]
        _, low, high = interval(draws)
        held += low <= truth <= high
    assert 880 <= held <= 920


def _risk(chosen: Sourcing, risks: Floats, rng: np.random.Generator) -> Floats:
    count = len(risks)
    world = index_draws(chosen, risks, count, rng)
    home = index_draws(chosen, risks, count, rng)
    reliance = rng.uniform(0.5, 1.0, count)
    recycling, index = rng.uniform(0.0, 0.3, count), rng.uniform(0.8, 1.0, count)
    return combine(world, home, reliance, recycling, index)
