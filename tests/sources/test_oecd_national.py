"""OECD national tables: the publisher's layout, its stray file, and what ships."""

from pathlib import Path

import pytest

import grondstof.sources.oecd_national as source
from grondstof.errors import InputError
from grondstof.sources.oecd_national.parse import (
    ACCOUNTS,
    INDUSTRIES,
    ROWS,
    parse,
    parse_bulk,
    read_published,
)

SNAPSHOT = Path(source.__file__).parent / "snapshot"


def _file(rows=ROWS, columns=INDUSTRIES + ACCOUNTS, cell="1.5"):
    head = ",".join(['""', *(f'"{name}"' for name in columns)])
    return "\n".join([head, *(",".join([f'"{row}"', *[cell] * len(columns)]) for row in rows)])


def test_published_file_is_read_cell_by_cell():
    found = read_published("NLD2018dom.csv", _file().encode())
    assert len(found) == 95 * 55
    assert found[0] == {
        "territory": "NLD",
        "year": "2018",
        "row": "DOM_A01_02",
        "column": "A01_02",
        "value": "1.5",
        "unit": "million USD",
        "status": "measured",
        "locator": "NLD2018dom, row DOM_A01_02, column A01_02",
    }


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("table.csv", _file(), "NLD2018dom.csv"),
        ("ROW2020dom.csv", _file(columns=("D01T02", "D03")), "45 industries"),
        ("NLD2018dom.csv", _file(cell="NA"), "million US dollars"),
    ],
)
def test_other_names_layouts_and_words_are_refused_in_three_parts(name, text, expected):
    with pytest.raises(InputError) as error:
        read_published(name, text.encode())
    fault = error.value.faults[0]
    assert expected in f"{fault.expected} {fault.action}"
    assert fault.where.startswith(name)


def test_dutch_value_added_of_2018_is_the_published_one():
    files = {"value_added.csv": (SNAPSHOT / "value_added.csv").read_bytes()}
    ((table, rows),) = parse(files)
    assert table == "reported__value_added"
    dutch = [row for row in rows if row["territory"] == "NLD" and row["year"] == 2018]
    assert len(dutch) == 45
    assert sum(row["value_musd"] for row in dutch) == pytest.approx(817_880.5, abs=1.2)
    assert {row["territory"] for row in rows if row["year"] == 2020} >= {"NLD", "USA", "CHN"}


def test_dutch_cells_add_up_to_the_printed_totals():
    cells = parse_bulk(SNAPSHOT / "io_cells_nld.parquet").to_pylist()
    year = [row for row in cells if row["year"] == 2018]
    printed = {
        row["row_industry"]: row["value_musd"]
        for row in year
        if row["column_industry"] == "TOTAL" and row["row_territory_id"] == "NLD"
    }
    for industry in INDUSTRIES[:-1]:
        row = [
            r["value_musd"]
            for r in year
            if r["row_territory_id"] == "NLD"
            and r["row_industry"] == industry
            and r["column_industry"] != "TOTAL"
        ]
        assert sum(row) == pytest.approx(printed[industry], abs=3.0)
