"""Figures side by side only where stage and content agree; else what differs, in words."""

from grondstof.settle.comparable import bases, side_by_side

REFERENCE = {
    "material_id": "lithium",
    "grade_id": "any",
    "stage_id": "extraction",
    "territory_id": "CHL",
    "year": 2023,
    "content_basis": "contained",
}
USGS = REFERENCE | {"source_id": "usgs_mcs", "quantity_t": 41_400.0, "status": "measured"}
WMD = USGS | {"source_id": "wmd", "content_basis": "oxide", "quantity_t": 95_000.0}


def test_the_same_thing_is_comparable_and_stands_first():
    first, second = side_by_side(REFERENCE, [WMD, USGS])
    assert (first.source_id, first.comparable, first.why_not) == ("usgs_mcs", True, "")
    assert second.quantity_t == 95_000.0
    assert (second.comparable, second.why_not) == (False, "content: oxide, not contained")


def test_every_difference_is_named():
    other = WMD | {"stage_id": "processing", "grade_id": "battery"}
    (found,) = side_by_side(REFERENCE, [other])
    assert found.why_not == (
        "grade: battery, not any; stage: processing, not extraction; content: oxide, not contained"
    )


def test_other_years_territories_and_materials_are_not_asked_for():
    claims = [USGS | {"year": 2022}, USGS | {"territory_id": "ARG"}, USGS | {"material_id": "tin"}]
    assert side_by_side(REFERENCE, claims) == []


def test_what_each_publisher_counts():
    assert bases([WMD, USGS, USGS]) == {
        "usgs_mcs": (("extraction", "contained", "any"),),
        "wmd": (("extraction", "oxide", "any"),),
    }
