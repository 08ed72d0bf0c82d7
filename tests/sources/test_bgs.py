"""World Mineral Statistics: names against codes, parts, precision, and columns in any order."""

import csv
import io
import random

import pytest

from grondstof.errors import InputError
from grondstof.sources.bgs.parse import _PUBLISHED, read_published
from tests.sources.shipped import claims

COBALT = {
    "bgs_commodity_trans": "cobalt, mine",
    "country_trans": "Canada",
    "country_iso3_code": "CAN",
    "units": "tonnes (metal content)",
    "year": "1971-01-01 00:00:00",
    "quantity": "1961",
    "quantity_in_book_style": "1961",
    "yearbook_table_trans": "Mine production of cobalt",
    "bgs_statistic_type_trans": "Production",
}


def reply(*rows, columns=_PUBLISHED):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


@pytest.fixture(scope="module")
def production():
    return claims("bgs", "reported__production")


def figures(rows, material, stage, year):
    return {
        row["territory_id"]: row["quantity_t"]
        for row in rows
        if (row["material_id"], row["stage_id"], row["year"], row["grade_id"])
        == (material, stage, year, "any")
        and row["quantity_t"]
    }


def test_cobalt_of_2023_as_printed(production):
    found = figures(production, "cobalt", "extraction", 2023)
    assert found["COD"] == 140_121
    assert sum(found.values()) == pytest.approx(203_130, abs=1)


def test_gallium_of_2023_as_printed(production):
    found = figures(production, "gallium", "processing", 2023)
    assert round(found["CHN"]) == 621
    assert round(sum(found.values())) == 643


def test_the_republic_of_the_congo_is_not_dr_congo_though_its_code_says_so(production):
    found = figures(production, "copper", "extraction", 2023)
    assert found["COG"] == 8_400
    assert found["COD"] == 3_148_567


def test_zaire_is_dr_congo_and_former_states_keep_their_names(production):
    assert figures(production, "cobalt", "extraction", 1985)["COD"] > 10_000
    assert {"SUN", "YUG", "CSK", "DDR", "XKX", "ZWE"} <= {row["territory_id"] for row in production}


def test_mine_and_refinery_are_two_stages(production):
    mined = figures(production, "cobalt", "extraction", 2022)
    refined = figures(production, "cobalt", "processing", 2022)
    assert mined["COD"] > 100_000 > refined.get("COD", 0.0)
    assert refined["CHN"] > mined["CHN"]


def test_parts_are_added_up_as_printed():
    forms = ("Spodumene (Li content)", "Lithium minerals (Li content)")
    rows = [
        COBALT
        | {
            "bgs_commodity_trans": "lithium minerals",
            "bgs_sub_commodity_trans": form,
            "quantity": quantity,
            "units": "tonnes (metric)",
        }
        for form, quantity in zip(forms, ("94608", "820"), strict=True)
    ]
    (row,) = read_published("lithium.csv", reply(*rows))
    assert row["value"] == "94608 + 820"
    assert "Spodumene (Li content); Lithium minerals (Li content)" in row["locator"]


def test_platinum_metals_in_kilograms_become_tonnes(production):
    assert 100 < figures(production, "platinum", "extraction", 2022)["ZAF"] < 200


def test_the_order_of_columns_does_not_matter():
    shuffled = list(_PUBLISHED)
    random.Random(7).shuffle(shuffled)
    assert read_published("a.csv", reply(COBALT)) == read_published(
        "a.csv", reply(COBALT, columns=shuffled)
    )


@pytest.mark.parametrize(
    ("precision", "quantity", "expected"),
    [
        ("", "5", [("5", "measured")]),
        ("Nil (nothing produced)", "0", [("0", "nil")]),
        ("Figures not available", "", []),
        ("Quantity is more than 0 but less than 0.5", "0", [("<0.5", "measured")]),
    ],
)
def test_nothing_little_and_unknown_are_three_things(precision, quantity, expected):
    row = COBALT | {"data_precision_description": precision, "quantity": quantity}
    found = read_published("a.csv", reply(row))
    assert [(item["value"], item["status"]) for item in found] == expected


def test_an_estimate_is_marked_in_the_notes():
    row = COBALT | {"concat_figure_notes_text": "Estimates.|Years ended 30 June of that stated."}
    assert read_published("a.csv", reply(row))[0]["status"] == "estimated"


def test_an_unknown_unit_or_precision_stops():
    rows = (COBALT | {"units": "pounds"}, COBALT | {"year": "1972-01-01 00:00:00"})
    odd = COBALT | {"data_precision_description": "Guess", "year": "1973-01-01 00:00:00"}
    with pytest.raises(InputError) as caught:
        read_published("a.csv", reply(*rows, odd))
    assert [fault.found for fault in caught.value.faults] == [
        "units 'pounds'",
        "data_precision_description 'Guess'",
    ]


def test_a_new_column_and_a_duplicated_row_stop():
    with pytest.raises(InputError, match="new columns: licence"):
        read_published("a.csv", reply(COBALT, columns=(*_PUBLISHED, "licence")))
    with pytest.raises(InputError, match="a second row for cobalt, mine//Canada"):
        read_published("a.csv", reply(COBALT, COBALT))
