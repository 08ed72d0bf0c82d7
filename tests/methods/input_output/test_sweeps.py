"""Sweeps: their bounds hold against the factor, and they fall back on it when they must."""

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


@given(st.integers(0, 2**31), st.floats(0.4, 0.85), st.sampled_from([1, 5, 8, 40]))
@settings(max_examples=25, deadline=None)
def test_reported_bounds_are_never_below_the_true_errors(seed, largest, block):
    A, Y, S, x = synthetic(regions=4, sectors=8, seed=seed, largest=largest)
    found = io.approximate(A, S, x=x, y=Y.sum(axis=1), block=block)
    multipliers, footprints = _true_errors(A, S, Y, found.multipliers)
    rounding = 1e-14
    assert np.all(multipliers <= found.error_bound + rounding)
    assert np.all(footprints <= found.footprint_bound + rounding)
    assert np.all(found.error_bound <= 1e-6)


def test_easy_table_needs_no_factor():
    A, Y, S, x = synthetic()
    found = io.approximate(A, S, x=x, y=Y.sum(axis=1), block=10)
    assert found.path == "sweeps"
    assert 2 < found.sweeps < 20
    assert np.all(found.residual > 0.0)
    assert np.all(found.footprint_bound <= 1e-5)


def test_multipliers_are_exact_whatever_the_block():
    A, _, S, _ = synthetic(largest=1.05)
    plain = S @ np.linalg.inv(np.eye(len(A)) - A)
    for block in (1, 7, 10, 60, 200):
        found = io.multipliers(A, S, block=block)
        assert np.abs(found - plain).max() <= 1e-12 * np.abs(plain).max()


def test_exact_sweeps_prove_what_they_promise():
    A, Y, S, x = synthetic(regions=8, sectors=12)
    found = io.approximate(A, S, x=x, y=Y.sum(axis=1), tolerance=1e-12, block=12)
    assert found.path == "sweeps"
    assert found.error_bound.max() <= 1e-12
    assert _true_errors(A, S, Y, found.multipliers)[0].max() <= 1e-12


def test_matrix_is_only_read_by_rows(tmp_path):
    A, _, S, _ = synthetic()
    np.save(tmp_path / "A.npy", A)
    mapped = np.load(tmp_path / "A.npy", mmap_mode="r")
    assert np.array_equal(io.multipliers(mapped, S, block=10), io.multipliers(A, S, block=10))


def test_table_that_converges_slowly_falls_back_to_the_factor_and_stays_exact():
    A, Y, S, _ = synthetic(largest=1.0)
    A *= 0.995 / np.abs(np.linalg.eigvals(A)).max()
    x = np.linalg.solve(np.eye(len(A)) - A, Y.sum(axis=1))
    found = io.approximate(A, S, x=x, y=Y.sum(axis=1), block=1)
    assert found.path == "factor"
    assert _true_errors(A, S, Y, found.multipliers)[0].max() <= 1e-10


@pytest.mark.parametrize("block", [1, 10, 60])
def test_table_without_an_answer_is_never_believed(block):
    A, _, S, _ = synthetic()
    A *= 1.5 / np.abs(np.linalg.eigvals(A)).max()
    assert io.approximate(A, S, block=block).path == "factor"


def test_block_that_uses_up_its_own_output_is_left_to_the_factor():
    A, _, S, _ = synthetic()
    A[0] = 0.0
    A[0, 0] = 1.0
    with pytest.raises(ValueError, match="singular"):
        io.approximate(A, S, block=1)


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
    found = io.approximate(A, S, tolerance=1e-9, block=10)
    assert found.error_bound.max() <= 1e-9
    assert _true_errors(A, S, np.ones((len(A), 1)), found.multipliers)[0].max() <= 1e-9
