"""Kendall's tau against worked examples."""

import pytest

from grondstof.methods.rank_agreement import kendall_tau


def test_equal_and_opposite_rankings() -> None:
    one = {"a": 1.0, "b": 2.0, "c": 3.0}
    assert kendall_tau(one, one) == (pytest.approx(1.0), 3)
    assert kendall_tau(one, {"a": 3.0, "b": 2.0, "c": 1.0}) == (pytest.approx(-1.0), 3)


def test_ties_and_materials_of_one_method_only() -> None:
    """Ranks 1 2 2 4 against 1 2 3 4: five pairs agree, one is tied; 5 / sqrt(5 * 6)."""
    one = {"a": 1.0, "b": 2.0, "c": 2.0, "d": 4.0, "x": 9.0}
    other = {"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0, "y": 9.0}
    tau, count = kendall_tau(one, other)
    assert tau == pytest.approx(5 / (5 * 6) ** 0.5)
    assert count == 4


def test_too_little_to_rank_is_open() -> None:
    assert kendall_tau({"a": 1.0}, {"a": 1.0}) == (None, 1)
    assert kendall_tau(dict.fromkeys("abc", 1.0), dict.fromkeys("abc", 2.0)) == (None, 3)
