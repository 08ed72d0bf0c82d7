"""Pink Sheet: both header layouts, units, the iron ore series, and printed prices."""

import pytest

from grondstof.errors import InputError
from grondstof.sources.pink_sheet.parse import SERIES, read_published
from tests.sources.shipped import claims
from tests.sources.workbooks import workbook

UNITS = {"Iron ore, cfr spot": "($/dmtu)"} | dict.fromkeys(
    ("Gold", "Platinum", "Silver"), "($/troy oz)"
)


def sheet(months, codes=False, series=SERIES, units=UNITS):
    rows = [
        ["World Bank Commodity Price Data (The Pink Sheet)"],
        ["monthly prices in nominal US dollars, 1960 to present"],
        [],
        ["Updated on June 02, 2026"],
        [None, *[f"{name} " for name in series]],
        [None, *[units.get(name, "($/mt)") for name in series]],
    ]
    if codes:
        rows.append([None, *[name.upper() for name in series]])
    return workbook({"Monthly Prices": [*rows, *months]})


@pytest.fixture(scope="module")
def prices():
    return {
        (row["material_id"], row["year"], row["month"]): row["price_usd_t"]
        for row in claims("pink_sheet", "reported__price")
    }


def test_prices_of_september_2025_as_printed(prices):
    found = {name: prices[name, 2025, 9] for name in ("copper", "nickel", "tin")}
    assert found == {"copper": 9983.79, "nickel": 15105.64, "tin": 34483.91}


def test_ten_metals_and_phosphate_rock_to_may_2026(prices):
    assert len({name for name, _, _ in prices}) == 11
    assert max((year, month) for _, year, month in prices) == (2026, 5)


def test_ounces_become_tonnes(prices):
    assert prices["gold", 2024, 12] * 31.1034768e-6 == pytest.approx(2648.01, abs=0.01)


def test_iron_ore_starts_with_spot_prices_per_dry_tonne(prices):
    months = [(year, month) for name, year, month in prices if name == "iron-ore"]
    assert min(months) == (2006, 1)
    assert prices["iron-ore", 2013, 5] == 124.01


@pytest.mark.parametrize("codes", [False, True])
def test_a_row_of_codes_below_the_units_may_be_there_or_not(codes):
    row = ["2025M09", *[1.0] * len(SERIES)]
    found = read_published("CMO.xlsx", sheet([row], codes=codes))
    assert len(found) == len(SERIES)
    assert {item["month"] for item in found} == {"2025M09"}


def test_an_ellipsis_is_missing():
    row = ["2025M09", "\u2026", *[1.0] * (len(SERIES) - 1)]
    found = read_published("CMO.xlsx", sheet([row]))
    assert "Aluminum" not in {item["material"] for item in found}


def test_a_series_that_is_gone_another_unit_and_a_month_twice_stop():
    row = ["2025M09", *[1.0] * len(SERIES)]
    with pytest.raises(InputError, match="no series Aluminum"):
        read_published("CMO.xlsx", sheet([row], series=("Steel", *SERIES[1:])))
    with pytest.raises(InputError, match="the unit '\\$/lb'"):
        read_published("CMO.xlsx", sheet([row], units=UNITS | {"Tin": "($/lb)"}))
    with pytest.raises(InputError, match="2025M09 twice"):
        read_published("CMO.xlsx", sheet([row, row]))


def test_a_workbook_without_the_sheet_is_named():
    with pytest.raises(InputError) as caught:
        read_published("CMO.xlsx", workbook({"Other": [["x"]]}))
    fault = caught.value.faults[0]
    assert fault.found == "the sheets Other"
    assert fault.expected == "a sheet 'Monthly Prices'"
