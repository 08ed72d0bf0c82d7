"""Kendall's tau against worked examples."""

import numpy as np
import pytest
from scipy.stats import kendalltau

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


@pytest.mark.parametrize("values", [3, 10, 1000])
def test_as_scipy_finds_it(values: int) -> None:
    """Many ties with few values, none with many."""
    rng = np.random.default_rng(values)
    for size in (3, 20, 90):
        one, other = rng.integers(0, values, (2, size)).astype(float)
        tau, count = kendall_tau(dict(enumerate_names(one)), dict(enumerate_names(other)))
        wanted = kendalltau(one, other).statistic
        assert count == size
        assert (tau is None) == bool(np.isnan(wanted))
        assert tau is None or tau == pytest.approx(wanted, abs=1e-12)


def enumerate_names(
    values: "np.ndarray[tuple[int], np.dtype[np.float64]]",
) -> list[tuple[str, float]]:
    return [(f"material {number}", float(value)) for number, value in enumerate(values)]
