"""Reads the frozen tables of the 2023 study: shares, uses, value added and results.

A printed cell stands for every number that rounds to it, so each share carries its bounds. A cell
`<0.1%` has no value but bounds 0 and 0.1 %; `>0%` says that a use exists and not how much.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping

from grondstof.errors import Fault, InputError
from grondstof.sources.ec_study.published import read_published

__all__ = ["parse", "read_published"]

Row = dict[str, object]
Printed = Mapping[str, str]

_SHARE = re.compile(r"(\d+(?:\.\d+)?)%")
_BELOW = re.compile(r"<(\d+(?:\.\d+)?)%")
_SECTOR = re.compile(r"([A-Z]\d\d) - ")
_NOT_ASSESSED = "-"
NO_INDUSTRY = "unallocated"
ANY_STAGE = "any"


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Turn frozen files into rows of reported tables, with the publisher's labels.

    Args:
        files: Bytes by name: `supply_share.csv`, `use_share.csv`, `parameter.csv`.

    Raises:
        InputError: A file that is none of these, or a cell in a notation that is not known.
    """
    readers: Mapping[str, Callable[[list[dict[str, str]]], list[tuple[str, list[Row]]]]] = {
        "supply_share.csv": _supply,
        "use_share.csv": _uses,
        "parameter.csv": _parameters,
    }
    for name in sorted(files):
        if name not in readers:
            fault = Fault(name, "a file of this name", ", ".join(readers), "Rename or remove it")
            raise InputError([fault])
        text = files[name].decode("utf-8")
        yield from readers[name](list(csv.DictReader(io.StringIO(text, newline=""))))


def _original(row: Printed) -> Row:
    return {
        "original_value": row["value"],
        "original_unit": row["unit"],
        "status": row["status"],
        "locator": row["locator"],
    }


def _half_digit(text: str) -> float:
    return 0.5 * 10.0 ** -len(text.partition(".")[2])


def _bounds(text: str) -> tuple[float | None, float | None, float | None]:
    """Return value, lower and upper bound of a printed percentage as fractions; None if unread."""
    if exact := _SHARE.fullmatch(text):
        value, half = float(exact[1]), _half_digit(exact[1])
        low, high = max(value - half, 0.0), min(value + half, 100.0)
        return round(value / 100, 9), round(low / 100, 9), round(high / 100, 9)
    if below := _BELOW.fullmatch(text):
        return None, 0.0, round(float(below[1]) / 100, 9)
    return None, None, None


def _supply(rows: list[dict[str, str]]) -> list[tuple[str, list[Row]]]:
    found: list[Row] = []
    for row in rows:
        share, low, high = _bounds(row["value"])
        labels = ("material", "stage", "scope", "territory", "year_from", "year_to")
        found.append(
            {name: row[name] for name in labels}
            | {"share": share, "share_low": low, "share_high": high}
            | {"trade_parameter": float(row["trade_parameter"])}
            | _original(row)
        )
    return [("reported__supply_share", found)]


def _sector(label: str) -> str:
    match = _SECTOR.match(label)
    return match[1] if match else NO_INDUSTRY


def _uses(rows: list[dict[str, str]]) -> list[tuple[str, list[Row]]]:
    uses: list[Row] = []
    for row in rows:
        uses.append(
            {name: row[name] for name in ("material", "application", "year_from", "year_to")}
            | {"region": "EU27", "industry_system": "NACE2"}
            | {"industry_code": _sector(row["industry"]), "share": _bounds(row["value"])[0]}
            | _original(row)
        )
    return [("reported__use_share", uses), ("reported__value_added", _value_added(rows))]


def _value_added(rows: list[dict[str, str]]) -> list[Row]:
    """Return each printed pair of sector and value added once, at the first place it stands.

    A sector with two values gives two rows; the corrections of this source say which one is wrong.
    """
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        code, printed = _sector(row["industry"]), row["value_added"]
        if not printed or (code, printed) in found:
            continue
        found[code, printed] = {
            "territory_id": "EU27",
            "industry_system": "NACE2",
            "industry_code": code,
            "year": row["year_to"],
            "value_meur": float(printed),
            "original_value": printed,
            "original_unit": "million EUR",
            "status": "measured",
            "locator": f"{row['locator']}, value added; period {row['year_from']}-{row['year_to']}",
        }
    return list(found.values())


def _parameters(rows: list[dict[str, str]]) -> list[tuple[str, list[Row]]]:
    found: list[Row] = []
    for row in rows:
        if row["value"] == _NOT_ASSESSED:
            continue
        stage: Row = {"stage": row["stage"]} if row["stage"] else {"stage_id": ANY_STAGE}
        labels = ("material", "region", "parameter", "year_from", "year_to")
        found.append(
            {name: row[name] for name in labels}
            | stage
            | {"value": float(row["value"]), "half_width": _printed_half(row)}
            | _original(row)
        )
    return [("reported__parameter", found)]


def _printed_half(row: Printed) -> float:
    # The annex drops a trailing zero: supply risk 1.0 stands as `1`. One decimal is meant.
    digits = 1 if row["parameter"] != "eol_rir" else 2
    return 0.5 * 10.0**-digits
