"""The register of indicators covers every indicator that the edition shows."""

from typing import TYPE_CHECKING

import pytest

from grondstof.errors import UnknownName
from grondstof.vocabulary import indicators
from grondstof.vocabulary.reading import read_list

if TYPE_CHECKING:
    from grondstof.store.editions import Edition

ALL = indicators.indicators()
SHOWN = ("assessed__indicator", "assessed__trade_indicator")


def test_no_indicator_stands_twice():
    ids = [row["indicator_id"] for row in read_list("indicators")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("one", ALL.values(), ids=lambda one: one.indicator_id)
def test_an_indicator_says_everything_in_two_languages(one):
    for text in (one.name_nl, one.name_en, one.definition_nl, one.definition_en):
        assert text.strip() == text != ""
    assert one.definition_nl.endswith(".")
    assert one.definition_en.endswith(".")
    assert one.definition_nl != one.definition_en
    assert one.formula
    assert one.unit
    assert one.source
    assert one.cadence
    assert one.owner
    assert one.direction in indicators.DIRECTIONS
    assert one.goal_id in indicators.goals()


@pytest.mark.parametrize("one", ALL.values(), ids=lambda one: one.indicator_id)
def test_an_indicator_without_figures_says_who_has_them(one):
    assert one.status in ("available", "no-figure-that-may-ship")
    assert one.may_ship == (one.held_by == "")


def test_the_grondstoffenscanner_shows_eleven():
    found = {one.indicator_id: one.may_ship for one in indicators.in_set("scanner")}
    assert len(found) == 11
    missing = {name for name, may_ship in found.items() if not may_ship}
    assert missing == {
        "biodiversity-impact",
        "companionality",
        "environmental-impact",
        "price-increase-since-1900",
    }


def test_the_eu_method_names_its_inputs_and_results():
    found = {one.indicator_id for one in indicators.in_set("eu-method")}
    assert {
        "supply-risk",
        "economic-importance",
        "import-reliance",
        "recycling-input-rate",
        "substitution-index-supply",
        "trade-parameter",
        "governance-risk",
    } <= found


def test_every_goal_serves_an_indicator():
    assert {one.goal_id for one in ALL.values()} == set(indicators.goals())


@pytest.mark.parametrize("table", SHOWN)
def test_every_indicator_of_the_edition_is_registered_with_its_unit(edition: "Edition", table):
    rows = edition.rows(f'select distinct indicator_id, unit from "{table}"')
    assert rows
    unregistered = {row["indicator_id"] for row in rows} - set(ALL)
    assert unregistered == set()
    for row in rows:
        assert ALL[row["indicator_id"]].unit == row["unit"], row["indicator_id"]


def test_an_unknown_indicator_is_told_with_the_nearest():
    with pytest.raises(UnknownName, match="supply-risk"):
        indicators.find("suply-risk")


def test_an_indicator_is_found_by_its_name():
    assert indicators.find("Leveringsrisico").indicator_id == "supply-risk"
