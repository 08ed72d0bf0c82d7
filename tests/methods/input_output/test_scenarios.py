"""What-if, extraction and linkages: equal to a fresh solve of the changed economy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondstof.methods import input_output as io
from tests.methods.input_output.tables import synthetic

R = np.arange(10, 20)


def _fresh(A, S):
    return S @ np.linalg.inv(np.eye(len(A)) - A)


@pytest.mark.parametrize("spare_own", [False, True])
@pytest.mark.parametrize("share", [0.5, np.linspace(0.0, 1.0, 10)])
def test_cut_of_suppliers_equals_a_fresh_solve(share, spare_own):
    A, _, S, _ = synthetic()
    factor = io.factorise(A)
    kept = io.supplier_rows(factor, A, R)
    found = io.cut_multipliers(factor.rows(S), kept, io.Cut(share, spare_own))
    changed = A.copy()
    changed[R] *= (1.0 - np.broadcast_to(share, R.shape))[:, np.newaxis]
    if spare_own:
        changed[np.ix_(R, R)] = A[np.ix_(R, R)]
    fresh = _fresh(changed, S)
    assert np.abs(found - fresh).max() <= 1e-10 * np.abs(fresh).max()


@pytest.mark.parametrize(
    ("form", "share"), [("global", 1.0), ("partial", 0.3), ("export", 1.0), ("export", 0.5)]
)
def test_extraction_equals_a_fresh_solve_of_the_economy_that_is_left(form, share):
    A, Y, _, x = synthetic()
    v = (1.0 - A.sum(axis=0)) * x
    taken = io.Extraction(R, form, share, home=R, home_consumers=np.array([1]))
    found = io.extract(io.factorise(A), A, Y, x, v, taken)
    changed, demand = A.copy(), Y.copy()
    if form == "export":
        changed[R] *= 1.0 - share
        changed[np.ix_(R, R)] = A[np.ix_(R, R)]
        demand[R] *= 1.0 - share
        demand[R, 1] = Y[R, 1]
    else:
        changed[R] *= 1.0 - share
        changed[:, R] *= 1.0 - share
        changed[np.ix_(R, R)] = (1.0 - share) * A[np.ix_(R, R)]
        demand[R] *= 1.0 - share
    left = np.linalg.solve(np.eye(len(A)) - changed, demand.sum(axis=1))
    assert np.allclose(found.output, x - left, rtol=0, atol=1e-10 * x.max())
    assert np.allclose(found.value_added, v / x * (x - left), rtol=0, atol=1e-10 * x.max())


def test_extraction_of_everything_leaves_nothing_and_of_nothing_loses_nothing():
    A, Y, _, x = synthetic(regions=2, sectors=4)
    v = (1.0 - A.sum(axis=0)) * x
    factor = io.factorise(A)
    all_of_it = io.extract(factor, A, Y, x, v, io.Extraction(np.arange(8), "global"))
    assert np.allclose(all_of_it.output, x)
    nothing = io.extract(factor, A, Y, x, v, io.Extraction(R[:2] - 10, "partial", 0.0))
    assert np.allclose(nothing.output, 0.0, atol=1e-9)


def test_extraction_says_what_it_needs():
    A, Y, _, x = synthetic(regions=2, sectors=4)
    factor = io.factorise(A)
    with pytest.raises(ValueError, match="home"):
        io.extract(factor, A, Y, x, x, io.Extraction(np.array([0]), "export"))
    with pytest.raises(ValueError, match="between 0 and 1"):
        io.extract(factor, A, Y, x, x, io.Extraction(np.array([0]), "partial", 1.5))


@given(st.integers(0, 2**31), st.integers(1, 59))
@settings(max_examples=20, deadline=None)
def test_rest_of_the_economy_equals_a_factor_of_its_own(seed, size):
    A, Y, _, _ = synthetic(seed=seed)
    out = np.random.default_rng(seed).permutation(len(A))[:size]
    rest = np.setdiff1d(np.arange(len(A)), out)
    found = io.apart(io.factorise(A), out, Y)
    alone = np.linalg.solve(np.eye(len(rest)) - A[np.ix_(rest, rest)], Y[rest])
    assert found[rest] == pytest.approx(alone, rel=1e-11)
    assert np.all(found[out] == 0.0)


def test_linkages_equal_the_sums_of_both_inverses():
    A, _, _, x = synthetic()
    factor = io.factorise(A)
    L = np.linalg.inv(np.eye(len(A)) - A)
    B = A * x[np.newaxis, :] / x[:, np.newaxis]
    G = np.linalg.inv(np.eye(len(A)) - B)
    assert np.allclose(io.backward_linkages(factor), L.sum(axis=0))
    assert np.allclose(io.forward_linkages(factor, x), G.sum(axis=1))


def test_dependence_solves_its_own_equation_and_never_counts_twice():
    A, _, _, _ = synthetic()
    rng = np.random.default_rng(1)
    d = rng.random(len(A)) * (rng.random(len(A)) < 0.2)
    t = io.dependence(A, d)
    assert np.allclose(t, d + (1.0 - d) * (t @ A))
    assert np.all((t >= d) & (t <= 1.0))
    assert np.allclose(io.dependence(A, np.ones(len(A))), 1.0)
    assert np.allclose(io.dependence(A, np.zeros(len(A))), 0.0)


def test_dependence_grows_with_the_direct_part():
    A, _, _, _ = synthetic()
    d = np.zeros(len(A))
    d[3] = 0.2
    more = d.copy()
    more[7] = 0.1
    assert np.all(io.dependence(A, more) >= io.dependence(A, d) - 1e-15)


def test_value_added_at_risk_has_a_unit_of_time():
    v = np.array([100.0, -5.0])
    part = np.array([0.5, 1.0])
    assert io.value_added_at_risk(v, part, 0.4, 0.5).tolist() == [10.0, 0.0]
    with pytest.raises(ValueError, match="shortage"):
        io.value_added_at_risk(v, part, 1.2, 1.0)
    with pytest.raises(ValueError, match="direct part"):
        io.dependence(np.zeros((1, 1)), np.array([1.5]))


def test_dependences_of_many_materials_equal_one_by_one():
    A, _, _, _ = synthetic()
    rng = np.random.default_rng(2)
    many = rng.random((5, len(A))) * (rng.random((5, len(A))) < 0.1)
    found = io.dependences(A, many)
    assert np.allclose(found, [io.dependence(A, row) for row in many], rtol=0, atol=1e-9)
    slow = A * 0.9999 / np.abs(np.linalg.eigvals(A)).max()
    assert np.allclose(io.dependences(slow, many[:1])[0], io.dependence(slow, many[0]), atol=1e-7)
    with pytest.raises(ValueError, match="direct part"):
        io.dependences(A, np.full((1, len(A)), -0.1))
