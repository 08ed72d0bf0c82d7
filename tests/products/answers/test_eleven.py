"""Eleven indicators in four groups: each with a limit that is cited or judged, none dropped."""

import csv

import pytest

from grondstof.products.answers import eleven
from grondstof.store.content import content_folder
from grondstof.vocabulary.indicators import in_set


def test_the_eleven_are_those_of_the_register_of_indicators_and_fill_four_groups():
    assert set(eleven.limits()) == {item.indicator_id for item in in_set("scanner")}
    assert len(eleven.limits()) == 11
    assert {row["group"] for row in eleven.limits().values()} == set(eleven.GROUPS)


def test_every_limit_is_cited_with_its_place_or_judged_with_a_reason():
    path = content_folder() / "products" / "thresholds.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        if row["basis"] == "cited":
            assert all(row[name] for name in ("publisher", "title", "year", "locator"))
        if row["basis"] == "judged":
            assert row["reason_nl"]
            assert row["reason_en"]
            assert not row["publisher"]
        assert bool(row["high_from"]) == (row["basis"] != "none")


@pytest.mark.parametrize(
    ("indicator", "value", "level"),
    [
        ("hhi-production", 0.25, "high"),
        ("hhi-production", 0.2499, "middle"),
        ("hhi-production", 0.0, "low"),
        ("reserves-years", 25.0, "high"),
        ("reserves-years", 25.1, "middle"),
        ("reserves-years", 100.1, "low"),
        ("recycling-input-rate", 0.0, "high"),
        ("recycling-input-rate", 0.3, "low"),
        ("hdi-source-countries", 0.9, "low"),
        ("companionality", None, "unknown"),
        ("hhi-production", None, "unknown"),
    ],
)
def test_a_value_at_the_limit_counts_as_the_worse(indicator, value, level):
    assert eleven.level(indicator, value) == level


def test_gallium_has_eleven_rows_of_which_the_missing_say_who_has_them(edition):
    rows = eleven.rows_of(edition, "NLD", ["gallium"])
    assert [row["indicator_id"] for row in rows] == list(eleven.limits())
    by_name = {row["indicator_id"]: row for row in rows}
    assert by_name["hhi-production"]["level_word"] == "high"
    assert by_name["export-restricted-share"]["home_id"] == "NLD"
    for name in ("companionality", "biodiversity-impact", "environmental-impact"):
        assert by_name[name]["value"] is None
        assert by_name[name]["held_by"]
    assert by_name["recycling-input-rate"]["value"] == 0.0
    assert by_name["recycling-input-rate"]["level_word"] == "high"


def test_a_rare_earth_without_a_figure_of_its_own_shows_that_of_its_group(edition):
    rows = {row["indicator_id"]: row for row in eleven.rows_of(edition, "NLD", ["dysprosium"])}
    production = rows["hhi-production"]
    assert production["value"] is not None
    assert production["material_id"] != production["for_material_id"] == "dysprosium"
