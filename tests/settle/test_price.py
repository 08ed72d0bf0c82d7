"""Settled prices: months as printed, years as the mean of twelve months where there are twelve."""

import pytest

from grondstof.settle.price import run
from grondstof.store.arrow import schema, to_arrow
from grondstof.vocabulary.tables import table
from tests.sources.shipped import claims


def claim(source, year, month, price):
    return {
        "material_id": "copper",
        "grade_id": "any",
        "year": year,
        "month": month,
        "source_id": source,
        "price_usd_t": price,
        "claim_id": f"{source}-{year}-{month}",
        "snapshot_id": "x@1",
        "locator": "Table 1",
        "status": "measured",
    }


def settled(rows):
    found = run({"reported__price": to_arrow(rows, schema(table("reported__price")))})
    return {(row["material_id"], row["year"], row["month"]): row for row in found.to_pylist()}


def test_a_full_year_is_the_mean_of_its_months_and_the_printed_average_loses():
    months = [claim("pink_sheet", 2024, month, 100.0 * month) for month in range(1, 13)]
    found = settled([*months, claim("usgs_mcs", 2024, 0, 700.0)])
    assert len(found) == 13
    assert found["copper", 2024, 0]["price_usd_t"] == 650.0
    assert found["copper", 2024, 0]["losers"] == 1
    assert found["copper", 2024, 0]["reason"] == "mean of the twelve monthly prices"


def test_eleven_months_are_no_year():
    months = [claim("pink_sheet", 2026, month, 100.0) for month in range(1, 12)]
    assert ("copper", 2026, 0) not in settled(months)
    found = settled([*months, claim("usgs_mcs", 2026, 0, 700.0)])
    assert found["copper", 2026, 0]["chosen_claim"] == "usgs_mcs-2026-0"


def test_the_yearly_mean_agrees_with_the_average_that_the_survey_prints():
    rows = claims("pink_sheet", "reported__price") + claims("usgs_mcs", "reported__price")
    found = settled([row for row in rows if row["grade_id"] == "any"])
    printed = {
        (row["material_id"], row["year"], 0): row["price_usd_t"]
        for row in claims("usgs_mcs", "reported__price")
        if row["grade_id"] == "any"
    }
    for name in ("nickel", "copper", "tin", "zinc", "gold", "silver"):
        for year in (2021, 2022, 2023, 2024):
            key = (name, year, 0)
            assert found[key]["price_usd_t"] == pytest.approx(printed[key], rel=0.02), key
