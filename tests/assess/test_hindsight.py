"""Hindsight: only what was out by then; false alarms only where events are complete."""

from datetime import date

import pytest

from grondstof.assess.hindsight import TEST_YEARS, run
from grondstof.assess.recipe import Question
from tests.assess.list_inputs import DIMENSIONS, ESTIMATES, arrow, restriction


def production(material, shares, years):
    return [
        {
            "material_id": material,
            "grade_id": "any",
            "stage_id": "processing",
            "territory_id": territory,
            "year": year,
            "content_basis": "contained",
            "quantity_t": 100.0 * share,
        }
        for territory, share in shares.items()
        for year in years
    ]


@pytest.fixture(scope="module")
def rows():
    made = [
        *production("gallium", {"CHN": 0.95, "AUS": 0.05}, range(2014, 2021)),
        *production("copper", {"AUS": 0.9, "CHN": 0.1}, range(2014, 2021)),
        # A year that was not out by the end of 2022 and would turn the verdict.
        *production("copper", {"COD": 1.0}, [2021, 2022]),
    ]
    governance = [
        {
            "dimension": dimension,
            "territory_id": territory,
            "year": year,
            "vintage": "2024",
            "estimate": estimate,
            "spread": 0.2,
        }
        for territory, estimate in ESTIMATES.items()
        for dimension in DIMENSIONS
        for year in range(2014, 2022)
    ]
    tables = {
        "settled__production": arrow("settled__production", made),
        "settled__governance": arrow("settled__governance", governance),
        "reported__restriction": arrow("reported__restriction", [restriction()]),
    }
    found = run(tables, Question("NLD", date(2026, 11, 1))).to_pylist()
    return {(row["test_year"], row["material_id"]): row for row in found}


def test_a_restriction_that_was_foreseen_is_a_hit(rows):
    row = rows[2022, "gallium"]
    assert (row["verdict"], row["restricted"], row["outcome"]) == ("listed", True, "hit")
    assert row["eu_listed"] is True
    assert row["oldest_year"] == 2016


def test_a_year_that_was_not_out_yet_is_not_used(rows):
    row = rows[2022, "copper"]
    assert row["supply_risk"] < 2.0
    assert row["verdict"] != "not-assessed"


def test_false_alarms_are_not_counted_where_events_are_not_complete(rows):
    assert rows[2018, "gallium"]["outcome"] == "not-counted"


def test_nothing_is_said_without_data_of_the_day(rows):
    assert {year for year, _ in rows} <= set(TEST_YEARS)
    assert (2009, "gallium") not in rows


def test_a_material_is_not_restricted_because_another_of_its_group_is(rows):
    assert rows[2022, "copper"]["restricted"] is False
