"""Draws that move together: uniform each, with the correlation that was asked."""

import numpy as np
import pytest
from scipy.special import ndtri
from scipy.stats import kstest

from grondstof.methods.correlated_draws import together


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.9])
def test_each_item_is_uniform_and_pairs_have_the_correlation(correlation: float) -> None:
    found = together(np.random.default_rng(4), 20_000, 3, correlation)
    assert found.shape == (3, 20_000)
    assert all(kstest(row, "uniform").pvalue > 0.01 for row in found)
    seen = np.corrcoef(ndtri(found))[0, 1:]
    assert seen == pytest.approx([correlation] * 2, abs=0.02)


def test_a_correlation_of_one_makes_them_one() -> None:
    found = together(np.random.default_rng(4), 100, 2, 1.0)
    assert (found[0] == found[1]).all()


def test_a_correlation_outside_0_to_1_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        together(np.random.default_rng(4), 10, 2, -0.1)
