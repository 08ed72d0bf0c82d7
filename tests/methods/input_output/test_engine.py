"""The exact path: other program (a plain inverse), conservation, hard tables, bad input."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondstof.methods import input_output as io
from tests.methods.input_output.tables import synthetic


def test_multipliers_equal_the_plain_inverse():
    A, Y, S, _ = synthetic()
    L = np.linalg.inv(np.eye(len(A)) - A)
    factor = io.factorise(A)
    M = factor.rows(S)
    assert np.abs(M - S @ L).max() <= 1e-12 * np.abs(M).max()
    assert np.abs(factor.columns(Y) - L @ Y).max() <= 1e-12 * (L @ Y).max()
    assert np.abs(io.residual(A, S, M)).max() <= 1e-12 * np.abs(S).max()


def test_factor_takes_the_memory_of_the_coefficients_only_when_told():
    A, _, S, _ = synthetic()
    before = A.copy()
    M = io.factorise(A).rows(S)
    assert np.array_equal(A, before)
    factor = io.factorise(A, overwrite=True)
    assert np.shares_memory(factor.packed, A)
    assert np.array_equal(factor.rows(S), M)


def test_footprints_of_all_consumers_add_up_to_the_extension_total():
    A, Y, S, _ = synthetic()
    x = io.row_sum_output(A * np.linalg.solve(np.eye(len(A)) - A, Y.sum(axis=1)), Y)
    total = io.footprints(io.factorise(A).rows(S), Y).sum(axis=1)
    assert total == pytest.approx(S @ x, rel=1e-9)


def test_origin_footprints_solve_only_rows_with_an_intensity_and_add_up():
    A, Y, S, _ = synthetic()
    factor = io.factorise(A)
    origins = [np.arange(r * 10, (r + 1) * 10) for r in range(6)]
    found, active = io.origin_footprints(factor, S, Y, origins)
    assert len(active) == np.count_nonzero(S.any(axis=0)) < len(A)
    assert found.shape == (3, 6, 6)
    assert np.allclose(found.sum(axis=1), io.footprints(factor.rows(S), Y), rtol=1e-12)


@given(st.integers(0, 2**31), st.floats(0.72, 1.09))
@settings(max_examples=20, deadline=None)
def test_default_path_stays_exact_when_columns_sum_to_more_than_one(seed, largest):
    A, _, S, _ = synthetic(regions=4, sectors=5, seed=seed, largest=largest)
    if np.abs(np.linalg.eigvals(A)).max() >= 0.98:
        return
    M = io.factorise(A).rows(S)
    plain = S @ np.linalg.inv(np.eye(len(A)) - A)
    assert np.abs(M - plain).max() <= 1e-12 * np.abs(plain).max()


def test_industry_without_output_gets_coefficient_zero_and_is_listed():
    Z = np.array([[1.0, 2.0, 0.0], [3.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    Y = np.array([[7.0], [6.0], [0.0]])
    found = io.balance(Z, Y, np.array([10.0, 10.0, 0.0]))
    assert found.zero_output == (2,)
    A = io.coefficients(Z, found.output)
    assert np.all(A[:, 2] == 0.0)
    assert np.all(io.intensities(np.ones((1, 3)), found.output)[:, 2] == 0.0)


def test_balance_reports_the_difference_between_sold_and_published_output():
    Z = np.array([[1.0, 2.0], [3.0, 1.0]])
    found = io.balance(Z, np.array([[7.0], [6.0]]), np.array([10.5, 10.0]))
    assert found.difference.tolist() == [-0.5, 0.0]
    assert found.largest == 0.5
    assert found.relative == pytest.approx(0.5 / 20.5)
    assert found.value_added.tolist() == [6.5, 7.0]
    assert found.negative_value_added == ()


def test_negative_value_added_is_found_beyond_rounding_only():
    Z = np.array([[0.0, 12.0, 10.3], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    found = io.balance(Z, np.array([[0.0], [10.0], [10.0]]), np.array([22.3, 10.0, 10.0]))
    assert found.negative_value_added == (1,)


def test_coefficients_in_place_use_the_memory_of_the_flows():
    Z = np.array([[1.0, 2.0], [3.0, 1.0]])
    x = np.array([10.0, 5.0])
    fresh = io.coefficients(Z, x)
    assert io.coefficients(Z, x, overwrite=True) is Z
    assert np.array_equal(Z, fresh)


def test_industry_that_needs_all_of_its_own_output_is_refused():
    with pytest.raises(ValueError, match="singular at position 0"):
        io.factorise(np.eye(2))
    with pytest.raises(ValueError, match="square"):
        io.factorise(np.zeros((2, 3)))
    with pytest.raises(ValueError, match="C-contiguous"):
        io.factorise(np.asfortranarray([[0.1, 0.2], [0.3, 0.1]]), overwrite=True)


def test_factor_may_be_read_only_and_is_left_as_it_was():
    A, Y, S, _ = synthetic()
    factor = io.factorise(A)
    pivots = factor.pivots.copy()
    frozen = io.Factor(factor.packed.copy(order="F"), pivots.copy())
    frozen.packed.flags.writeable = False
    frozen.pivots.flags.writeable = False
    assert np.array_equal(frozen.rows(S), factor.rows(S))
    assert np.array_equal(frozen.columns(Y), factor.columns(Y))
    assert np.array_equal(factor.pivots, pivots)
