"""The recipe of true origin: anchors, bounds, units, groups, and what is kept."""

import pytest

from grondstof.assess.extraction import extraction
from grondstof.assess.origin import production_of, run
from grondstof.assess.recipe import Question
from tests.assess.trade_world import joined, production, trade

# Bolivia mines, Belgium passes on; weights in kilograms of concentrate.
TUNGSTEN = trade(
    ("BOL", "BEL", 600_000, 60_000),
    ("BOL", "NLD", 100_000, 10_000),
    ("BEL", "NLD", 500_000, 50_000),
)
NOTHING = production()


def traced(settled_trade, made=NOTHING, home="NLD"):
    rows = run(
        {"settled__trade": settled_trade, "settled__production": made}, Question(home=home)
    ).to_pylist()
    return {row["origin_id"]: row for row in rows}


def test_direct_and_traced_stand_side_by_side_with_the_anchor_named():
    rows = traced(TUNGSTEN)
    assert rows["BOL"]["direct_share"] == pytest.approx(100 / 600, rel=1e-3)
    assert rows["BOL"]["share"] == pytest.approx(1.0)
    assert rows["BEL"]["share"] == 0.0
    assert rows["BEL"]["share_high"] > 0.0, "Belgium may also make what it sells"
    assert (rows["BOL"]["basis"], rows["BOL"]["anchor"]) == ("bounded", "net exports")
    assert rows["BOL"]["measure"] == "contained tonnes"
    assert rows["BOL"]["kind"] == "modelled"


def test_a_production_series_of_equal_stage_and_basis_is_the_anchor():
    made = production(("tungsten", "extraction", "contained", 2022, "BOL", 40.0))
    rows = traced(TUNGSTEN, made)
    assert rows["BOL"]["basis"] == "anchored"
    assert rows["BOL"]["anchor"] == "production of tungsten, extraction, contained"
    assert rows["unknown"]["basis"] == "unknown"


@pytest.mark.parametrize(
    "series",
    [
        ("tungsten", "processing", "contained", 2022, "BOL", 40.0),
        ("tungsten", "extraction", "gross", 2022, "BOL", 40.0),
        ("tungsten", "extraction", "contained", 2021, "BOL", 40.0),
        ("tin", "extraction", "contained", 2022, "BOL", 40.0),
    ],
)
def test_a_series_of_another_stage_basis_year_or_material_is_no_anchor(series):
    assert traced(TUNGSTEN, production(series))["BOL"]["basis"] == "bounded"


def test_a_series_that_explains_little_of_world_exports_is_no_anchor():
    made = production(("tungsten", "extraction", "contained", 2022, "CHN", 1.0))
    assert traced(TUNGSTEN, made)["BOL"]["basis"] == "bounded"


def test_exports_beyond_the_series_are_unknown_and_not_spread():
    # 70 t of concentrate hold about 36 t of tungsten; the series has 27.
    made = production(("tungsten", "extraction", "contained", 2022, "BOL", 27.0))
    rows = traced(TUNGSTEN, made)
    assert rows["BOL"]["share"] == pytest.approx(27.0 / (70 * 0.515), rel=1e-6)
    assert rows["unknown"]["share"] == pytest.approx(1 - 27.0 / (70 * 0.515), rel=1e-6)
    assert sum(row["share"] for row in rows.values()) == pytest.approx(1.0)


def test_without_weights_the_unit_is_value_and_never_a_mix():
    rows = traced(trade(("BOL", "NLD", 100, None), ("CHN", "NLD", 300, 30)))
    assert {row["measure"] for row in rows.values()} == {"value"}


def test_a_pooled_code_is_never_anchored_in_one_material():
    made = production(("gallium", "processing", "contained", 2022, "CHN", 9999.0))
    pooled = trade(("CHN", "NLD", 100, 10), code_system="HS2017", code="811292")
    assert traced(pooled, made)["CHN"]["basis"] == "bounded"


def test_trade_inside_the_home_group_is_left_out():
    rows = traced(TUNGSTEN, home="EU27")
    assert rows["BOL"]["direct_share"] == pytest.approx(1.0)
    assert "BEL" not in rows


def test_a_home_without_imports_has_no_rows():
    assert traced(TUNGSTEN, home="JPN") == {}


def test_at_most_ten_origins_are_kept_and_the_rest_has_a_name():
    many = [f"{letter}{letter}{letter}" for letter in "ABCDEFGHIJKLMN"]
    rows = traced(trade(*((place, "NLD", 100, 10) for place in many)))
    assert len(rows) == 12
    assert rows["remainder"]["share"] == pytest.approx(4 / 14)
    assert rows["remainder"]["lacks"] == "share_low;share_high"


def test_the_origin_of_extraction_is_chained_only_where_both_stages_are_anchored():
    # Chile mines 50 t of copper and ships ore of 25 t content to Spain, which refines it.
    refined = trade(("ESP", "NLD", 100, 20_000), year=2024, code_system="HS2017", code="740311")
    ore = trade(("CHL", "ESP", 100, 100_000), year=2024, code="260300")
    made = production(
        ("copper", "extraction", "contained", 2024, "CHL", 50.0),
        ("copper", "processing", "contained", 2024, "ESP", 25.0),
    )
    found = extraction(refined, ore, "NLD", production_of(made))
    assert found.shares["CHL"] == pytest.approx(1.0)
    lone = production(("copper", "extraction", "contained", 2024, "CHL", 50.0))
    found = extraction(refined, ore, "NLD", production_of(lone))
    assert found.shares is None
    assert "740311" in found.why_not


def test_years_and_codes_are_systems_of_their_own():
    both = joined(TUNGSTEN, trade(("CHN", "NLD", 5, 1), year=2021))
    rows = run({"settled__trade": both, "settled__production": NOTHING}, Question()).to_pylist()
    sums = {}
    for row in rows:
        sums[row["year"]] = sums.get(row["year"], 0.0) + row["share"]
    assert sums == {2021: pytest.approx(1.0), 2022: pytest.approx(1.0)}
