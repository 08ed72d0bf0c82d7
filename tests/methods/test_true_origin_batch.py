"""The batch form of true origin against the plain one, and its conservation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondstof.methods.true_origin import trace
from grondstof.methods.true_origin_batch import trace_links


def links(seed, size, density):
    dice = np.random.default_rng(seed)
    trade = dice.lognormal(0, 2, (size, size)) * (dice.random((size, size)) < density)
    np.fill_diagonal(trade, 0.0)
    seller, buyer = np.nonzero(trade)
    return trade, seller, buyer, trade[seller, buyer]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 30), st.floats(0.05, 0.9), st.booleans())
def test_it_equals_the_plain_form(seed, size, density, given_production):
    trade, seller, buyer, amount = links(seed, size, density)
    if not len(seller):
        return
    dice = np.random.default_rng(seed + 1)
    made = dice.lognormal(0, 2, size) * (dice.random(size) < 0.5)
    if not given_production:
        made = np.maximum(0.0, trade.sum(axis=1) - trade.sum(axis=0))
    plain = trace(trade, made)
    kept = trace_links(seller, buyer, amount, made if given_production else None, kept=size)
    for row, importer in enumerate(kept.importers):
        found = np.zeros(size)
        found[kept.origins[row]] = kept.shares[row]
        assert found == pytest.approx(plain.shares[importer], abs=1e-9)
        assert kept.unknown[row] == pytest.approx(plain.unknown[importer], abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000), st.integers(12, 60))
def test_kept_unknown_and_remainder_sum_to_one(seed, size):
    _, seller, buyer, amount = links(seed, size, 0.3)
    if not len(seller):
        return
    kept = trace_links(seller, buyer, amount, None)
    total = kept.shares.sum(axis=1) + kept.unknown + kept.remainder
    assert total == pytest.approx(np.ones(len(kept.importers)), abs=1e-9)
    assert (np.diff(kept.shares, axis=1) <= 0).all()
    assert kept.residual < 1e-10
