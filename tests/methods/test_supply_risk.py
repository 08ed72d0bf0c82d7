"""Supply risk: published worked values, the scope rule, and the laws of the formula."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.intervals import Interval
from grondstof.methods.supply_risk import Scope, bottleneck, supply_risk, supply_risk_interval

INDEX = st.floats(0.0, 12.0)
UNIT = st.floats(0.0, 1.0)


def risk(gs, eu, ir, rir=0.0, si=1.0, scope=Scope.BOTH):
    return supply_risk(
        hhi_global=gs,
        hhi_eu=eu,
        import_reliance=ir,
        recycling=rir,
        substitution=si,
        scope=scope,
    )


# EC 2017, Tables 3, 18 and 19: printed inputs and the value they give.
PUBLISHED = [
    ("cobalt", 3.6, 1.3, 0.32, 0.0, 1.0, Scope.BOTH, 1.668),
    ("bauxite", 0.6, 3.1, 0.85, 0.0, 1.0, Scope.BOTH, 2.0375),
    ("europium", 9.2, 1.8, 1.0, 0.38, 1.0, Scope.BOTH, 3.41),
    ("tungsten", 7.5, 1.9, 0.44, 0.42, 1.0, Scope.BOTH, 1.81656),
    ("fluorspar", 2.6, 0.7, 0.70, 0.01, 1.0, Scope.BOTH, 1.35135),
    ("beryllium", 2.4, None, None, 0.0, 1.0, Scope.GLOBAL_ONLY, 2.4),
    ("phosphorus", 2.3, 4.5, 1.0, 0.0, 0.9, Scope.EU_ONLY, 4.05),
]


@pytest.mark.parametrize(("name", "gs", "eu", "ir", "rir", "si", "scope", "expected"), PUBLISHED)
def test_worked_values_of_the_2017_study(name, gs, eu, ir, rir, si, scope, expected):
    assert risk(gs, eu, ir, rir, si, scope) == pytest.approx(expected)


@given(INDEX, INDEX, INDEX, UNIT, UNIT)
def test_without_imports_world_supply_does_not_matter(gs, other, eu, rir, si):
    assert risk(gs, eu, 0.0, rir, si) == risk(other, eu, 0.0, rir, si)


@given(INDEX, INDEX, INDEX, UNIT, UNIT, UNIT)
def test_more_concentrated_supply_never_lowers_the_risk(a, b, eu, ir, rir, si):
    low, high = sorted((a, b))
    assert risk(low, eu, ir, rir, si) <= risk(high, eu, ir, rir, si) + 1e-12
    assert risk(eu, low, ir, rir, si) <= risk(eu, high, ir, rir, si) + 1e-12


@given(INDEX, INDEX, UNIT, UNIT, UNIT, UNIT)
def test_more_recycling_never_raises_the_risk(gs, eu, ir, a, b, si):
    low, high = sorted((a, b))
    assert risk(gs, eu, ir, high, si) <= risk(gs, eu, ir, low, si) + 1e-12


@given(INDEX, INDEX)
def test_full_reliance_weighs_both_scopes_equally(gs, eu):
    assert risk(gs, eu, 1.0) == pytest.approx((gs + eu) / 2)


ENDS = st.tuples(UNIT, UNIT).map(sorted)


@given(
    st.tuples(INDEX, INDEX).map(sorted),
    st.tuples(INDEX, INDEX).map(sorted),
    ENDS,
    ENDS,
    ENDS,
    st.tuples(UNIT, UNIT, UNIT, UNIT, UNIT),
    st.sampled_from(Scope),
)
def test_the_interval_holds_every_result(gs, eu, ir, rir, si, place, scope):
    spans = (gs, eu, ir, rir, si)
    inside = [low + (high - low) * at for (low, high), at in zip(spans, place, strict=True)]
    intervals = [Interval(low, high) for low, high in spans]
    found = supply_risk_interval(
        hhi_global=intervals[0],
        hhi_eu=intervals[1],
        import_reliance=intervals[2],
        recycling=intervals[3],
        substitution=intervals[4],
        scope=scope,
    )
    assert found.contains(risk(*inside, scope))


def test_arrays_give_arrays():
    found = risk(np.array([1.0, 2.0]), 1.0, 1.0)
    assert found == pytest.approx([1.0, 1.5])


def test_a_scope_without_its_input_is_refused_and_nothing_is_filled_in():
    with pytest.raises(ValueError, match="needs the index of EU sourcing"):
        risk(1.0, None, 1.0)
    with pytest.raises(ValueError, match="needs the index of world supply"):
        risk(None, 1.0, 1.0)
    with pytest.raises(ValueError, match="global-only needs"):
        risk(None, 1.0, 1.0, scope=Scope.GLOBAL_ONLY)


@pytest.mark.parametrize("bad", [{"ir": 1.2}, {"rir": -0.1}, {"si": 1.3}])
def test_inputs_outside_their_range_are_refused(bad):
    given_values = {"gs": 1.0, "eu": 1.0, "ir": 0.5, "rir": 0.1, "si": 0.9} | bad
    with pytest.raises(ValueError, match="must lie between"):
        risk(**given_values)


def test_the_bottleneck_is_the_stage_with_the_higher_risk():
    found = bottleneck({"extraction": 1.0, "processing": 2.0, "component": None})
    assert (found.stage_id, found.supply_risk) == ("processing", 2.0)
    assert found.without == ("component",)
    assert bottleneck({"extraction": 1.0, "processing": 1.0}).stage_id == "extraction"
    assert bottleneck({"extraction": None}).stage_id is None
