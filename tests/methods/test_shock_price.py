"""The price of a shortage: by hand, and what must hold whatever the numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.shock import Network, Reaction, Shock, run
from grondstof.methods.shock_price import back_month, clearing, held_back, left, lingering

shares = st.floats(0.0, 0.9)
demands = st.floats(-2.0, -0.05)
supplies = st.floats(0.0, 2.0)


def one(value: float) -> np.ndarray:
    return np.array([value])


def test_clearing_by_hand() -> None:
    # A fifth is short, demand -0.3, supply 0.2: P = 0.8^(-1 / 0.5) = 0.8^-2 = 1.5625. At that price
    # supply is 0.8 x 1.5625^0.2 = 0.8747 and demand 1.5625^-0.3 = 0.8747.
    found = clearing(np.array([[0.8]]), one(-0.3), one(0.2))[0, 0]
    assert found == pytest.approx(1.5625)
    assert 0.8 * found**0.2 == pytest.approx(found**-0.3)
    # Inside a quarter too much: P = 1.25^-2 = 0.64.
    assert clearing(np.array([[1.25]]), one(-0.3), one(0.2))[0, 0] == pytest.approx(0.64)


@given(shares, shares, demands, supplies)
def test_a_larger_shortage_never_lowers_the_price(a: float, b: float, d: float, s: float) -> None:
    low, high = (left(np.array([[short]]), 0.05) for short in sorted((a, b)))
    less, more = clearing(low, one(d), one(s)), clearing(high, one(d), one(s))
    assert 1.0 <= less[0, 0] <= more[0, 0]


@given(demands, supplies)
def test_no_shock_no_change(d: float, s: float) -> None:
    flat = clearing(left(np.zeros((1, 6)), 0.05), one(d), one(s))
    assert flat.tolist() == [[1.0] * 6]
    assert lingering(flat, one(12.0)).tolist() == [[1.0] * 6]
    assert back_month(flat, flat, one(12.0), 0.05).tolist() == [0.0]


@given(shares, demands, supplies, st.floats(0.0, 1.0))
def test_the_more_elastic_the_smaller_the_rise(
    short: float, d: float, s: float, more: float
) -> None:
    ratio = left(np.array([[short]]), 0.05)
    stiff = clearing(ratio, one(d), one(s))
    assert clearing(ratio, one(d - more), one(s)) <= stiff + 1e-12
    assert clearing(ratio, one(d), one(s + more)) <= stiff + 1e-12


def test_elasticities_of_the_wrong_sign_are_refused() -> None:
    with pytest.raises(ValueError, match="demand falls"):
        clearing(np.array([[0.8]]), one(0.3), one(0.2))
    with pytest.raises(ValueError, match="demand falls"):
        clearing(np.array([[0.8]]), one(-0.3), one(-0.2))
    with pytest.raises(ValueError, match="without supply"):
        clearing(np.array([[0.0]]), one(-0.3), one(0.2))


def test_a_price_falls_back_with_its_half_life() -> None:
    # Four times in the second month, then nothing short: the logarithm halves every two months.
    cleared = np.array([[1.0, 4.0, 1.0, 1.0, 1.0, 1.0]])
    path = lingering(cleared, one(2.0))
    assert path[0] == pytest.approx([1.0, 4.0, 4.0**0.7071, 2.0, 2.0**0.7071, 2.0**0.5], rel=1e-4)
    below = lingering(1.0 / cleared, one(2.0))
    assert below == pytest.approx(1.0 / path)


def test_volume_is_back_before_the_price() -> None:
    cleared = np.array([[1.0, 4.0, 1.0, 1.0]])
    path = lingering(cleared, one(2.0))
    # ln 4 = 1.386 in month 2; ln 1.05 = 0.0488 after 2 log2(1.386 / 0.0488) = 9.66 months more.
    assert back_month(path, cleared, one(2.0), 0.05).tolist() == [12.0]
    # Nobody knows while it is still short; and in the months looked at it is the last that counts.
    still = np.array([[1.0, 4.0, 4.0, 4.0]])
    assert np.isnan(back_month(lingering(still, one(2.0)), still, one(2.0), 0.05)[0])
    quick = lingering(np.array([[1.0, 1.2, 1.0, 1.0]]), one(0.3))
    assert back_month(quick, np.ones((1, 4)), one(0.3), 0.05).tolist() == [2.0]


def _world() -> tuple[Network, Shock]:
    # A makes 12 a year and sends 9 to B; B makes 3 and uses 12; A uses 3.
    network = Network(np.array([[0.0, 9.0], [0.0, 0.0]]), np.array([12.0, 3.0]))
    ban = Shock(np.array([True, False]), np.ones(2, dtype=bool), np.array([0.5, 1.0, 0.0]))
    return network, ban


def test_what_is_held_back_by_hand() -> None:
    network, ban = _world()
    found = held_back(network, [ban])
    # Half of 9 over the own use of 3, then all of it, then nothing.
    assert found is not None
    assert found.tolist() == [[1.5, 3.0, 0.0]]
    outage = Shock(ban.sources, ban.targets, ban.loss, production=True)
    assert held_back(network, [outage]) is None
    size = Shock(ban.sources, ban.targets, ban.loss, size=np.array([0.0, 1.0]))
    twice = held_back(network, [size], 2)
    assert twice is not None
    assert twice.tolist() == [[0.0, 0.0, 0.0], [1.5, 3.0, 0.0]]
    away = Shock(ban.sources, np.array([True, False]), ban.loss)
    assert np.array_equal(held_back(network, [away]), np.zeros((1, 3)))


def test_the_engine_tells_the_shortage_outside() -> None:
    network, _ = _world()
    still = {name: np.zeros(1) for name in Reaction.names()}
    react = Reaction(
        **still | {"transit_months": one(1.0), "link_growth": one(1.0), "severity": one(1.0)}
        | {"spare_ramp_months": one(1.0), "substitution_ramp_months": one(1.0)}
        | {"switch_lag_months": one(99.0)}
    )  # fmt: skip
    month = np.ones(2, dtype=bool)
    ban = Shock(np.array([True, False]), month, np.ones(4))
    path = run(network, [ban], react, 4)
    # From the second month B misses 9 of its 12; A, which restricts, does not count.
    assert path.outside[0].tolist() == pytest.approx([0.0, 0.75, 0.75, 0.75])
    none = run(network, [], react, 4)
    assert none.outside.tolist() == [[0.0] * 4]
