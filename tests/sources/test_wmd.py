"""World Mining Data: totals, units, content, flags, and the layout of table 6.4."""

import pytest

from grondstof.errors import InputError
from grondstof.sources.kit import find
from grondstof.sources.wmd.parse import parse, read_published
from grondstof.store.corrections import correct
from tests.sources.shipped import claims
from tests.sources.workbooks import workbook

HEADER = ["Country", "unit", 2023, 2024, "data source"]


@pytest.fixture(scope="module")
def production():
    return claims("wmd", "reported__production")


@pytest.fixture(scope="module")
def frozen():
    (entry,) = find.shipped("wmd")
    ((_, rows),) = parse({entry.name: entry.read_bytes()})
    return rows


def world(rows, material, year):
    return sum(
        row["quantity_t"] or 0.0
        for row in rows
        if (row["material_id"], row["year"]) == (material, year)
    )


def test_455_totals_ship_and_none_passes_the_gate(production, frozen):
    assert sum(row["territory"] == "Total" for row in frozen) == 455
    assert not [row for row in production if row["original_label"] == "Total"]


def test_countries_add_up_to_the_printed_total_so_nothing_is_counted_twice(frozen, production):
    printed = next(
        row["quantity_t"]
        for row in frozen
        if (row["material"], row["territory"], row["year"]) == ("Cobalt", "Total", "2024")
    )
    assert world(production, "cobalt", 2024) == pytest.approx(printed, rel=1e-5) == 268755


def test_the_guard_stops_when_totals_change(frozen):
    rows = [dict(row) for row in frozen]
    rows.remove(next(row for row in rows if row["territory"] == "Total"))
    with pytest.raises(InputError) as caught:
        correct(rows, "reported__production", find.source("wmd"), "wmd/production.parquet")
    fault = caught.value.faults[0]
    assert fault.where == "wmd/production.parquet, correction totals-are-no-country"
    assert fault.found == "454 rows"
    assert fault.expected.startswith("455")


def test_lithium_stays_an_oxide_and_is_not_converted(production):
    rows = [row for row in production if row["material_id"] == "lithium"]
    assert {row["content_basis"] for row in rows} == {"oxide"}
    assert world(production, "lithium", 2024) == pytest.approx(601_914, abs=1)


def test_kilograms_become_tonnes(production):
    assert world(production, "palladium", 2024) == pytest.approx(208.959, abs=0.001)
    assert {row["original_unit"] for row in production if row["material_id"] == "gold"} == {"kg"}


def test_reported_and_estimated_stay_apart(production):
    statuses = {row["status"] for row in production}
    assert statuses == {"measured", "estimated", "provisional", "nil"}


def test_territories_come_from_names_not_from_the_wrong_codes(production):
    found = {row["territory_id"] for row in production}
    # The table codes Taiwan as S19, Kosovo as R20 and French Guiana as Guyana.
    assert {"TWN", "XKX", "GUF", "COD", "COG"} <= found
    assert "S19" not in found


def test_natural_gas_in_cubic_metres_is_no_tonnage(production):
    assert not [row for row in production if row["material_id"] == "natural-gas"]


def test_the_publishers_sheet_reads_as_printed():
    sheet = [
        ["Gallium"],
        HEADER,
        ["China", "metr. t", 701, 974, "e"],
        ["Japan", "metr. t", None, 3, "r"],
        ["Hungary", "metr. t", 0, 0, "r"],
        ["Total", "metr. t", 701, 977, None],
    ]
    rows = read_published("6.4.xlsx", workbook({"Gallium": sheet}))
    found = [(row["territory"], row["year"], row["value"], row["status"]) for row in rows]
    assert found == [
        ("China", "2023", "701", "estimated"),
        ("China", "2024", "974", "estimated"),
        ("Japan", "2024", "3", "measured"),
        ("Hungary", "2023", "0", "nil"),
        ("Hungary", "2024", "0", "nil"),
        ("Total", "2023", "701", "measured"),
        ("Total", "2024", "977", "measured"),
    ]
    assert rows[0]["locator"] == "Table 6.4, Gallium, China, 2023"


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ([["T"], [*HEADER[:-1], "price", "data source"], []], "Country, unit, 2023, 2024, price"),
        ([["T"], HEADER, ["China", "metr. t", 1, 2, "x"]], "the flag 'x'"),
        (
            [["T"], HEADER, ["China", "metr. t", 1, 2, "r"], ["China", "metr. t", 1, 2, "r"]],
            "China a second time",
        ),
    ],
)
def test_what_the_publisher_never_printed_stops(sheet, found):
    with pytest.raises(InputError) as caught:
        read_published("6.4.xlsx", workbook({"Gallium": sheet}))
    fault = caught.value.faults[0]
    assert fault.where.startswith("6.4.xlsx, Gallium")
    assert fault.found.startswith(found)
    assert fault.action
