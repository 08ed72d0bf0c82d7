"""Reads figures of Statistics Netherlands: what it published on critical materials, and OData v4.

StatLine marks a cell that is not a number: `.` missing, `x` secret, `-` nil, empty impossible, and
says of a period whether it is provisional (`*`) or further provisional (`**`). Secret stays
withheld and is never a zero.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from grondstof.errors import Fault, InputError

Row = dict[str, object]

FIGURES = "figures.csv"
# Value attribute of an observation -> status in the house.
ATTRIBUTES: Mapping[str, str] = {
    "None": "measured",
    "Provisional": "provisional",
    "FurtherProvisional": "provisional",
    "Missing": "withheld",
    "Confidential": "withheld",
    "Secret": "withheld",
    "Nil": "nil",
    "Impossible": "nil",
}
SYMBOLS: Mapping[str, str] = {".": "withheld", "x": "withheld", "-": "nil", "–": "nil"}
COLUMNS = ("Id", "Measure", "ValueAttribute", "Value")


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield the published figures as rows of `reported__trade_figure`."""
    for name, data in files.items():
        rows: list[Row] = []
        for row in csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")):
            numbers = {key: _number(row[key]) for key in ("value", "value_low", "value_high")}
            rows.append(
                {
                    **{key: value for key, value in row.items() if key not in numbers},
                    **numbers,
                    "original_value": row["value"],
                    "original_unit": row["unit"],
                }
            )
        if name == FIGURES or rows:
            yield "reported__trade_figure", rows


def _number(text: str) -> float | None:
    return float(text) if text.strip() else None


def read_published(name: str, data: bytes) -> list[dict[str, str]]:
    """Read a page of OData `Observations` as rows of text, one for each observation.

    Args:
        name: Name of the file, for messages.
        data: JSON as the service returns it, with `value` and perhaps `@odata.nextLink`.

    Returns:
        `measure`, the dimensions by their own names, `value`, `status`.

    Raises:
        InputError: not JSON, a column is absent or renamed, or an unknown value attribute.
    """
    rows = []
    for number, item in enumerate(observations(name, data), start=1):
        place = f"{name}, observation {number}"
        dimensions = {key: str(value).strip() for key, value in item.items() if key not in COLUMNS}
        value, status = _cell(item, place)
        rows.append({"measure": str(item["Measure"]), **dimensions, "value": value, **status})
    return rows


def observations(name: str, data: bytes) -> Sequence[Mapping[str, Any]]:
    """Return the observations of one page after checking its columns."""
    try:
        page = json.loads(data)
        found: Sequence[Mapping[str, Any]] = page["value"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            [
                Fault(
                    name,
                    "text that is not a page of observations",
                    "JSON with a list under 'value'",
                    "Look at the reply; an error page or a moved table looks like this",
                )
            ]
        ) from error
    lost = sorted({key for item in found[:50] for key in COLUMNS if key not in item})
    if lost:
        raise InputError(
            [
                Fault(
                    f"{name}, header",
                    "columns " + ", ".join(sorted(found[0])),
                    "columns " + ", ".join(COLUMNS) + " and the dimensions",
                    f"CBS renamed {', '.join(lost)}; teach parse.py the new name",
                )
            ]
        )
    return found


def next_page(data: bytes) -> str | None:
    """Return the address of the next page, or None on the last one."""
    found = json.loads(data).get("@odata.nextLink")
    return str(found) if found else None


def _cell(item: Mapping[str, Any], place: str) -> tuple[str, dict[str, str]]:
    attribute = str(item["ValueAttribute"])
    text = str(item.get("StringValue") or "").strip()
    if text in SYMBOLS:
        return "", {"status": SYMBOLS[text]}
    if attribute not in ATTRIBUTES:
        raise InputError(
            [
                Fault(
                    place,
                    f"value attribute '{attribute}'",
                    "one of " + ", ".join(ATTRIBUTES),
                    "Read in the colophon of the table what it means and add it to parse.py",
                )
            ]
        )
    status = ATTRIBUTES[attribute]
    value = item["Value"]
    if value is None:
        # Without a number and without a reason the cell is missing, which is not zero.
        return "", {"status": "withheld" if status == "measured" else status}
    return repr(value), {"status": status}
