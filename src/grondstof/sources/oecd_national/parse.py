"""Reads the national input-output tables of the OECD, 2023 edition.

The publisher prints one file per economy and year, `NLD2018dom.csv`: 95 rows (45 `DOM_*`, 45
`IMP_*`, taxes, `VALU`, `OUTPUT`) by 45 industries and 10 accounts, in million current US dollars
to one decimal. `ROW2020dom.csv` carries other codes and another shape and is refused.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from grondstof.errors import Fault, InputError

Row = dict[str, object]

BULK_TABLE = "reported__io_cell"
TABLE_NAME = "oecd-iot-2023"
SYSTEM = "ICIO45"
_CODES = (
    "A01_02 A03 B05_06 B07_08 B09 C10T12 C13T15 C16 C17_18 C19 C20 C21 C22 C23 C24 C25 C26 C27 "
    "C28 C29 C30 C31T33 D E F G H49 H50 H51 H52 H53 I J58T60 J61 J62_63 K L M N O P Q R S T"
)
_ACCOUNTS = "HFCE NPISH GGFC GFCF INVNT DPABR CONS_NONRES EXPO IMPO TOTAL"
INDUSTRIES = tuple(_CODES.split())
ACCOUNTS = tuple(_ACCOUNTS.split())
TAXES = ("TXS_IMP_FNL", "TXS_INT_FNL", "TTL_INT_FNL")
ROWS = (
    *(f"DOM_{code}" for code in INDUSTRIES),
    *(f"IMP_{code}" for code in INDUSTRIES),
    *TAXES,
    "VALU",
    "OUTPUT",
)
ABROAD = "ROW"
_NAME = re.compile(r"([A-Z]{3})(\d{4})dom\.csv$")


def read_published(name: str, data: bytes) -> list[dict[str, str]]:
    """Read one published file `<economy><year>dom.csv` into rows of the frozen schema.

    Args:
        name: File name as published; it carries the economy and the year.
        data: The bytes of the file.

    Returns:
        One row per printed cell: territory, year, row, column, value, unit, status, locator.

    Raises:
        InputError: Another name, other codes (the `ROW` file) or a cell that is no number.
    """
    match = _NAME.search(name)
    if match is None:
        raise InputError([_name_fault(name)])
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    header = tuple(lines[0][1:]) if lines else ()
    labels = tuple(line[0] for line in lines[1:])
    if header != INDUSTRIES + ACCOUNTS or labels != ROWS:
        raise InputError([_shape_fault(name, header, labels)])
    stem = name.rsplit("/", 1)[-1].removesuffix(".csv")
    return [
        {
            "territory": match[1],
            "year": match[2],
            "row": line[0],
            "column": column,
            "value": _number(name, line[0], column, cell),
            "unit": "million USD",
            "status": "measured",
            "locator": f"{stem}, row {line[0]}, column {column}",
        }
        for line in lines[1:]
        for column, cell in zip(header, line[1:], strict=True)
    ]


def _number(name: str, row: str, column: str, cell: str) -> str:
    try:
        float(cell)
    except ValueError as error:
        fault = Fault(
            f"{name}, row {row}, column {column}",
            f"'{cell[:40]}'",
            "a number in million US dollars",
            "Download the file again, or record the cell in corrections.yml",
        )
        raise InputError([fault]) from error
    return cell


def _name_fault(name: str) -> Fault:
    return Fault(
        name,
        "a name without economy and year",
        "a name such as NLD2018dom.csv",
        "Keep the file name that the publisher gave",
    )


def _shape_fault(name: str, header: tuple[str, ...], labels: tuple[str, ...]) -> Fault:
    return Fault(
        name,
        f"{len(labels)} rows and {len(header)} columns starting at '{(header or ('',))[0]}'",
        f"{len(ROWS)} rows and {len(INDUSTRIES + ACCOUNTS)} columns starting at 'A01_02'",
        "Take the 2023 edition with 45 industries; files of other editions carry other codes",
    )


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Turn the frozen value added into rows of `reported__value_added` [million USD].

    The frozen columns are territory, industry_system, industry_code, year, value; unit, status
    and place are the same for all rows and are added here.
    """
    text = files["value_added.csv"].decode("utf-8")
    yield "reported__value_added", [_value_added(row) for row in csv.DictReader(io.StringIO(text))]


def _value_added(row: Mapping[str, str]) -> Row:
    place = f"{row['territory']}{row['year']}dom, row VALU, column {row['industry_code']}"
    return {
        "territory": row["territory"],
        "industry_system": row["industry_system"],
        "industry_code": row["industry_code"],
        "year": int(row["year"]),
        "value_musd": float(row["value"]),
        "original_value": row["value"],
        "original_unit": "million USD",
        "status": "measured",
        "locator": place,
    }


def parse_bulk(path: Path) -> pa.Table:
    """Turn a frozen national table into the key and value columns of `reported__io_cell`.

    A cell that is not stored was printed as 0. `DOM_` rows belong to the economy itself, `IMP_`
    rows to `ROW`; taxes, value added and output keep their own name as row.
    """
    table = pq.read_table(path)
    rows = table["row"]
    abroad = pc.starts_with(rows, "IMP_")
    return pa.table(
        {
            "territory_id": table["territory"],
            "year": table["year"],
            "table_name": pa.repeat(pa.scalar(TABLE_NAME), table.num_rows),
            "row_territory_id": pc.if_else(abroad, ABROAD, table["territory"]),
            "row_industry": pc.replace_substring_regex(rows, "^(DOM|IMP)_", ""),
            "column_industry": table["column"],
            "value_musd": table["value"],
        }
    )
