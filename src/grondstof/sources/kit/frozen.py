"""Reads frozen tables strictly: exactly the agreed columns, as text, from CSV or Parquet."""

import csv
import io
from collections.abc import Mapping, Sequence

from grondstof.errors import Fault, InputError

Printed = dict[str, str]
Row = dict[str, object]

PRODUCTION = ("material", "territory", "year", "value", "unit", "status", "locator")
"""Columns of a frozen production or reserves table; the material label settles the stage."""


def read_frozen(name: str, data: bytes, columns: Sequence[str]) -> list[Printed]:
    """Return the rows of a frozen file as text; an empty cell is an empty text.

    Args:
        name: File name; `.parquet` is read as Parquet, all else as CSV in UTF-8.
        data: The bytes.
        columns: Columns the file must have, in this order.

    Raises:
        InputError: Another, a missing or a further column.
    """
    header, rows = _parquet(data) if name.endswith(".parquet") else _csv(data)
    if tuple(header) != tuple(columns):
        raise InputError([_header(name, header, columns)])
    return rows


def _parquet(data: bytes) -> tuple[list[str], list[Printed]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(pa.BufferReader(data))
    rows = [
        {key: "" if value is None else str(value) for key, value in row.items()}
        for row in table.to_pylist()
    ]
    return table.column_names, rows


def _csv(data: bytes) -> tuple[list[str], list[Printed]]:
    reader = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    rows = list(reader)
    return list(reader.fieldnames or ()), rows


def _header(name: str, found: Sequence[str], expected: Sequence[str]) -> Fault:
    return Fault(
        f"{name}, header",
        f"the columns {', '.join(found)[:200]}",
        ", ".join(expected),
        "Decide what a new column means and teach parse.py to read it",
    )


def quantities(
    name: str,
    rows: Sequence[Mapping[str, str]],
    value_name: str,
    tonnes: Mapping[str, float | None],
) -> list[Row]:
    """Return reported rows of production or reserves from frozen rows.

    A cell may hold a sum of printed parts (`12963 + 5726`); a sign such as `W` is no number.

    Args:
        name: File name, for messages.
        rows: Frozen rows with the columns of `PRODUCTION`.
        value_name: Column for the quantity in tonnes.
        tonnes: Unit label of the publisher -> tonnes in one unit; None when it is no mass.

    Raises:
        InputError: A unit that is not known.
    """
    unknown = sorted({row["unit"] for row in rows} - set(tonnes))
    if unknown:
        fault = Fault(
            f"{name}, unit",
            f"'{unknown[0]}'",
            ", ".join(tonnes),
            "Find out how many tonnes the unit is and teach parse.py",
        )
        raise InputError([fault])
    return [_quantity(row, value_name, tonnes[row["unit"]]) for row in rows]


def _quantity(row: Mapping[str, str], value_name: str, factor: float | None) -> Row:
    value = None if row["status"] == "withheld" else number(row["value"])
    return {
        "material": row["material"],
        "territory": row["territory"],
        "year": row["year"],
        value_name: None if value is None or factor is None else value * factor,
        "status": row["status"],
        "original_value": row["value"],
        "original_unit": row["unit"],
        "locator": row["locator"],
    }


def number(text: str) -> float | None:
    """Return a printed number or sum of numbers; None for a sign, a word or a bound.

    Thousands separators are commas: `140,000` is a hundred and forty thousand.
    """
    parts = [part.strip().replace(",", "") for part in text.split("+")]
    try:
        return sum(float(part) for part in parts)
    except ValueError:
        return None
