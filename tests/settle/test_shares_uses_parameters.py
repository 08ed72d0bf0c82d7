"""Shares, uses and parameters: one value for each key, with a reason and a width."""

import pytest

from tests.replication.eu_tables import settled


@pytest.fixture(scope="module")
def tables():
    return settled()


def test_a_bounded_share_stays_without_a_value(tables):
    rows = [row for row in tables["settled__supply_share"].to_pylist() if row["share"] is None]
    assert len(rows) == 514
    assert {(row["share_low"], row["share_high"]) for row in rows} == {(0.0, 0.001)}


def test_every_settled_value_has_a_reason_and_a_claim(tables):
    for name in ("supply_share", "use_share", "parameter"):
        for row in tables[f"settled__{name}"].to_pylist():
            assert row["reason"]
            assert row["chosen_claim"]
            assert row["spread_reason"]


def test_widths_follow_the_digits_that_are_printed(tables):
    rows = {
        (row["material_id"], row["parameter"], row["year_from"]): row
        for row in tables["settled__parameter"].to_pylist()
    }
    risk = rows["gallium", "published_sr", 2023]
    assert (risk["value"], risk["dist"], risk["spread"]) == (3.9, "uniform", 0.05)
    rate = rows["gallium", "eol_rir", 2010]
    assert (rate["dist"], rate["spread"]) == ("uniform", 0.005)
    assert rows["gallium", "scope", 2010]["text_value"] == "GS + EUS"


def test_world_shares_are_surer_than_those_of_eu_sourcing(tables):
    spreads = {row["scope"]: row["spread"] for row in tables["settled__supply_share"].to_pylist()}
    assert spreads == {"global": 220.0, "eu": 110.0}


def test_only_the_copper_use_without_a_share_is_open(tables):
    rows = [row for row in tables["settled__use_share"].to_pylist() if row["share"] is None]
    assert [(row["material_id"], row["dist"]) for row in rows] == [("copper", "exact")]
