"""The inverse of supply risk: what it allows must give the published value back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.consistency import consistent_inputs
from grondstof.methods.intervals import Interval, widened
from grondstof.methods.supply_risk import Scope, supply_risk

UNIT = st.floats(0.0, 1.0)


def solve(published, gs, eu, rir=(0.0, 0.0), scope=Scope.BOTH):
    return consistent_inputs(
        published=widened(published, 0.05),
        hhi_global=Interval(gs, gs),
        hhi_eu=Interval(eu, eu),
        recycling=Interval(*rir),
        import_reliance=Interval(0.0, 1.0),
        substitution=Interval(0.8, 1.0),
        scope=scope,
    )


@given(st.floats(0.1, 8.0), st.floats(0.1, 8.0), UNIT, UNIT, st.floats(0.8, 1.0))
def test_the_true_inputs_are_never_excluded(gs, eu, ir, rir, si):
    true = supply_risk(
        hhi_global=gs,
        hhi_eu=eu,
        import_reliance=ir,
        recycling=rir,
        substitution=si,
        scope=Scope.BOTH,
    )
    found = solve(true, gs, eu, (rir, rir))
    assert not found.empty
    assert found.import_reliance.contains(ir, 1e-6)
    assert found.substitution.contains(si, 1e-6)


@given(st.floats(0.1, 8.0), st.floats(0.1, 8.0), st.floats(0.0, 8.0))
def test_every_end_that_is_allowed_can_be_completed_to_the_published_value(gs, eu, published):
    found = solve(published, gs, eu)
    if found.empty:
        return
    target = widened(published, 0.05)
    for ir in (found.import_reliance.low, found.import_reliance.high):
        core = gs * ir / 2 + eu * (1 - ir / 2)
        assert Interval(0.8 * core, core).overlaps(target, 1e-6)


def test_a_value_out_of_reach_leaves_nothing():
    found = solve(1.8, 3.9, 3.9)
    assert found.empty
    assert found.import_reliance is None
    assert found.possible.low == pytest.approx(3.12)


def test_a_scope_without_reliance_leaves_it_open():
    found = solve(2.0, 2.1, 9.0, scope=Scope.GLOBAL_ONLY)
    assert found.import_reliance == Interval(0.0, 1.0)
    assert found.substitution.low == pytest.approx(1.95 / 2.1)
