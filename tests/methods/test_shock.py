"""The shock engine: conservation, no shock no change, larger shocks, and the bound of the LP."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondstof.methods.shock import Network, Reaction, Shock, run
from grondstof.methods.shock_program import least_loss, limits_of
from tests.methods.shock_cases import STEPS, lost, network, reaction


def ban(n: int, source: int, loss: float, months: int = 12, *, outage: bool = False) -> Shock:
    size = np.where((np.arange(STEPS) >= 1) & (np.arange(STEPS) <= months), loss, 0.0)
    return Shock(np.arange(n) == source, np.ones(n, dtype=bool), size, outage)


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_without_a_shock_nothing_changes(seed: int) -> None:
    net = network(seed)
    path = run(net, [], reaction(seed), STEPS)
    scale = net.production.sum() + net.flows.sum()
    assert path.shortage.max() <= 1e-9 * scale
    assert np.allclose(path.books["use"], net.use / 12, rtol=0, atol=1e-9 * scale)
    assert np.allclose(path.books["dispatch"], net.flows.sum(axis=1) / 12, atol=1e-9 * scale)


@given(
    st.integers(0, 10_000), st.floats(0, 1), st.booleans(), st.sampled_from(["pro-rata", "price"])
)
@settings(max_examples=25, deadline=None)
def test_every_tonne_is_accounted_for(seed: int, loss: float, outage: bool, rule: str) -> None:
    net = network(seed)
    shocks = [ban(8, 0, loss, outage=outage), ban(8, 1, loss / 2)]
    path = run(net, shocks, reaction(seed), STEPS, allocation=rule)  # type: ignore[arg-type]
    book = path.books
    left = book["production"] + book["arrivals"] + book["draw"] + book["recycling"]
    right = book["use"] + book["dispatch"] + book["build"]
    scale = net.production.sum() + net.flows.sum()
    assert np.abs(left - right).max() <= 1e-9 * scale
    under_way = np.diff(path.transit, axis=1)
    moved = (book["dispatch"] - book["arrivals"]).sum(axis=2)[:, 1:]
    assert np.abs(under_way - moved).max() <= 1e-9 * scale


@given(st.integers(0, 10_000), st.floats(0.05, 0.9))
@settings(max_examples=25, deadline=None)
def test_a_larger_ban_never_costs_less(seed: int, loss: float) -> None:
    net, react = network(seed), reaction(seed)
    small = run(net, [ban(8, 2, loss)], react, STEPS)
    large = run(net, [ban(8, 2, min(1.0, loss + 0.1))], react, STEPS)
    assert (lost(large) >= lost(small) - 1e-9 * net.use.sum()).all()


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_two_bans_cost_at_least_the_worse_of_them(seed: int) -> None:
    net, react = network(seed), reaction(seed)
    one, other = (lost(run(net, [ban(8, k, 1.0)], react, STEPS)) for k in (3, 4))
    both = lost(run(net, [ban(8, 3, 1.0), ban(8, 4, 1.0)], react, STEPS))
    assert (both >= np.maximum(one, other) - 1e-9 * net.use.sum()).all()


def test_one_supplier_one_buyer_by_hand() -> None:
    # 12 t a year from 0 to 1; no reaction; 30 days of stock; a ban of six months from month 2.
    net = Network(np.array([[0.0, 12.0], [0.0, 0.0]]), np.array([12.0, 0.0]))
    still = Reaction(*(np.array([x]) for x in (30.0, 0, 1, 1, 1, 99, 0, 0, 0, 1, 1)))
    path = run(net, [ban(2, 0, 1.0, 6)], still, STEPS)
    # The ban starts in the second month; what left before it arrives a month later.
    assert path.shortage[0, :2, 1] == pytest.approx(0.0)
    assert path.shortage[0, 2, 1] == pytest.approx(1.0 - 12.0 * 30 / 365)
    assert path.shortage[0, 3:8, 1] == pytest.approx(1.0)
    assert path.shortage[0, 8:, 1] == pytest.approx(0.0)


def test_a_hub_hands_its_shortage_on() -> None:
    # 0 makes, 1 only passes on, 2 uses: a ban by 0 reaches 2 after two transits.
    flows = np.array([[0, 12.0, 0], [0, 0, 12.0], [0, 0, 0]])
    net = Network(flows, np.array([12.0, 0, 0]))
    still = Reaction(*(np.array([x]) for x in (0.0, 0, 1, 1, 1, 99, 0, 0, 0, 1, 1)))
    path = run(net, [ban(3, 0, 1.0, 6)], still, STEPS)
    assert path.shortage[0, :, 2] == pytest.approx([0] * 3 + [1] * 6 + [0] * 15)


def test_loss_above_one_and_short_transit_are_refused() -> None:
    net, react = network(1), reaction(1)
    with pytest.raises(ValueError, match="fraction"):
        run(net, [ban(8, 0, 1.2)], react, STEPS)
    fast = Reaction(**{**react.__dict__, "transit_months": np.full(6, 0.5)})
    with pytest.raises(ValueError, match="one month"):
        run(net, [], fast, STEPS)


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_no_sharing_beats_the_linear_programme(seed: int) -> None:
    # After years of ban the path stands still, so that its last month is one that could be shared
    # otherwise; stocks are gone by then.
    net, steps = network(seed), 240
    react = Reaction(**{**reaction(seed, 1).__dict__, "stock_days": np.zeros(1)})
    whole = Shock(np.arange(8) == 2, np.ones(8, dtype=bool), np.ones(steps))
    path = run(net, [whole], react, steps)
    passes = np.ones((8, 8))
    passes[2] = 0.0
    use = net.use / 12
    cover = use * (react.recycling_growth[0] + react.substitution[0])
    limits = limits_of(
        net.flows / 12, net.production / 12, use, passes=passes, runs=np.ones(8),
        spare=react.spare_capacity[0], growth=react.link_growth[0],
        new_links=react.new_link_share[0], cover=cover, value=np.ones(8),
    )  # fmt: skip
    best = least_loss(limits, 0)
    assert best.home_low - 1e-6 <= best.shortage[0] <= best.home_high + 1e-6
    assert best.shortage.sum() == pytest.approx(best.value, abs=1e-6 * use.sum())
    assert best.value <= path.shortage[0, -1].sum() + 1e-6 * use.sum()


def test_the_programme_by_hand() -> None:
    # 0 is banned and sent 10 to each of 1 and 2; 3 has 4 to spare and sells 10 to 1 only.
    flows = np.zeros((4, 4))
    flows[0, 1] = flows[0, 2] = flows[3, 1] = 10.0
    made, use = np.array([20.0, 0, 0, 10.0]), np.array([0.0, 20, 10, 0])
    passes = np.ones((4, 4))
    passes[0] = 0.0
    limits = limits_of(
        flows, made, use, passes=passes, runs=np.ones(4), spare=0.4, growth=1.2, new_links=0.0,
        cover=np.zeros(4), value=np.ones(4),
    )  # fmt: skip
    best = least_loss(limits, 2)
    assert best.value == pytest.approx(30.0 - 12.0)
    assert (best.home_low, best.home_high) == pytest.approx((10.0, 10.0))
