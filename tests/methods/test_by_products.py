"""A host metal bounds its by-product: by hand, in every draw, and inside the shock engine."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondstof.methods.by_products import host_bound
from grondstof.methods.shock import Network, Reaction, run

STEPS = 12


def test_a_by_product_falls_with_its_host_at_worst() -> None:
    # Gallium: five times what is made could be made from the alumina there is.
    host = np.array([[0.5, 0.1]])
    found = host_bound(host, np.ones(2), 5.0, np.array([0.0, 1.0]))
    assert found[0, 0] == pytest.approx([0.5, 0.1])
    assert found[1, 0] == pytest.approx([1.0, 0.5])


def test_a_bound_by_hand() -> None:
    host = np.array([[0.2, 1.0]])
    part, room = np.array([1.0, 0.5, 1.0]), np.array([0.0, 0.0, 1.0])
    found = host_bound(host, part, 3.0, room)
    # All from the host; half from the host; all from the host with what it still holds.
    assert found[:, 0, 0] == pytest.approx([0.2, 0.6, 0.6])
    assert found[:, 0, 1] == pytest.approx([1.0, 1.0, 1.0])


@given(st.integers(0, 1000), st.floats(1.0, 10.0))
def test_a_bound_lies_between_the_host_and_one_and_rises_with_the_host(
    seed: int, potential: float
) -> None:
    rng = np.random.default_rng(seed)
    low = rng.random((4, 3))
    high = np.minimum(1.0, low + rng.random((4, 3)))
    part, room = rng.random(5), rng.random(5)
    less, more = (host_bound(host, part, potential, room) for host in (low, high))
    assert (less >= low - 1e-12).all()
    assert (less <= 1.0 + 1e-12).all()
    assert (more >= less - 1e-12).all()


def test_wrong_ends_are_refused() -> None:
    one = np.ones(1)
    with pytest.raises(ValueError, match="potential"):
        host_bound(np.ones((1, 1)), one, 0.5, one)
    with pytest.raises(ValueError, match="fractions"):
        host_bound(np.ones((1, 1)), 2.0 * one, 2.0, one)


def still(days: float = 0.0) -> Reaction:
    return Reaction(*(np.array([x]) for x in (days, 0.5, 1, 1, 1.5, 1, 1, 0, 0, 1, 1)))


def test_what_the_host_does_not_allow_is_not_made() -> None:
    # 0 makes 12 a year and sells it to 1; its host runs at a quarter from the third month on.
    network = Network(np.array([[0.0, 12.0], [0.0, 0.0]]), np.array([12.0, 0.0]))
    host = np.ones((STEPS, 2))
    host[2:, 0] = 0.25
    path = run(network, [], still(), STEPS, bound=host)
    assert path.books["production"][0, :, 0] == pytest.approx([1.0] * 2 + [0.25] * (STEPS - 2))
    assert path.shortage[0, :3, 1] == pytest.approx(0.0)
    assert path.shortage[0, 3:, 1] == pytest.approx(0.75)


@given(st.integers(0, 1000), st.floats(0.0, 0.9))
@settings(max_examples=20, deadline=None)
def test_books_close_and_a_lower_host_never_costs_less(seed: int, part: float) -> None:
    rng = np.random.default_rng(seed)
    flows = rng.lognormal(0.0, 2.0, (6, 6)) * (rng.random((6, 6)) < 0.5)
    np.fill_diagonal(flows, 0.0)
    net = np.maximum(0.0, flows.sum(axis=1) - flows.sum(axis=0))
    network = Network(flows, net + rng.lognormal(0.0, 1.0, 6))
    lost = []
    for left in (part + 0.1, part):
        host = np.ones((STEPS, 6))
        host[1:, 0] = left
        path = run(network, [], still(30.0), STEPS, bound=host)
        book = path.books
        left_side = book["production"] + book["arrivals"] + book["draw"] + book["recycling"]
        right_side = book["use"] + book["dispatch"] + book["build"]
        scale = network.production.sum() + flows.sum()
        assert np.abs(left_side - right_side).max() <= 1e-9 * scale
        assert (book["production"][0, :, 0] <= host[:, 0] * network.production[0] / 12 + 1e-9).all()
        lost.append(path.shortage.sum())
    assert lost[1] >= lost[0] - 1e-9 * network.use.sum()
