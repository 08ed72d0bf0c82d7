"""True origin: conservation, exact bounds, closed groups, and an example worked by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from grondstof.methods.true_origin import (
    LEAST_SOURCE,
    availability_mix,
    chain,
    production_bounds,
    trace,
)

# A makes 100, sells 60 to B and 40 to C; B makes nothing and passes 50 on to C.
MINE, TRADER, HOME = 0, 1, 2
CHAIN = np.array([[0.0, 60.0, 40.0], [0.0, 0.0, 50.0], [0.0, 0.0, 0.0]])


@st.composite
def worlds(draw):
    size = draw(st.integers(2, 7))
    amounts = st.floats(0.0, 1e6).map(lambda x: 0.0 if x < 1e5 else x)
    trade = draw(arrays(np.float64, (size, size), elements=amounts))
    np.fill_diagonal(trade, 0.0)
    return trade


def test_an_intermediate_link_disappears():
    found = trace(CHAIN, [100.0, 0.0, 0.0])
    direct = CHAIN[:, HOME] / CHAIN[:, HOME].sum()
    assert direct[MINE] == pytest.approx(40 / 90)
    assert found.shares[HOME] == pytest.approx([1.0, 0.0, 0.0])
    assert found.unknown[HOME] == 0.0


def test_exports_beyond_production_and_imports_are_of_unknown_origin():
    # B sells 50 but bought 20 and makes nothing: 30 of the 50 have no source.
    trade = np.array([[0.0, 20.0, 0.0], [0.0, 0.0, 50.0], [0.0, 0.0, 0.0]])
    found = trace(trade, [20.0, 0.0, 0.0])
    assert found.shares[HOME, MINE] == pytest.approx(20 / 50)
    assert found.unknown[HOME] == pytest.approx(30 / 50)
    assert found.excess == pytest.approx(30 / 70)


def test_a_closed_group_without_a_source_is_unknown_and_not_singular():
    trade = np.zeros((5, 5))
    trade[0, 1] = trade[1, 0] = 7.0
    trade[2, 3] = 5.0
    found = trace(trade, [0.0, 0.0, 5.0, 0.0, 0.0])
    assert found.unknown[:2] == pytest.approx([1.0, 1.0])
    assert found.shares[3, 2] == pytest.approx(1.0)


def test_in_a_closed_group_any_member_may_be_the_origin_of_all():
    trade = np.array([[0.0, 7.0], [7.0, 0.0]])
    low, high = production_bounds(trade, 2.0)
    found = trace(trade, low, low, high)
    assert found.unknown == pytest.approx([1.0, 1.0])
    assert found.high == pytest.approx(np.ones((2, 2)))
    assert found.low == pytest.approx(np.zeros((2, 2)))


def test_net_exports_alone_make_a_producer_that_also_imports_no_origin():
    trade = np.array([[0.0, 100.0, 0.0], [0.0, 0.0, 80.0], [0.0, 0.0, 0.0]])
    low, high = production_bounds(trade, 2.0)
    assert low.tolist() == [100.0, 0.0, 0.0]
    assert high.tolist() == [200.0, 160.0, 0.0]
    found = trace(trade, low, low, high)
    assert found.shares[HOME, TRADER] == 0.0
    assert found.high[HOME, TRADER] == pytest.approx(160 / 260)


@settings(max_examples=60, deadline=None)
@given(worlds(), st.data())
def test_shares_and_unknown_sum_to_one_and_the_residual_is_small(trade, data):
    size = len(trade)
    made = data.draw(arrays(np.float64, size, elements=st.floats(0, 1e6)))
    found = trace(trade, made)
    buys = trade.sum(axis=0) > 0
    total = found.shares.sum(axis=1) + found.unknown
    assert total[buys] == pytest.approx(np.ones(buys.sum()), abs=1e-9)
    assert (total[~buys] == 0).all()
    assert found.residual < 1e-10


@settings(max_examples=60, deadline=None)
@given(worlds(), st.data())
def test_what_is_made_and_traded_is_conserved(trade, data):
    """Traced imports of an origin never exceed what it made, where nothing exceeds availability."""
    size = len(trade)
    exports, imports = trade.sum(axis=1), trade.sum(axis=0)
    extra = data.draw(arrays(np.float64, size, elements=st.floats(0, 1e5)))
    made = np.maximum(0.0, exports - imports) + extra
    mix = availability_mix(trade, made)
    has = np.maximum(made + imports, exports)
    # Supply of each origin = its use at home plus its exports, summed over everyone.
    kept = (has - exports) @ mix[:, :-1]
    # A group whose own source is below a hundred-thousandth counts as closed.
    assert kept == pytest.approx(made, rel=1e-6, abs=1e-3 + 2 * LEAST_SOURCE * has.sum())


@settings(max_examples=40, deadline=None)
@given(worlds(), st.data())
def test_the_range_holds_every_production_between_the_bounds(trade, data):
    low, high = production_bounds(trade, 2.0)
    found = trace(trade, low, low, high)
    weight = data.draw(arrays(np.float64, len(trade), elements=st.floats(0, 1)))
    inside = trace(trade, low + weight * (high - low))
    assert (inside.shares <= found.high + 1e-8).all()
    assert (inside.shares >= found.low - 1e-8).all()
    assert (inside.unknown <= found.unknown_high + 1e-8).all()
    assert (inside.unknown >= found.unknown_low - 1e-8).all()


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_the_ends_of_the_range_are_reached(trade):
    low, high = production_bounds(trade, 2.0)
    found = trace(trade, low, low, high)
    for origin in range(len(trade)):
        alone = low.copy()
        alone[origin] = high[origin]
        top = trace(trade, alone).shares[:, origin]
        assert np.maximum(top, found.shares[:, origin]) == pytest.approx(
            found.high[:, origin], abs=1e-8
        )


@settings(max_examples=40, deadline=None)
@given(worlds(), st.floats(1e-3, 1e3))
def test_the_unit_does_not_matter(trade, factor):
    low, high = production_bounds(trade, 2.0)
    one = trace(trade, low, low, high)
    other = trace(trade * factor, low * factor, low * factor, high * factor)
    assert other.shares == pytest.approx(one.shares, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_territories_does_not_matter(trade, dice):
    order = list(range(len(trade)))
    dice.shuffle(order)
    low, high = production_bounds(trade, 2.0)
    one = trace(trade, low, low, high)
    other = trace(trade[np.ix_(order, order)], low[order], low[order], high[order])
    assert other.shares == pytest.approx(one.shares[np.ix_(order, order)], abs=1e-9)


def test_asking_for_some_importers_gives_their_rows():
    trade = np.array([[0, 5, 3.0], [2, 0, 4], [1, 1, 0]])
    whole = trace(trade, [9.0, 0.0, 1.0])
    some = trace(trade, [9.0, 0.0, 1.0], importers=[2, 0])
    assert some.shares == pytest.approx(whole.shares[[2, 0]])


def test_chaining_keeps_unknown_unknown_and_sums_to_one():
    stage = np.array([[0.5, 0.3, 0.2]])
    mixes = np.array([[0.9, 0.0, 0.1], [0.2, 0.8, 0.0]])
    found = chain(stage, mixes)
    assert found[0] == pytest.approx([0.5 * 0.9 + 0.3 * 0.2, 0.24, 0.05 + 0.2])
    assert found.sum() == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("trade", "made", "words"),
    [
        ([[0, -1], [0, 0]], [1, 1], "not negative"),
        ([[0, np.nan], [0, 0]], [1, 1], "finite"),
        ([[0, 1, 2]], [1], "square"),
        ([[0, 1], [0, 0]], [1], "one number for each"),
        ([[0, 1], [0, 0]], [-1, 0], "not negative"),
    ],
)
def test_bad_input_is_refused(trade, made, words):
    with pytest.raises(ValueError, match=words):
        trace(trade, made)


def test_bounds_the_wrong_way_round_are_refused():
    with pytest.raises(ValueError, match="exceeds the largest"):
        trace(CHAIN, [100, 0, 0], [2, 0, 0], [1, 0, 0])
    with pytest.raises(ValueError, match="multiple is 1 or more"):
        production_bounds(CHAIN, 0.5)
