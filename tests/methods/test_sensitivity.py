"""First-order shares of variance against models whose shares are known on paper."""

from collections.abc import Mapping

import numpy as np
import pytest

from grondstof.methods.sensitivity import Floats, first_order

COUNT = 60_000


def samples(names: str) -> tuple[dict[str, Floats], dict[str, Floats]]:
    rng = np.random.default_rng(7)
    one = {name: rng.uniform(-np.pi, np.pi, COUNT) for name in names}
    return one, {name: rng.uniform(-np.pi, np.pi, COUNT) for name in names}


def test_a_linear_model_gives_the_squared_weights() -> None:
    """Var(a x + b y) = a^2 Var(x) + b^2 Var(y): 3 and 1 give 0.9 and 0.1."""
    found = first_order(lambda at: 3.0 * at["x"] + at["y"], *samples("xy"))
    assert found["x"] == pytest.approx(0.9, abs=0.015)
    assert found["y"] == pytest.approx(0.1, abs=0.015)


def test_the_function_of_ishigami() -> None:
    """S1 = 0.3139, S2 = 0.4424, S3 = 0 at a = 7, b = 0.1; Ishigami and Homma (1990)."""

    def ishigami(at: Mapping[str, Floats]) -> Floats:
        return np.sin(at["a"]) + 7.0 * np.sin(at["b"]) ** 2 + 0.1 * at["c"] ** 4 * np.sin(at["a"])

    found = first_order(ishigami, *samples("abc"))
    assert found["a"] == pytest.approx(0.3139, abs=0.02)
    assert found["b"] == pytest.approx(0.4424, abs=0.02)
    assert found["c"] == pytest.approx(0.0, abs=0.02)


def test_a_result_that_does_not_vary_has_no_shares() -> None:
    assert first_order(lambda at: at["x"] * 0.0, *samples("x")) == {"x": 0.0}
