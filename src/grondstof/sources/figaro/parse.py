"""Reads FIGARO: `matrix_eu-ic-io_ind-by-ind_26ed_2023.csv` or the flat file, bare or zipped.

Matrix: first cell `rowLabels`, one column for each region and industry (`NL_C28`), five columns of
final use for each region (`NL_P3_S13` ... `NL_P5M`); rows in the same order and then six rows
`W2_*` with taxes (`D21X31`, `OP_RES`, `OP_NRES`) and value added (`D1`, `D29X39`, `B2A3G`). Flat:
columns icioiRow, icioiCol, refArea, rowIi, counterpartArea, colIi, obsValue. Unit: million euro.
Output is not printed; it is the sum of a column over all rows.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.region_tables import (
    numbers,
    other_release,
    rectangle,
    region_ids,
    rows_of,
)
from grondstof.sources.kit.unpack import members
from grondstof.store.region_tables import RegionTable, TableCard

Array = NDArray[np.float64]

FINAL = ("P3_S13", "P3_S14", "P3_S15", "P51G", "P5M")
TAXES = ("D21X31", "OP_RES", "OP_NRES")
VALUE_ADDED = ("D1", "D29X39", "B2A3G")
DOMESTIC = "W2"
FLAT = ["icioiRow", "icioiCol", "refArea", "rowIi", "counterpartArea", "colIi", "obsValue"]
_NAME = re.compile(r"(ind-by-ind|prod-by-prod)_(?:(\d\ded)_)?(\d{4})")


def read_table(path: Path, year: int | None = None) -> RegionTable:
    """Read one year of FIGARO.

    Args:
        path: The csv file, or a zip archive with one csv file, named as published.
        year: Year expected; None takes the year of the file name.

    Raises:
        InputError: Another layout or year, an unknown region, or a cell that is no number.
    """
    with _lines(path) as (lines, name):
        found = _NAME.search(name)
        if found is None or (year is not None and int(found[3]) != year):
            expected = f"ind-by-ind_<release>_{year or '<year>'}.csv in the file name"
            raise other_release(name, "another file name", expected)
        cells = rows_of(lines, ",")
        header = next(cells, [])
        if header == FLAT:
            columns, body = _from_flat(cells, name)
        elif header[:1] == ["rowLabels"]:
            columns = header[1:]
            body = {row[0]: numbers(row[1:], f"{name}, row {row[0]}") for row in cells}
        else:
            raise other_release(
                name, f"a header starting with '{(header or [''])[0]}'", "rowLabels or icioiRow"
            )
    return _table(name, int(found[3]), found[2] or "no release named", columns, body)


@contextmanager
def _lines(path: Path) -> Iterator[tuple[io.TextIOBase, str]]:
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield stream, path.name
        return
    found = [name for name in members(path) if name.lower().endswith(".csv")]
    if len(found) != 1:
        fault = Fault(
            path.name, f"{len(found)} csv files", "one csv file", "Unpack it and name the file"
        )
        raise InputError([fault])
    with zipfile.ZipFile(path) as archive, archive.open(found[0]) as raw:
        yield io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""), found[0]


def _from_flat(cells: Iterator[list[str]], name: str) -> tuple[list[str], dict[str, Array]]:
    """Put the flat file in the order of the matrix file: industries, final use, then `W2`."""
    triples: list[tuple[str, str, str]] = [(row[0], row[1], row[6]) for row in cells]
    seen = list(dict.fromkeys(column for _, column, _ in triples))
    columns = [c for c in seen if not c.endswith(FINAL)] + [c for c in seen if c.endswith(FINAL)]
    place = {label: number for number, label in enumerate(columns)}
    values = numbers([value for _, _, value in triples], name)
    body: dict[str, Array] = {}
    for (row, column, _), value in zip(triples, values, strict=True):
        body.setdefault(row, np.zeros(len(columns)))[place[column]] = value
    order = [label for label in columns if label in body]
    return columns, {label: body[label] for label in [*order, *(k for k in body if k not in place)]}


def _table(
    name: str, year: int, release: str, columns: list[str], body: dict[str, Array]
) -> RegionTable:
    labels = [label.partition("_")[::2] for label in columns]
    uses = [pair for pair in labels if pair[1] not in FINAL]
    consumers = [pair for pair in labels if pair[1] in FINAL]
    n = len(uses)
    rows = [label for label in body if not label.startswith(f"{DOMESTIC}_")]
    extra = {label.partition("_")[2]: body[label] for label in body if label not in set(rows)}
    missing = sorted({*TAXES[:1], *VALUE_ADDED} - set(extra))
    if rows != columns[:n] or missing:
        raise other_release(
            name,
            f"{len(rows)} rows for {n} columns of industries"
            + (f", without W2_{missing[0]}" if missing else ""),
            "the same industries in rows and columns, then the W2 rows",
        )
    regions, industries = rectangle(uses, name)
    ids = region_ids("figaro", [*regions, *(region for region, _ in consumers)], name)
    matrix = np.array([body[label] for label in rows])
    taxes = sum((extra[key] for key in TAXES if key in extra), np.zeros(len(columns)))
    added = sum((extra[key] for key in VALUE_ADDED), np.zeros(len(columns)))
    return RegionTable(
        card=TableCard(
            name=f"figaro-{year}",
            publisher="Eurostat",
            title="FIGARO inter-country input-output tables",
            release=release,
            year=year,
            unit="million EUR",
            industry_system="NACE2",
            regions=tuple(ids[region] for region in regions),
            # Products carry the code of the industry that makes them, after a prefix.
            industries=tuple(code.removeprefix("CPA_") for code in industries),
            consumers=tuple((ids[region], category) for region, category in consumers),
        ),
        Z=np.ascontiguousarray(matrix[:, :n]),
        Y=np.ascontiguousarray(matrix[:, n:]),
        output=np.asarray(matrix[:, :n].sum(axis=0) + taxes[:n] + added[:n]),
        taxes=np.asarray(taxes[:n]),
        extensions=np.zeros((0, n)),
    )
