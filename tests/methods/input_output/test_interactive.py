"""The fast path: its bounds hold against the exact path, and it falls back when it must."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondstof.methods import input_output as io
from tests.methods.input_output.tables import synthetic


def _true_errors(A, S, Y, found):
    exact = io.factorise(A).rows(S)
    multipliers = np.abs(found - exact).max(axis=1) / np.abs(exact).max(axis=1)
    footprints = np.abs((found - exact) @ Y).max(axis=1) / (exact @ Y.sum(axis=1))
    return multipliers, footprints


@given(st.integers(0, 2**31), st.floats(0.4, 0.85))
@settings(max_examples=25, deadline=None)
def test_reported_bounds_are_never_below_the_true_errors(seed, largest):
    A, Y, S, x = synthetic(regions=4, sectors=8, seed=seed, largest=largest)
    found = io.approximate(A, S, x=x, y=Y.sum(axis=1))
    multipliers, footprints = _true_errors(A, S, Y, found.multipliers)
    rounding = 1e-14
    assert np.all(multipliers <= found.error_bound + rounding)
    assert np.all(footprints <= found.footprint_bound + rounding)
    assert np.all(found.error_bound <= 1e-6)


def test_easy_table_takes_the_series():
    A, Y, S, x = synthetic()
    found = io.approximate(A, S, x=x, y=Y.sum(axis=1))
    assert found.path == "series"
    assert found.terms > 5
    assert np.all(found.residual > 0.0)
    assert np.all(found.footprint_bound <= 1e-5)


def test_table_that_converges_slowly_falls_back_to_the_factor_and_stays_exact():
    A, Y, S, _ = synthetic(largest=1.0)
    A *= 0.995 / np.abs(np.linalg.eigvals(A)).max()
    x = np.linalg.solve(np.eye(len(A)) - A, Y.sum(axis=1))
    found = io.approximate(A, S, x=x, y=Y.sum(axis=1))
    assert found.path == "factor"
    assert _true_errors(A, S, Y, found.multipliers)[0].max() <= 1e-10


def test_diverging_series_is_never_believed():
    A, _, S, _ = synthetic()
    A *= 1.5 / np.abs(np.linalg.eigvals(A)).max()
    assert io.approximate(A, S).path == "factor"


def test_negative_coefficients_void_the_proof_so_the_exact_path_is_taken():
    A, _, S, _ = synthetic()
    A[0, 1] = -0.01
    assert io.approximate(A, S).path == "factor"


def test_row_of_zeros_stays_zero():
    A, _, S, _ = synthetic()
    S = np.vstack([S, np.zeros(len(A))])
    found = io.approximate(A, S)
    assert np.all(found.multipliers[-1] == 0.0)
    assert found.error_bound[-1] == 0.0


def test_tolerance_is_kept():
    A, _, S, _ = synthetic()
    found = io.approximate(A, S, tolerance=1e-9)
    assert found.error_bound.max() <= 1e-9
    assert found.residual.max() == pytest.approx(found.residual.max())
