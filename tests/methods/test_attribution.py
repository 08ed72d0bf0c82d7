"""Shapley attribution: adds up, treats equals equally, and gives nothing to what did not change."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.attribution import shapley

NAMES = ("world", "home", "reliance", "recycling", "substitution")
NUMBER = st.floats(0.0, 10.0)
FACTORS = st.fixed_dictionaries(dict.fromkeys(NAMES, NUMBER))


def risk(at: Mapping[str, float]) -> float:
    half = at["reliance"] / 2.0
    core = at["world"] * half + at["home"] * (1.0 - half)
    return core * (1.0 - at["recycling"]) * at["substitution"]


@given(FACTORS, FACTORS)
def test_the_parts_add_up_to_the_change(before: dict[str, float], after: dict[str, float]) -> None:
    parts = shapley(risk, before, after)
    change = risk(after) - risk(before)
    assert sum(parts.values()) == pytest.approx(change, rel=1e-9, abs=1e-9)


@given(FACTORS, NUMBER)
def test_what_did_not_change_gets_nothing(before: dict[str, float], new: float) -> None:
    parts = shapley(risk, before, {**before, "recycling": new})
    assert all(part == 0.0 for name, part in parts.items() if name != "recycling")


def test_the_glove_game() -> None:
    """One left and two right gloves: 2/3, 1/6, 1/6; Shapley (1953)."""

    def pairs(at: Mapping[str, float]) -> float:
        return min(at["left"], at["right"] + at["other"])

    none = {"left": 0.0, "right": 0.0, "other": 0.0}
    parts = shapley(pairs, none, dict.fromkeys(none, 1.0))
    assert parts["left"] == pytest.approx(2 / 3)
    assert parts["right"] == parts["other"] == pytest.approx(1 / 6)


def test_other_names_after_than_before_are_refused() -> None:
    with pytest.raises(ValueError, match="same factors"):
        shapley(risk, {"a": 1.0}, {"b": 1.0})
