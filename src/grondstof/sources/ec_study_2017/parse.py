"""Reads the frozen parameter table of the 2017 study: one claim per material and parameter."""

import csv
import io
from collections.abc import Iterator, Mapping

from grondstof.errors import Fault, InputError
from grondstof.sources.ec_study_2017.published import read_published

__all__ = ["parse", "read_published"]

Row = dict[str, object]

_NOT_GIVEN = "N/A"
_PERCENT = "%"
_WORD = "-"


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Turn the frozen file into rows of `reported__parameter`, with the publisher's labels.

    Percentages become fractions. `N/A` stays a claim without a value. The half-width is half the
    last printed digit.

    Args:
        files: Bytes by name; every file has the columns of `parameter.csv`.

    Raises:
        InputError: Cells that are neither a number nor `N/A`; all at once.
    """
    for name in sorted(files):
        rows = list(csv.DictReader(io.StringIO(files[name].decode("utf-8"), newline="")))
        faults = [_fault(name, row) for row in rows if not _readable(row)]
        if faults:
            raise InputError(faults)
        yield "reported__parameter", [_claim(row) for row in rows]


def _readable(row: Mapping[str, str]) -> bool:
    text = row["value"]
    return row["unit"] == _WORD or text == _NOT_GIVEN or text.replace(".", "", 1).isdigit()


def _claim(row: Mapping[str, str]) -> Row:
    names = ("material", "stage", "region", "parameter", "year_from", "year_to")
    claim: Row = {name: row[name] for name in names}
    claim |= _value(row)
    claim |= {"original_value": row["value"], "original_unit": row["unit"]}
    return claim | {"status": row["status"], "locator": row["locator"]}


def _value(row: Mapping[str, str]) -> Row:
    text = row["value"]
    if row["unit"] == _WORD:
        return {"value": None, "half_width": None, "text_value": text}
    if text == _NOT_GIVEN:
        return {"value": None, "half_width": None}
    scale = 100.0 if row["unit"] == _PERCENT else 1.0
    half = 0.5 * 10.0 ** -len(text.partition(".")[2])
    return {"value": round(float(text) / scale, 9), "half_width": half / scale}


def _fault(name: str, row: Mapping[str, str]) -> Fault:
    return Fault(
        f"{name}, {row['locator']}",
        f"'{row['value'][:40]}'",
        "a number or N/A",
        "Compare the cell with the printed table",
    )
