"""Several shocks: they never cost less together than the worst of them, whenever each begins."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondstof.methods.shock import Allocation, Network, Shock, run
from grondstof.methods.shock_allocation import Dearest, Known, from_known
from grondstof.methods.shock_layers import layered, onsets_of
from tests.methods.shock_cases import STEPS, any_shock, lost, network, reaction, seasonal, still

SEEDS = st.integers(0, 10_000)
# Delays let goods come late, so that what one shock delayed may arrive during another; what that
# takes off the sum stays below this part of a year's use of all.
LATE = 1e-3


def worst(
    net: Network, shocks: list[Shock], seed: int, rule: Allocation = "pro-rata"
) -> tuple[np.ndarray, np.ndarray]:
    """Return what the worst shock costs alone, and what all cost together."""
    react = reaction(seed)
    alone = [lost(run(net, [item], react, STEPS, allocation=rule)) for item in shocks]
    return np.max(alone, axis=0), lost(run(net, shocks, react, STEPS, allocation=rule))


@given(SEEDS, st.sampled_from(["pro-rata", "price"]))
@settings(max_examples=50, deadline=None)
def test_together_at_least_the_worst_alone(seed: int, rule: Allocation) -> None:
    rng = np.random.default_rng(seed)
    net = seasonal(seed) if seed % 2 else network(seed)
    shocks = [replace(any_shock(rng), waits=False) for _ in range(2)]
    alone, both = worst(net, shocks, seed, rule)
    assert (both >= alone - 1e-9 * net.use.sum()).all()


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_together_with_a_delay(seed: int) -> None:
    rng = np.random.default_rng(seed)
    net = network(seed)
    alone, both = worst(net, [any_shock(rng, waits=True), any_shock(rng)], seed)
    assert (both >= alone - LATE * net.use.sum()).all()


def test_a_small_early_shock_does_not_prepare_for_a_large_later_one() -> None:
    # Without clocks of their own, capacity raised for the first would be there for the second.
    net = network(3)
    month = np.arange(STEPS)
    early = Shock(np.arange(8) == 3, np.ones(8, dtype=bool), np.where(month < 12, 1e-3, 0.0))
    late = Shock(np.arange(8) == 4, np.ones(8, dtype=bool), np.where(month >= 12, 1.0, 0.0))
    alone, both = worst(net, [early, late], 3)
    assert (both >= alone - 1e-12).all()


def test_a_shock_that_goes_on_has_no_clock_of_its_own() -> None:
    size, everywhere = np.zeros((3, STEPS)), np.ones(2, dtype=bool)
    size[0, :8], size[1, 8:], size[2, 8:] = 1.0, 0.5, 0.4
    who = np.array([True, False])
    ban, quota, other = (Shock(who, everywhere, one) for one in size)
    assert onsets_of([ban, quota]) == (0,)
    assert onsets_of([replace(other, sources=~who), ban]) == (0, 8)
    layers = layered([replace(ban, loss=0.3 * ban.loss), quota], None, (), STEPS)
    assert [layer.clock for layer in layers] == [8, 0]
    # Of the later half, three tenths go on and two tenths are new.
    assert layers[0].shocks[0].loss[8:] == pytest.approx(0.2)
    assert layered([], None, (), STEPS)[0].shocks == []


def test_what_bounds_production_has_clocks_of_its_own() -> None:
    bound = np.ones((1, STEPS, 2))
    bound[:, 3:, 0], bound[:, 9:, 0] = 0.8, 0.5
    clocks = [layer.clock for layer in layered([], bound, (2, 8), STEPS)]
    assert clocks == [8, 2]
    newest = layered([], bound, (2, 8), STEPS)[0].bound
    assert newest is not None
    assert newest[0, 9:, 0] == pytest.approx(0.7)
    assert layered([], bound, (), STEPS)[0].clock == 3


@given(SEEDS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_nobody_gets_more_because_a_seller_has_less(seed: int, by_price: bool) -> None:
    rng, n = np.random.default_rng(seed), 6
    flows = network(seed, n).flows
    room, spare = rng.uniform(0, 0.5, (1, 1)), rng.uniform(0, 1, (1, n))
    wanted = rng.uniform(0, 1, (1, n)) * flows.sum(axis=0)
    order = rng.permutation(n)

    def shared(has: np.ndarray, want: np.ndarray) -> Known | Dearest:
        if by_price:
            return Dearest(flows, flows.sum(axis=0), room, has, want, order)
        return from_known(flows, flows.sum(axis=0), room, has, want)

    before = shared(spare, wanted)
    less, more = spare.copy(), wanted.copy()
    less[0, rng.integers(n)] = 0.0
    more[0, rng.integers(n)] *= 1.5
    for after, want in ((shared(less, wanted), wanted), (shared(spare, more), more)):
        assert (want - after.into >= wanted - before.into - 1e-12).all()
        assert after.out().sum() == pytest.approx(after.into.sum())
        assert (after.into <= want + 1e-12).all()
    assert (before.out() <= spare + 1e-12).all()
    assert before.out(np.full(n, 0.5)).sum() == pytest.approx(before.into.sum() / 2)


def test_the_highest_bidder_is_served_first_by_those_it_knows_by_hand() -> None:
    # 0 sells 10 to each of 1 and 2 and has 3 to spare; each misses 4 and may ask for 5.
    flows = np.zeros((3, 3))
    flows[0, 1:] = 10.0
    wanted, spare = np.array([[0.0, 4.0, 4.0]]), np.array([[3.0, 0.0, 0.0]])
    half = np.array([[0.5]])
    dear = Dearest(flows, flows.sum(axis=0), half, spare, wanted, np.array([2, 1, 0]))
    assert dear.into[0] == pytest.approx([0.0, 0.0, 3.0])
    assert dear.out()[0] == pytest.approx([3.0, 0.0, 0.0])
    alike = from_known(flows, flows.sum(axis=0), half, spare, wanted)
    assert alike.into[0] == pytest.approx([0.0, 1.5, 1.5])


def test_a_territory_that_stops_making_orders_for_its_own_use_only() -> None:
    # 0 makes 24 and sends half on to 1, which has another seller with plenty to spare.
    flows = np.array([[0, 12.0, 0], [0, 0, 0], [6.0, 6.0, 0]])
    net = Network(flows, np.array([24.0, 0, 120.0]))
    react = replace(still(growth=9.0), spare_capacity=np.ones(1), stock_days=np.full(1, 60.0))
    month = np.arange(STEPS)
    stop = Shock(np.arange(3) == 0, np.ones(3, dtype=bool), np.where(month < 6, 1.0, 0.0), True)
    path = run(net, [stop], react, STEPS)
    assert path.books["arrivals"][0, 2, 0] == pytest.approx(0.5 + 24 / 12 * 18 / 30)
