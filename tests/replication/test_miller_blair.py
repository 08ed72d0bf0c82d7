"""Miller and Blair (2009), Input-Output Analysis, 2nd edition, section 2.3.1, worked example.

Two sectors; transactions of table 2.3, a new final demand of 600 and 1500.
"""

import numpy as np
import pytest

from grondstof.methods import input_output as io

Z = np.array([[150.0, 500.0], [200.0, 100.0]])
F = np.array([[350.0], [1700.0]])


def test_outputs_and_coefficients():
    x = io.row_sum_output(Z, F)
    assert x.tolist() == [1000.0, 2000.0]
    assert io.coefficients(Z, x) == pytest.approx(np.array([[0.15, 0.25], [0.20, 0.05]]))


def test_leontief_inverse_to_the_printed_digits():
    factor = io.factorise(io.coefficients(Z, io.row_sum_output(Z, F)))
    printed = np.array([[1.2541, 0.3300], [0.2640, 1.1221]])
    assert factor.rows(np.eye(2)) == pytest.approx(printed, abs=0.5e-4)


def test_outputs_for_the_new_final_demand_to_the_printed_digits():
    factor = io.factorise(io.coefficients(Z, io.row_sum_output(Z, F)))
    found = factor.columns(np.array([600.0, 1500.0]))
    assert found == pytest.approx([1247.52, 1841.58], abs=0.05)


def test_sweeps_reach_the_same_multipliers():
    A = io.coefficients(Z, io.row_sum_output(Z, F))
    found = io.approximate(A, np.eye(2), block=1)
    assert found.path == "sweeps"
    assert found.multipliers == pytest.approx(np.linalg.inv(np.eye(2) - A), rel=1e-6)
