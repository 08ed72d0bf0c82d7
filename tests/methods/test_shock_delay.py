"""A licence delay: goods wait at the border, nothing vanishes, and what waited leaves later."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondstof.methods.shock import Network, Shock, run
from tests.methods.shock_cases import STEPS, any_shock, lost, network, reaction, seasonal, still

SEEDS = st.integers(0, 10_000)
PAIR = Network(np.array([[0.0, 12.0], [0.0, 0.0]]), np.array([12.0, 0.0]))


def delay(loss: float, first: int, months: int, steps: int = STEPS, places: int = 2) -> Shock:
    month = np.arange(steps)
    size = np.where((month >= first) & (month < first + months), loss, 0.0)
    return Shock(np.arange(places) == 0, np.ones(places, dtype=bool), size, waits=True)


def test_what_waited_leaves_within_what_the_link_can_grow_by_hand() -> None:
    # 1 t a month; two months held; the link can grow by half, so 2 t take four months to leave.
    path = run(PAIR, [delay(1.0, 0, 2)], still(stock_days=0.0, growth=1.5), STEPS)
    waiting = path.books["waiting"][0, :, 0]
    assert waiting[:7] == pytest.approx([1.0, 2.0, 1.5, 1.0, 0.5, 0.0, 0.0])
    assert path.books["released"][0, :, 0].sum() == pytest.approx(2.0)
    arrived = path.books["arrivals"][0, :, 1]
    assert arrived[:8] == pytest.approx([1.0, 0.0, 0.0, 1.5, 1.5, 1.5, 1.5, 1.0])
    # Use that was missed is missed; late goods come on top and are stock from then on.
    assert path.shortage[0, :, 1].sum() == pytest.approx(2.0)
    # The maker goes on; nothing is idle.
    assert path.books["production"][0, :, 0] == pytest.approx(1.0)


def test_half_a_gate_lets_half_of_what_waits_leave() -> None:
    held = [delay(1.0, 0, 2), delay(0.5, 2, 30, STEPS)]
    path = run(PAIR, held, still(growth=1.5), STEPS)
    assert path.books["released"][0, 2:5, 0] == pytest.approx([0.25, 0.25, 0.25])


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_every_tonne_at_the_border_is_accounted_for(seed: int) -> None:
    rng = np.random.default_rng(seed)
    net = seasonal(seed) if seed % 2 else network(seed)
    shocks = [any_shock(rng, waits=True), any_shock(rng, waits=True), any_shock(rng)]
    path = run(net, shocks, reaction(seed), STEPS)
    book, scale = path.books, net.production.sum() + net.flows.sum()
    left = book["production"] + book["arrivals"] + book["draw"] + book["recycling"]
    right = book["use"] + book["dispatch"] + book["build"]
    assert np.abs(left - right).max() <= 1e-9 * scale
    grown = np.diff(book["waiting"], axis=1, prepend=0.0)
    assert np.abs(grown - (book["held"] - book["released"])).max() <= 1e-9 * scale
    assert book["waiting"].min() >= -1e-9 * scale
    moved = (book["dispatch"] - book["arrivals"]).sum(axis=2)[:, 1:]
    assert np.abs(np.diff(path.transit, axis=1) - moved).max() <= 1e-9 * scale


@given(SEEDS, st.floats(0.1, 1.0), st.integers(1, 6))
@settings(max_examples=20, deadline=None)
def test_deliveries_catch_up_when_links_can_grow(seed: int, loss: float, months: int) -> None:
    net, steps = network(seed), 240
    # The territory buys nothing, so that nothing it lacks comes back to it.
    flows = net.flows.copy()
    flows[:, 0] = 0.0
    net = Network(flows, np.maximum(net.production, flows.sum(axis=1) - flows.sum(axis=0) + 1.0))
    base = reaction(seed, 1)
    react = replace(base, spare_capacity=np.zeros(1), link_growth=np.array([1.5]))
    path = run(net, [delay(loss, 1, months, steps, 8)], react, steps)
    scale = net.flows.sum()
    assert path.books["waiting"][0, -1].max() <= 1e-9 * scale
    # Nobody had capacity to replace what waited, so in the end all of it was delivered: at the
    # first hand. Further on the part goes that was cut there.
    sent = path.books["dispatch"][0, :, 0].sum()
    assert sent == pytest.approx(net.flows[0].sum() / 12 * steps, rel=1e-9)


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_a_delay_never_costs_more_than_a_ban_of_its_size(seed: int) -> None:
    rng = np.random.default_rng(seed)
    net = seasonal(seed) if seed % 2 else network(seed)
    shock, beside = any_shock(rng, waits=True), any_shock(rng, waits=False)
    for others in ([], [replace(beside, loss=np.where(shock.loss > 0.0, 0.7, 0.0))]):
        late = run(net, [shock, *others], reaction(seed), STEPS)
        gone = run(net, [replace(shock, waits=False), *others], reaction(seed), STEPS)
        scale = net.use.sum()
        assert (lost(late) <= lost(gone) + 1e-9 * scale).all()
        assert (late.shortage.sum(axis=1) <= gone.shortage.sum(axis=1) + 1e-9 * scale).all()


def test_a_longer_delay_never_costs_less() -> None:
    net, react = network(7), reaction(7)
    costs = [lost(run(net, [delay(1.0, 1, m, STEPS, 8)], react, STEPS)) for m in range(1, 12)]
    assert (np.diff(costs, axis=0) >= -1e-9 * net.use.sum()).all()
