"""What a shortage means, by hand."""

import numpy as np
import pytest

from grondstof.methods.shock_allocation import by_price, pro_rata
from grondstof.methods.shock_outcome import (
    downstream,
    given_data_share,
    implied_elasticity,
    late_months,
    recovery_month,
)


def test_recovery_and_lateness() -> None:
    short = np.array([[0.0, 5.0, 10.0, 0.4, 0.0, 0.0]])
    assert recovery_month(short, 10.0, 0.05) == pytest.approx([3.0])
    assert late_months(short, 10.0) == pytest.approx([1.54])
    assert np.isnan(recovery_month(np.ones((1, 4)), 1.0, 0.05))[0]
    assert recovery_month(np.zeros((1, 4)), 1.0, 0.05)[0] == 0.0


def test_the_elasticity_that_a_published_step_implies() -> None:
    # Half of supply at four times the price: ln 0.5 / ln 4 = -0.5.
    assert implied_elasticity(0.5, 4.0) == pytest.approx(-0.5)
    with pytest.raises(ValueError, match="rise of the price"):
        implied_elasticity(0.5, 1.0)


def test_shortage_moves_down_the_chain() -> None:
    path = np.array([0.0, 1.0, 0.5, 0.0])
    assert downstream(path, 1.0, 2).tolist() == [0.0, 0.0, 0.0, 1.0]
    assert downstream(path, 0.0, 1).tolist() == [0.0] * 4


def test_sharing_by_hand() -> None:
    pool, wanted = np.array([[6.0]]), np.array([[4.0, 8.0]])
    assert pro_rata(pool, wanted).tolist() == [[2.0, 4.0]]
    assert by_price(pool, wanted, np.array([1, 0])).tolist() == [[0.0, 6.0]]
    assert by_price(pool, wanted, np.array([0, 1])).tolist() == [[4.0, 2.0]]


def test_variance_goes_to_the_factor_that_makes_it() -> None:
    rng = np.random.default_rng(1)
    one, other = rng.random(5000), rng.random(5000)
    total = 3.0 * one + other
    assert given_data_share(one, total) == pytest.approx(0.9, abs=0.02)
    assert given_data_share(other, total) == pytest.approx(0.1, abs=0.02)
    assert given_data_share(one, np.ones(5000)) == 0.0
