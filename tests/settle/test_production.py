"""Settled production: the preferred list of countries, the spread of publishers, no mixing."""

import math

import pyarrow as pa
import pytest

from grondstof.settle.production import run
from grondstof.store.arrow import schema, to_arrow
from grondstof.vocabulary.tables import table
from tests.sources.shipped import accepted


def claim(source, territory, quantity, **more):
    row = {
        "material_id": "gallium",
        "grade_id": "any",
        "stage_id": "processing",
        "territory_id": territory,
        "year": 2024,
        "content_basis": "contained",
        "source_id": source,
        "quantity_t": quantity,
        "claim_id": f"{source}-{territory}",
        "snapshot_id": "x@1",
        "locator": "Table 1",
        "status": "measured",
    }
    return row | more


def settled(*claims):
    rows = run({"reported__production": to_arrow(claims, schema(table("reported__production")))})
    return {(row["territory_id"], row["content_basis"]): row for row in rows.to_pylist()}


def test_world_mining_data_wins_and_the_loser_is_counted_with_its_reason():
    found = settled(claim("usgs_mcs", "CHN", 840.0), claim("wmd", "CHN", 974.0))["CHN", "contained"]
    assert found["quantity_t"] == 974.0
    assert found["chosen_claim"] == "wmd-CHN"
    assert found["losers"] == 1
    assert "unrounded" in found["reason"]


def test_the_spread_is_how_far_publishers_differ():
    found = settled(claim("usgs_mcs", "CHN", 100.0), claim("wmd", "CHN", 200.0))["CHN", "contained"]
    assert found["dist"] == "lognormal"
    assert found["spread"] == pytest.approx(math.log(2) / math.sqrt(2))
    assert found["spread_reason"] == "2 publishers differ by a factor 2"


@pytest.mark.parametrize(
    ("status", "expected"), [("measured", 0.06), ("estimated", 0.2), ("provisional", 0.2)]
)
def test_a_lone_figure_has_the_spread_of_its_status(status, expected):
    assert (
        settled(claim("wmd", "CHN", 5.0, status=status))["CHN", "contained"]["spread"] == expected
    )


def test_agreement_to_the_digit_is_not_certainty():
    found = settled(claim("wmd", "CHN", 5.0), claim("bgs", "CHN", 5.0))["CHN", "contained"]
    assert found["spread"] == 0.01
    assert found["spread_reason"].endswith("the least width is used")


def test_other_countries_of_a_loser_do_not_join_the_list_of_the_winner():
    found = settled(
        claim("wmd", "CHN", 90.0),
        claim("wmd", "JPN", 10.0),
        claim("usgs_mcs", "CHN", 88.0),
        claim("usgs_mcs", "ROW", 12.0),
    )
    assert {territory for territory, _ in found} == {"CHN", "JPN"}


def test_the_only_list_of_a_year_is_kept_whole():
    found = settled(claim("usgs_mcs", "CHN", 88.0), claim("usgs_mcs", "ROW", 12.0))
    assert {territory for territory, _ in found} == {"CHN", "ROW"}


def test_oxide_and_metal_are_two_keys_and_never_one():
    found = settled(claim("wmd", "CHL", 20.0, content_basis="oxide"), claim("usgs_mcs", "CHL", 9.0))
    assert {key: row["quantity_t"] for key, row in found.items()} == {
        ("CHL", "oxide"): 20.0,
        ("CHL", "contained"): 9.0,
    }
    assert {row["losers"] for row in found.values()} == {0}


def test_withheld_everywhere_stays_empty_with_that_reason():
    found = settled(
        claim("usgs_mcs", "CHN", 9.0), claim("usgs_mcs", "USA", None, status="withheld")
    )["USA", "contained"]
    assert found["quantity_t"] is None
    assert found["dist"] == "exact"
    assert found["reason"] == "every publisher withholds this figure"


def test_nothing_produced_is_zero_and_certain():
    found = settled(claim("wmd", "CHN", 9.0), claim("wmd", "HUN", 0.0, status="nil"))
    assert found["HUN", "contained"]["quantity_t"] == 0.0
    assert found["HUN", "contained"]["dist"] == "exact"


@pytest.fixture(scope="module")
def shipped():
    claims = [row for name in ("wmd", "usgs_mcs", "bgs") for row in production_of(name)]
    rows = run({"reported__production": to_arrow(claims, schema(table("reported__production")))})
    assert isinstance(rows, pa.Table)
    return rows.to_pylist()


def production_of(source):
    return accepted(source)["reported__production"]


def test_the_settled_share_of_china_in_gallium_2024_is_that_of_world_mining_data(shipped):
    found = {
        row["territory_id"]: row["quantity_t"]
        for row in shipped
        if (row["material_id"], row["year"], row["content_basis"]) == ("gallium", 2024, "contained")
        and row["quantity_t"]
    }
    assert round(100 * found["CHN"] / sum(found.values()), 1) == 98.7


def test_every_settled_list_has_one_publisher_or_a_reasoned_filling(shipped):
    assert {row["dist"] for row in shipped} == {"exact", "lognormal"}
    assert all(row["reason"] for row in shipped)
    assert all(row["spread_reason"] for row in shipped)
    assert all((row["spread"] is None) == (row["dist"] == "exact") for row in shipped)
