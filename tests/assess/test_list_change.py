"""What moved between two lists, and why: the parts add up, noise is told from news."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.assess.ec_change import FACTORS, attribution, end_of, span
from grondstof.assess.list_change import changes, supply_risk

PART = st.floats(0.0, 1.0)
INDEX = st.floats(0.01, 10.0)


def row(**more):
    found = {
        "material_id": "gallium",
        "verdict": "listed",
        "world_index": 5.0,
        "home_index": 3.0,
        "import_reliance": 1.0,
        "recycling_rate": 0.0,
        "substitution_index": 0.9,
        "importance_share": 0.05,
        "importance_threshold": 0.03,
        **more,
    }
    point = supply_risk(
        {name: found[name] for name in found if name.endswith(("index", "reliance", "rate"))}
        | {"home_index": found["home_index"] or found["world_index"]}
    )
    return (
        {"supply_risk_low": point - 0.1, "supply_risk_high": point + 0.1}
        | found
        | {"supply_risk_point": point}
    )


ROWS = st.builds(
    row,
    world_index=INDEX,
    home_index=st.one_of(st.none(), INDEX),
    import_reliance=PART,
    recycling_rate=PART,
    substitution_index=PART,
    importance_share=st.floats(0.0, 0.2),
)


@given(ROWS, ROWS)
def test_the_factors_add_up_to_the_change_to_nine_digits(before, after):
    (found,) = changes([before], [after], 1.0)
    change = after["supply_risk_point"] - before["supply_risk_point"]
    assert sum(found.risk.values()) == pytest.approx(change, abs=1e-9)
    ends = [
        min(item["supply_risk_point"], item["importance_share"] / 0.03) for item in (before, after)
    ]
    assert sum(found.margin.values()) == pytest.approx(ends[1] - ends[0], abs=1e-9)


def test_who_came_went_and_moved():
    cobalt = row(material_id="cobalt")
    found = {item.material_id: item for item in changes([row()], [cobalt], 1.0)}
    assert found["gallium"].kind == "went"
    assert found["cobalt"].kind == "came"
    (same,) = changes([row()], [row()], 1.0)
    assert same.kind == "same"
    assert set(same.risk.values()) == {0.0}


def test_a_flip_with_overlapping_intervals_is_within_noise():
    near = row(verdict="watch", world_index=5.1)
    far = row(verdict="watch", world_index=9.0)
    assert next(changes([row()], [near], 1.0)).within_noise
    assert not next(changes([row()], [far], 1.0)).within_noise


def test_without_axis_two_there_is_no_margin():
    (found,) = changes([row(importance_share=None)], [row(world_index=6.0)], 1.0)
    assert found.margin == {}
    assert found.risk["world_index"] > 0.0


def test_the_eu_studies_in_public_factors():
    """Cobalt 2017: indices 3.6 and 1.3, no recycling, published 1.6; Table 18 of the study."""
    before = end_of(span(1.6, 0.05), [span(3.6, 0.05), span(1.3, 0.05)], "both", span(0.0, 0.005))
    after = end_of(span(2.8, 0.05), [span(3.9, 0.0), span(3.4, 0.0)], "both", span(0.22, 0.005))
    assert before.factors()["index"] == pytest.approx(2.45)
    found = attribution(before, after)
    assert sum(found[name][0] for name in FACTORS) == pytest.approx(1.2, abs=1e-9)
    assert found["recycling"][2] < 0.0
    assert all(low <= value <= high for value, low, high in found.values())


def test_an_index_that_is_not_known_leaves_the_comparison_open():
    assert end_of(span(1.6, 0.05), [span(3.6, 0.05), None], "both", span(0.0, 0.0)) is None
    assert end_of(span(1.6, 0.05), [span(3.6, 0.05), None], "global-only", span(0.0, 0.0))
