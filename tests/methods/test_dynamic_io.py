"""The dynamic input-output run: rest, a case by hand, and inputs that are not needed."""

import numpy as np
import pytest

from grondstof.methods.dynamic_io import Economy, Rules, economy, run

PRODUCT = np.array([0, 0, 1, 1])


def base(seed: int = 1) -> Economy:
    rng = np.random.default_rng(seed)
    return economy(rng.random((4, 4)) * 10, rng.random(4) * 100 + 50, PRODUCT, 12.0)


def test_an_economy_without_shock_stands_still() -> None:
    found = base()
    rules = Rules(2.0, 3.0, np.ones(2))
    output, unmet = run(found, rules, np.ones((24, 4)))
    assert np.allclose(output, found.output, rtol=1e-9)
    assert np.abs(unmet).max() <= 1e-9


def test_a_shock_lowers_output_and_it_returns() -> None:
    found = base()
    capacity = np.ones((60, 4))
    capacity[:6, 0] = 0.5
    output, unmet = run(found, Rules(2.0, 3.0, np.ones(2), 1.25), capacity)
    assert output[0, 0] == pytest.approx(0.625 * found.output[0])
    assert unmet[0, 0] > 0.0
    assert output[-1] == pytest.approx(found.output, rel=0.02)


def test_one_supplier_and_one_user_by_hand() -> None:
    # 0 sells 12 a year to 1, which sells 24 to final demand; one step of stock; 0 stops for 3.
    Z = np.array([[0.0, 12.0], [0.0, 0.0]])
    found = economy(Z, np.array([0.0, 24.0]), np.array([0, 1]), 12.0)
    capacity = np.ones((6, 2))
    capacity[:3, 0] = 0.0
    output, _ = run(found, Rules(1.0, 1.0, np.ones(2)), capacity)
    # Stock carries 1 through the first step; then it stands still until 0 delivers again.
    assert output[:4, 1] == pytest.approx([2.0, 0.0, 0.0, 0.0])
    assert output[4, 1] > 0.0


def test_a_product_that_is_not_needed_stops_nobody() -> None:
    found = base()
    capacity = np.ones((12, 4))
    capacity[:, :2] = 0.0
    output, _ = run(found, Rules(2.0, 1.0, np.array([0.0, 1.0])), capacity)
    needed, _ = run(found, Rules(2.0, 1.0, np.ones(2)), capacity)
    assert output[-1, 2:].sum() > 0.3 * found.output[2:].sum()
    assert needed[-1, 2:].sum() < 1e-9


def test_shares_in_32_bits_give_the_same_path() -> None:
    rng = np.random.default_rng(3)
    Z, final = rng.random((4, 4)) * 10, rng.random(4) * 100 + 50
    capacity = np.ones((60, 4))
    capacity[:20, 0] = 0.5
    rules = Rules(3.0, 5.0, np.ones(2), 1.0, 1.0)
    whole, short = (
        run(economy(Z, final, PRODUCT, 12.0, short=kind), rules, capacity)[0]
        for kind in (False, True)
    )
    assert short == pytest.approx(whole, rel=1e-5)
