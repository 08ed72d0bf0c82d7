"""Reads WIOD 2013: the frozen figures of 2011 that ship, and the publisher's own files.

The publisher's workbook `wiot11_row_sep12.xlsx` (or the same sheet saved as text) has notes in
the first cells of its first column, then four header lines: code, name, region, WIOD code; the
same four stand in the first four columns. Industries are `c1` to `c35`, final demand `c37` to
`c42` without `c40`, the last column is total output. Below the industries stand the rows `r60` to
`r69`, of which `r64` is value added and `r69` output. Unit: million current US dollars, rounded
to whole millions in the frozen figures; a cell that is not stored was printed as 0.
"""

import csv
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.region_tables import numbers, other_release, rectangle, region_ids
from grondstof.store.region_tables import RegionTable, TableCard

if TYPE_CHECKING:
    import pyarrow as pa

Array = NDArray[np.float64]

BULK_TABLE = "reported__io_cell"
TABLE_NAME = "wiod-2013"
INDUSTRIES = tuple(f"c{number}" for number in range(1, 36))
FINAL = ("c37", "c38", "c39", "c41", "c42")
# Romania stands under its code of before 2002; the remainder has no code.
REGIONS = {"ROM": "ROU", "RoW": "ROW"}
_HEADER = 4
_TAXES = ("r61", "r62", "r63", "r65")


def parse_bulk(path: Path) -> "pa.Table":
    """Turn the frozen figures of one year into the columns of `reported__io_cell`.

    Args:
        path: `wiot-2011.parquet`; the name says the year.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    year = int(path.stem.rpartition("-")[2])
    count = table.num_rows
    return pa.table(
        {
            "territory_id": _renamed(table["column_territory"]),
            "year": pa.repeat(pa.scalar(year, pa.int16()), count),
            "table_name": pa.repeat(pa.scalar(TABLE_NAME), count),
            "row_territory_id": _renamed(table["row_territory"]),
            "row_industry": table["row_industry"].cast(pa.string()),
            "column_industry": table["column_industry"].cast(pa.string()),
            "value_musd": table["value"].cast(pa.float64()),
        }
    )


def _renamed(labels: "pa.ChunkedArray") -> "pa.ChunkedArray":
    import pyarrow as pa
    import pyarrow.compute as pc

    text = labels.cast(pa.string())
    for label, found in REGIONS.items():
        text = pc.if_else(pc.equal(text, label), found, text)
    return text


def read_table(path: Path, year: int | None = None) -> RegionTable:
    """Read the publisher's file of one year.

    Args:
        path: The workbook, or its sheet saved as tab- or comma-separated text.
        year: Year expected; None takes the year that the file states.

    Raises:
        InputError: Another layout or year, an unknown region, or a cell that is no number.
    """
    sheet = list(_cells(path))
    stated = _year(path, sheet)
    if year is not None and stated != year:
        raise other_release(path.name, f"the year {stated}", str(year))
    top = next((i for i, row in enumerate(sheet) if row[_HEADER - 1 :][1:2] == ["c1"]), None)
    if top is None:
        raise other_release(path.name, "no header line with the code c1", "the 2013 release")
    codes, regions = sheet[top], sheet[top - 1]
    labels = list(zip(regions, codes, strict=True))[_HEADER:-1]
    uses = [pair for pair in labels if pair[1] in INDUSTRIES]
    consumers = [pair for pair in labels if pair[1] in FINAL]
    rows, extra = _body(path, sheet[top + 1 :], len(labels) + 1)
    if [pair for pair, _ in rows] != uses or "r69" not in extra:
        raise other_release(
            path.name, f"{len(rows)} rows for {len(uses)} industries", "equal rows and columns"
        )
    matrix = np.array([values for _, values in rows])
    n = len(uses)
    blocks, industries = rectangle(uses, path.name)
    ids = region_ids("wiod", [*blocks, *(region for region, _ in consumers)], path.name)
    taxes = sum((extra[key][:n] for key in _TAXES if key in extra), np.zeros(n))
    return RegionTable(
        card=TableCard(
            name=f"wiod-{stated}",
            publisher="WIOD consortium, University of Groningen",
            title="World Input-Output Tables, 2013 release",
            release="2013",
            year=stated,
            unit="million USD",
            industry_system="WIOD35",
            regions=tuple(ids[region] for region in blocks),
            industries=industries,
            consumers=tuple((ids[region], category) for region, category in consumers),
        ),
        Z=np.ascontiguousarray(matrix[:, :n]),
        Y=np.ascontiguousarray(matrix[:, n:-1]),
        output=np.ascontiguousarray(matrix[:, -1]),
        taxes=np.asarray(taxes),
        extensions=np.zeros((0, n)),
    )


def _body(
    path: Path, lines: Sequence[Sequence[str]], width: int
) -> tuple[list[tuple[tuple[str, str], Array]], dict[str, Array]]:
    rows: list[tuple[tuple[str, str], Array]] = []
    extra: dict[str, Array] = {}
    for line in lines:
        code = line[_HEADER - 1]
        if not code:
            continue
        # A blank stands for nothing in the rows below the industries, where a cell cannot apply.
        cells = [cell or "0" for cell in line[_HEADER:]] if code[0] == "r" else line[_HEADER:]
        values = numbers(cells[:width], f"{path.name}, row {line[_HEADER - 2]} {code}")
        if code in INDUSTRIES:
            rows.append(((line[_HEADER - 2], code), values))
        else:
            extra[code] = values
    return rows, extra


def _year(path: Path, sheet: Sequence[Sequence[str]]) -> int:
    note = sheet[0][0].strip() if sheet and sheet[0] else ""
    if note[-4:].isdigit():
        return int(note[-4:])
    raise other_release(path.name, f"'{note[:60]}' in the first cell", "a title ending in the year")


def _cells(path: Path) -> Iterator[list[str]]:
    if path.suffix.lower() != ".xlsx":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            separator = "\t" if "\t" in stream.readline() else ","
            stream.seek(0)
            yield from csv.reader(stream, delimiter=separator)
        return
    book: Any = _openpyxl(path).load_workbook(path, read_only=True, data_only=True)
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield ["" if cell is None else str(cell) for cell in row]
    finally:
        book.close()


def _openpyxl(path: Path) -> Any:
    try:
        return import_module("openpyxl")
    except ImportError as error:
        fault = Fault(
            path.name,
            "a workbook, and no library that reads one",
            "the extra 'mrio' of grondstof",
            "Install it with pip install 'grondstof[mrio]', or save the sheet as text",
        )
        raise InputError([fault]) from error
