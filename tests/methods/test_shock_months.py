"""Months of their own: even ones change nothing, conservation holds, the start month matters."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondstof.methods.shock import Months, Network, Shock, run
from grondstof.methods.shock_calendar import checked, even_months, normal
from tests.methods.shock_cases import STEPS, any_shock, network, reaction, seasonal, still

SEEDS = st.integers(0, 10_000)


@given(SEEDS, st.integers(1, 12))
@settings(max_examples=15, deadline=None)
def test_a_series_of_equal_months_is_the_even_year(seed: int, first: int) -> None:
    net, rng = network(seed), np.random.default_rng(seed)
    shocks = [any_shock(rng), any_shock(rng)]
    even = run(net, shocks, reaction(seed), STEPS)
    flat = replace(net, months=even_months(len(net.production)))
    same = run(flat, shocks, reaction(seed), STEPS, first_month=first)
    scale = net.production.sum() + net.flows.sum()
    assert np.abs(even.shortage - same.shortage).max() <= 1e-12 * scale
    for name, values in even.books.items():
        assert np.abs(values - same.books[name]).max() <= 1e-12 * scale, name


@given(SEEDS, st.integers(1, 12))
@settings(max_examples=15, deadline=None)
def test_without_a_shock_nobody_is_short_in_any_month(seed: int, first: int) -> None:
    net = seasonal(seed)
    path = run(net, [], reaction(seed), STEPS, first_month=first)
    scale = net.production.sum() + net.flows.sum()
    assert path.shortage.max() <= 1e-9 * scale
    assert np.allclose(path.books["use"], net.use / 12, rtol=0, atol=1e-9 * scale)
    sent = path.books["dispatch"][0]
    whole = net.flows * net.months.flows  # type: ignore[union-attr]
    months = (first - 1 + np.arange(STEPS)) % 12
    assert np.allclose(sent, whole.sum(axis=2)[months], rtol=0, atol=1e-9 * scale)


@given(SEEDS, st.integers(1, 12), st.sampled_from(["pro-rata", "price"]))
@settings(max_examples=25, deadline=None)
def test_every_tonne_of_every_month_is_accounted_for(seed: int, first: int, rule: str) -> None:
    net, rng = seasonal(seed), np.random.default_rng(seed)
    shocks = [any_shock(rng) for _ in range(3)]
    path = run(net, shocks, reaction(seed), STEPS, first_month=first, allocation=rule)  # type: ignore[arg-type]
    book, scale = path.books, net.production.sum() + net.flows.sum()
    left = book["production"] + book["arrivals"] + book["draw"] + book["recycling"]
    right = book["use"] + book["dispatch"] + book["build"]
    assert np.abs(left - right).max() <= 1e-9 * scale
    moved = (book["dispatch"] - book["arrivals"]).sum(axis=2)[:, 1:]
    assert np.abs(np.diff(path.transit, axis=1) - moved).max() <= 1e-9 * scale
    assert path.shortage.min() >= -1e-9 * scale
    assert (path.shortage <= path.need + 1e-9 * scale).all()
    assert min(values.min() for values in book.values()) >= -1e-9 * scale


@given(SEEDS, st.floats(0.05, 0.9))
@settings(max_examples=15, deadline=None)
def test_a_larger_ban_never_costs_less_in_any_season(seed: int, loss: float) -> None:
    net, rng = seasonal(seed), np.random.default_rng(seed)
    shock = any_shock(rng, waits=False)
    on = shock.loss > 0.0
    small, large = (
        run(net, [replace(shock, loss=np.where(on, size, 0.0))], reaction(seed), STEPS)
        for size in (loss, min(1.0, loss + 0.1))
    )
    assert (large.shortage.sum(axis=1) >= small.shortage.sum(axis=1) - 1e-9 * net.use.sum()).all()


def test_a_stop_of_three_months_hits_where_the_months_are_full_by_hand() -> None:
    # All 12 t of the year leave in January to March, 4 t each; use is 1 t a month. Home lays up
    # what it needs until the next harvest, so a stop in the season empties the year after it.
    share = np.zeros(12)
    share[:3] = 1.0 / 3.0
    flows = np.array([[0.0, 12.0], [0.0, 0.0]])
    months = Months(
        np.broadcast_to(share[:, None, None], (12, 2, 2)).copy(),
        np.broadcast_to(share[:, None], (12, 2)).copy(),
    )
    net = Network(flows, np.array([12.0, 0.0]), months=months)
    stop = Shock(np.array([True, False]), np.array([True, True]), np.repeat([1.0, 0.0], [3, 21]))
    short = {
        first: run(net, [stop], still(), STEPS, first_month=first).shortage[0, :, 1]
        for first in (1, 4, 11)
    }
    # From January: nothing comes in February to April, stock is empty in February; the next
    # harvest arrives a year later, in month 14.
    assert short[1] == pytest.approx([0] + [1] * 12 + [0] * 11)
    # From April nothing would have left anyway.
    assert short[4] == pytest.approx([0] * 24)
    # From November only January's 4 t are lost: 8 t of the harvest last until the 12 t are due.
    assert short[11].sum() == pytest.approx(4.0)
    assert short[11][:12].sum() < 4.0


def test_months_that_are_no_year_are_refused() -> None:
    net = network(1)
    with pytest.raises(ValueError, match="shape"):
        checked(even_months(3), 8)
    wrong = Months(even_months(8).flows * 2, even_months(8).production)
    with pytest.raises(ValueError, match="add up to 1"):
        run(replace(net, months=wrong), [], reaction(1), STEPS)
    for values in ([1.0] * 11, [0.0] * 12, [-1.0] + [1.0] * 11):
        with pytest.raises(ValueError, match="twelve"):
            normal(np.array(values))
