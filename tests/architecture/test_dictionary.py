"""Every column of every table is in the data dictionary, with type, unit and meaning."""

import re

import pytest

from grondstof.vocabulary.tables import TYPES, columns, tables
from tests.architecture.repository import PACKAGE

# The longest suffix first: `price_usd_t` is a price a tonne.
SUFFIX_UNIT = {
    "_usd_t": "USD/t",
    "_t": "t",
    "_kg": "kg",
    "_musd": "million USD",
    "_meur": "million EUR",
    "_usd": "USD",
}
TABLE_NAME = re.compile(r"\b(?:reported|settled|assessed)__[a-z][a-z0-9_]*\b")


@pytest.mark.parametrize("column", columns().values(), ids=lambda column: column.name)
def test_a_column_has_type_unit_and_meaning(column) -> None:
    assert column.type in TYPES
    assert column.unit.strip()
    assert column.meaning.endswith(".")
    assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)
    assert not column.name.endswith("_pct"), "shares are fractions"


@pytest.mark.parametrize("column", columns().values(), ids=lambda column: column.name)
def test_a_unit_suffix_tells_the_unit(column) -> None:
    base = column.name.removesuffix("_low").removesuffix("_high")
    told = next((unit for end, unit in SUFFIX_UNIT.items() if base.endswith(end)), None)
    assert told in (None, column.unit)


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_a_table_is_whole(table) -> None:
    names = [column.name for column in table.columns]
    assert table.meaning.endswith(".")
    assert table.key
    assert len(names) == len(set(names))
    assert set(table.key) <= set(names)
    assert table.layer in {"reported", "settled", "assessed"}


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_an_uncertain_figure_has_both_ends(table) -> None:
    names = {column.name for column in table.columns}
    lows = {name.removesuffix("_low") for name in names if name.endswith("_low")}
    highs = {name.removesuffix("_high") for name in names if name.endswith("_high")}
    assert lows == highs


def test_every_column_is_used() -> None:
    used = {column.name for table in tables().values() for column in table.columns}
    assert set(columns()) - used == set()


def test_code_and_queries_name_known_tables_only() -> None:
    files = [path for ending in ("*.py", "*.sql") for path in PACKAGE.rglob(ending)]
    unknown = {
        f"{path.relative_to(PACKAGE)}: {found}"
        for path in files
        for found in TABLE_NAME.findall(path.read_text(encoding="utf-8"))
        if found not in tables() and not found.endswith("_")
    }
    assert unknown == set()


def test_the_edition_has_the_columns_of_the_dictionary(edition) -> None:
    for table in tables().values():
        held = edition.arrow(f'select * from "{table.name}" limit 0').column_names
        assert held == [column.name for column in table.columns], table.name
