"""Chains as graphs: exposure, cuts and tiers by hand and against general truths."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.chain_exposure import deep_tiers, exposure, two_tiers
from grondstof.methods.cuts import minimum_cuts, single_points, smallest_cut
from grondstof.methods.supply_network import cycle, requirements, topological, upstream

PAIRS = [("ore", "metal"), ("metal", "part"), ("part", "car"), ("glass", "car")]
NODES = ["ore", "metal", "part", "glass", "car"]


def test_order_cycle_and_what_lies_upstream() -> None:
    assert topological(NODES, PAIRS)[-1] == "car"
    assert cycle(NODES, PAIRS) == []
    assert cycle(NODES, [*PAIRS, ("car", "ore")])[0] == cycle(NODES, [*PAIRS, ("car", "ore")])[-1]
    assert upstream("part", PAIRS) == {"ore", "metal", "part"}
    with pytest.raises(ValueError, match="cycle"):
        topological(NODES, [*PAIRS, ("car", "ore")])


def test_amounts_multiply_down_the_chain_and_unknown_stays_unknown() -> None:
    known = dict(zip(PAIRS, (2.0, 3.0, 4.0, None), strict=True))
    found = requirements("car", topological(NODES, PAIRS), known)
    assert found == {"car": 1.0, "part": 4.0, "metal": 12.0, "ore": 24.0, "glass": None}


def test_exposure_by_hand() -> None:
    stages = [{"A": 0.5, "B": 0.5}, {"A": 0.2}]
    assert exposure(stages, "A") == pytest.approx((0.6, 0.5, 0.7))
    assert exposure(stages, "C") == (0.0, 0.0, 0.0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_exposure_lies_between_its_bounds(shares: list[float]) -> None:
    middle, low, high = exposure([{"A": share} for share in shares], "A")
    assert low <= middle + 1e-12
    assert middle <= high + 1e-12


def test_cuts_by_hand() -> None:
    stages = {"ore": {"A": 0.4, "B": 0.3, "C": 0.3}, "metal": {"A": 0.3, "B": 0.3, "C": 0.4}}
    assert single_points(stages, 0.65) == []
    assert smallest_cut(stages["ore"], 0.65) == ("A", "B")
    assert {cut.territories for cut in minimum_cuts(stages, 0.65)} == {
        ("A", "B"), ("A", "C"), ("C", "A"), ("C", "B"),
    }  # fmt: skip
    assert smallest_cut({"A": 0.4}, 0.65) == ()


def test_two_tiers_by_hand_and_as_a_case_of_full_depth() -> None:
    # Home buys 60 % from 0 and 40 % from 1; 0 makes all itself, 1 draws half on 2.
    first, g = np.array([0.6, 0.4, 0.0]), np.array([0.2, 0.5, 0.8])
    step = np.array([[1.0, 0.0, 0.0], [0.0, 0.5, 0.5], [0.0, 0.0, 1.0]])
    one, two = two_tiers(first, step, g)
    assert one == pytest.approx(0.36 * 0.2 + 0.16 * 0.5)
    assert two == pytest.approx(0.36 * 0.2 + 0.04 * 0.5 + 0.04 * 0.8)
    assert [one, two] == deep_tiers(first, step, g, 5)[:2]
