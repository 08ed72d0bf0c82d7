"""Mineral Commodity Summaries: encoding, separators, withheld cells, units, printed values."""

import pytest

from grondstof.errors import InputError
from grondstof.sources.usgs_mcs.parse import parse, read_published
from tests.sources.shipped import claims

HEADER = (
    "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,"
    "Is critical mineral 2025,Other notes"
)
WORLD = "World Mine Production and Reserves"


def line(commodity, country, detail, value, unit="metric tons", statistics="Production", year=2024):
    cells = ["CH", WORLD, commodity, country, statistics, detail, unit, year, value, "", "Yes", ""]
    return ",".join(f'"{cell}"' for cell in cells)


def all_in_one(*lines):
    return "\n".join([HEADER, *lines]).encode("cp1252")


@pytest.fixture(scope="module")
def production():
    return claims("usgs_mcs", "reported__production")


def figure(rows, material, territory, year, column="quantity_t", **more):
    wanted = {"material_id": material, "territory_id": territory, "year": year} | more
    (row,) = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    return row[column]


def test_cobalt_of_dr_congo_and_the_world_as_printed(production):
    assert figure(production, "cobalt", "COD", 2024) == 226_000
    assert figure(production, "cobalt", "COD", 2023) == 175_000
    assert figure(production, "cobalt", "ROW", 2024) == 7_780


def test_units_differ_by_chapter_and_all_become_tonnes(production):
    assert figure(production, "gallium", "CHN", 2024) == pytest.approx(838.5, abs=2)
    assert figure(production, "copper", "CHL", 2024, stage_id="extraction") > 5_000_000
    platinum = figure(production, "platinum", "ZAF", 2024)
    assert 100 < platinum < 200


def test_a_withheld_figure_is_empty_and_not_zero(production):
    withheld = [row for row in production if row["status"] == "withheld"]
    assert len(withheld) == 24
    assert {row["original_value"] for row in withheld} == {"W"}
    assert {row["quantity_t"] for row in withheld} == {None}
    assert figure(production, "lithium", "USA", 2024, "status") == "withheld"


def test_an_em_dash_is_nothing_produced(production):
    assert figure(production, "rare-earths", "ZAF", 2024) == 0.0
    assert figure(production, "rare-earths", "ZAF", 2024, "status") == "nil"


def test_not_available_and_not_applicable_give_no_row(production):
    assert not {row["original_value"] for row in production} & {"NA", "XX", "s", ""}


def test_no_world_total_passes_the_gate(production):
    assert not [row for row in production if "World total" in row["original_label"]]


def test_sand_of_2023_in_the_wrong_unit_is_dropped(production):
    years = {row["year"] for row in production if row["material_id"] == "silica-sand"}
    assert years == {2024, 2025}


def test_ilmenite_and_rutile_are_one_material_with_both_parts_printed(production):
    row_value = figure(production, "titanium", "AUS", 2024, "original_value")
    assert row_value == "600 + 200"
    assert figure(production, "titanium", "AUS", 2024) == 800_000


def test_a_reserve_that_is_a_word_or_a_bound_has_no_number():
    reserves = claims("usgs_mcs", "reported__reserves")
    words = {row["original_value"] for row in reserves if row["reserves_t"] is None}
    assert {"Large", "Small", ">9,100,000"} <= words
    assert figure(reserves, "lithium", "CHL", 2025, "reserves_t") > 9_000_000


def test_prices_become_dollars_a_tonne_of_what_the_label_names():
    prices = claims("usgs_mcs", "reported__price")
    found = {
        (row["material_id"], row["grade_id"]): row["price_usd_t"]
        for row in prices
        if row["year"] == 2024
    }
    assert found["gallium", "any"] == 439_000
    assert found["antimony", "any"] == pytest.approx(10.24 / 0.45359237e-3)
    assert found["gold", "any"] == pytest.approx(2388 / 31.1034768e-6)
    assert found["lithium", "battery"] == 11_800
    assert found["tungsten", "any"] == 25_200


def test_manganese_is_priced_by_the_unit_though_the_column_says_tonne():
    row = next(
        row
        for row in claims("usgs_mcs", "reported__price")
        if (row["material_id"], row["year"]) == ("manganese", 2024)
    )
    assert row["original_unit"] == "dollars per metric ton unit"
    assert row["price_usd_t"] == 553


def test_a_price_range_is_no_price():
    rows = claims("usgs_mcs", "reported__price")
    ranged = [row for row in rows if "\u2013" in row["original_value"]]
    assert ranged
    assert {row["price_usd_t"] for row in ranged} == {None}


def test_thousands_separators_are_read():
    data = all_in_one(line("Cobalt", "Congo (Kinshasa)", "Mine production", "226,000"))
    rows = read_published("MCS2026.csv", data)
    assert rows[0]["value"] == "226,000"
    frozen = "material,territory,year,value,unit,status,locator\n"
    frozen += 'x,y,2024,"226,000",metric tons,measured,z\n'
    ((_, parsed),) = parse({"production.csv": frozen.encode()})
    assert parsed[0]["quantity_t"] == 226_000


def test_the_file_is_cp1252_and_utf_8_read_as_such_is_caught():
    dash = line("Cobalt", "Australia", "Mine production", "\u2014")
    good = all_in_one(dash)
    assert read_published("MCS2026.csv", good)[0]["value"] == "0"
    saved_elsewhere = "\n".join([HEADER, dash]).encode("utf-8")
    with pytest.raises(InputError) as caught:
        read_published("MCS2026.csv", saved_elsewhere)
    fault = caught.value.faults[0]
    assert fault.where == "MCS2026.csv, line 2"
    assert fault.expected == "text in the encoding of the publisher"
    assert "own encoding" in fault.action


def test_a_sign_that_was_never_seen_stops():
    data = all_in_one(line("Cobalt", "Australia", "Mine production", "~ 5 (e)"))
    with pytest.raises(InputError) as caught:
        read_published("MCS2026.csv", data)
    assert caught.value.faults[0].found == "the value '~ 5 (e)'"


def test_a_duplicated_row_stops():
    row = line("Cobalt", "Australia", "Mine production", "5")
    with pytest.raises(InputError, match="one row for each key"):
        read_published("MCS2026.csv", all_in_one(row, row))


def test_a_new_column_stops():
    with pytest.raises(InputError, match="new columns: DOI"):
        read_published("MCS2026.csv", (HEADER + ",DOI").encode("cp1252"))


def test_the_world_data_of_2025_have_a_mark_and_trailing_blanks():
    header = (
        "SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,CAP_2023,"
        "CAP_EST_ 2024,CAP_NOTES,RESERVES_2024,RESERVE_NOTES"
    )
    rows = [
        'MCS2025,Barite  ,India,"Mine production, barite, estimated",thousand metric tons,'
        "2300,2600,,,,,51000,",
        'MCS2025,Barite  ,United States,"Mine production, barite, estimated",'
        "thousand metric tons,,,W for 23-24,,,,,",
    ]
    data = b"\xef\xbb\xbf" + "\n".join([header, *rows]).encode()
    found = read_published("MCS2025_World_Data.csv", data)
    assert [(row["territory"], row["value"], row["status"]) for row in found] == [
        ("India", "2300", "estimated"),
        ("United States", "W", "withheld"),
    ]
    assert {row["material"] for row in found} == {"Barite, mine production"}
