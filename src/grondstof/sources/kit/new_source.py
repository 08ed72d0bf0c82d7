"""Writes the files of a new source, each with what belongs in it, and a test that fails."""

import re
from pathlib import Path

from grondstof.errors import Fault, InputError

_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")

_FILES = {
    "__init__.py": '"""{name}: one sentence on what this publisher counts."""\n',
    "source.yml": """\
source_id: {name}
publisher: Name of the office that publishes the figures
title: Title of the data set, with its edition
year: 2026
published: 2026-01-01
accessed: 2026-01-01
licence: Name of the licence
licence_url: https://example.org/licence
allows: What the licence allows, in one sentence
citation: How the publisher wants to be cited
url: https://example.org/data
hosts: [example.org]
cadence: yearly
tables:
  {table}: {{rows_min: 1}}
""",
    "parse.py": '''\
"""Reads the frozen figures of {name}."""

import csv
import io
from collections.abc import Iterator, Mapping

Row = dict[str, object]


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield the rows of each reported table.

    Args:
        files: Frozen bytes by file name; `production.csv` has the columns material, grade, stage,
            territory, year, content_basis, value, unit, status and locator.
    """
    for data in files.values():
        rows = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
        yield "{table}", [_row(row) for row in rows]


def _row(row: dict[str, str]) -> Row:
    return {{
        "material": row["material"],
        "grade_id": row["grade"] or "any",
        "stage": row["stage"],
        "territory": row["territory"],
        "year": row["year"],
        "content_basis": row["content_basis"],
        "quantity_t": row["value"] or None,
        "status": row["status"],
        "original_value": row["value"],
        "original_unit": row["unit"],
        "locator": row["locator"],
    }}
''',
    "labels.csv": "kind,label,id,extra\n",
    "corrections.yml": "# Known errors of this publisher: id, table, where, action, set, expect, "
    "reason, reported.\n[]\n",
    "snapshot/production.csv": "material,grade,stage,territory,year,content_basis,value,unit,"
    "status,locator\n",
}

# What differs for a source that hands in figures of trade.
_TRADE = {
    "parse.py": '''\
"""Reads the trade figures of {name}."""

import csv
import io
from collections.abc import Iterator, Mapping

Row = dict[str, object]
NUMBERS = ("value", "value_low", "value_high")


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield the rows of `{table}`; the file has the columns of that table."""
    for data in files.values():
        rows = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
        yield "{table}", [_row(row) for row in rows]


def _row(row: dict[str, str]) -> Row:
    numbers = {{name: float(row[name]) if row[name].strip() else None for name in NUMBERS}}
    return {{**row, **numbers, "original_value": row["value"], "original_unit": row["unit"]}}
''',
    "snapshot/figures.csv": "territory,subject_kind,subject_id,concept,period,list_version,value,"
    "value_low,value_high,unit,valuation,status,locator\n",
}

_TEST = '''\
"""The source {name}: its frozen figures are there and read as the publisher printed them."""

from importlib.resources import files

from grondstof.sources.{name}.parse import parse


def test_first_figure_is_as_printed() -> None:
    """Replace the expectation by a figure you can point at in the publication."""
    path = files("grondstof.sources").joinpath("{name}", "snapshot", "production.csv")
    ((table, rows),) = parse({{"production.csv": path.read_bytes()}})
    assert table == "{table}"
    assert rows, "put the frozen figures of {name} into snapshot/production.csv"
'''


def new_source(name: str, root: Path, *, trade: bool = False) -> list[Path]:
    """Write the files of a new source into a checkout and return their paths.

    Args:
        name: Name of the folder.
        root: The checkout.
        trade: Whether it hands in figures of trade instead of production.

    Raises:
        InputError: If the name cannot be a folder name, or a file is there already.
    """
    if not _NAME.fullmatch(name):
        fault = Fault(
            "new source",
            f"'{name[:60]}'",
            "2 to 40 small letters, digits and underscores",
            "Choose a name such as usgs_mcs",
        )
        raise InputError([fault])
    folder = root / "src" / "grondstof" / "sources" / name
    table = "reported__trade_figure" if trade else "reported__production"
    wanted, test = dict(_FILES), _TEST
    if trade:
        del wanted["snapshot/production.csv"]
        wanted |= _TRADE
        test = _TEST.replace("production.csv", "figures.csv")
    texts = {folder / path: text.format(name=name, table=table) for path, text in wanted.items()}
    texts[root / "tests" / "sources" / f"test_{name}.py"] = test.format(name=name, table=table)
    there = [path for path in texts if path.exists()]
    if there:
        raise InputError(
            [Fault(str(path), "a file", "nothing yet", "Choose another name") for path in there]
        )
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return list(texts)
