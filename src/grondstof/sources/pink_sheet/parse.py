"""Reads monthly prices of metals from the World Bank's commodity price data."""

import re
from collections.abc import Iterator, Mapping

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.frozen import Printed, Row, number, read_frozen
from grondstof.sources.kit.workbook import read_sheet

__all__ = ["parse", "read_published"]

COLUMNS = ("material", "month", "value", "unit", "locator")
SHEET = "Monthly Prices"
IRON_ORE = "Iron ore, cfr spot"
SERIES = (
    "Aluminum",
    IRON_ORE,
    "Copper",
    "Lead",
    "Tin",
    "Nickel",
    "Zinc",
    "Gold",
    "Platinum",
    "Silver",
    "Phosphate rock",
)
OUNCE_T = 31.1034768e-6
"""Tonnes in one troy ounce, exactly."""
PER_TONNE = {"$/mt": 1.0, "$/troy oz": 1.0 / OUNCE_T, "$/dmtu": 1.0}
"""Price unit -> factor to USD per tonne.

Iron ore carries `$/dmtu`, dry metric ton unit, in all years; the workbook's own description says
that spot prices are in USD per dry tonne, and contract prices before 2006 in US cents per unit.
"""
IRON_ORE_FROM = "2006M01"
"""First month of spot prices; the contract prices before it are not read."""

_MONTH = re.compile(r"(\d{4})M(\d{2})")
_MISSING = ("…", "..", "")
_NAMES_ROW, _UNITS_ROW = 4, 5


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield `reported__price` in USD of the day per tonne.

    Args:
        files: Frozen bytes by name, with the columns of `COLUMNS`; a month reads `2026M05`.
    """
    for name in sorted(files):
        rows = read_frozen(name, files[name], COLUMNS)
        yield "reported__price", [_row(row) for row in rows]


def _row(row: Printed) -> Row:
    year, month = row["month"].split("M")
    price = number(row["value"])
    return {
        "material": row["material"],
        "grade_id": "any",
        "year": year,
        "month": int(month),
        "price_usd_t": None if price is None else price * PER_TONNE[row["unit"]],
        "original_value": row["value"],
        "original_unit": row["unit"],
        "status": "measured",
        "locator": row["locator"],
    }


def read_published(name: str, data: bytes) -> list[Printed]:
    """Read the workbook of monthly prices into rows of the frozen schema.

    Some vintages have a row of codes below the units, others not; a row is data when its first
    cell is a month. A missing price stands as a horizontal ellipsis and gives no row.

    Raises:
        InputError: No such sheet, a series that is gone, another unit, or a month twice.
    """
    rows = read_sheet(name, data, SHEET)
    names, units = rows[_NAMES_ROW], rows[_UNITS_ROW]
    places = _places(name, [" ".join(text.split()) for text in names])
    found: list[Printed] = []
    seen: set[str] = set()
    for row in rows[_UNITS_ROW + 1 :]:
        if not row or not _MONTH.fullmatch(row[0]):
            continue
        if row[0] in seen:
            raise InputError([Fault(name, f"{row[0]} twice", "each month once", "Look at both")])
        seen.add(row[0])
        found += _month(name, row, places, units)
    return sorted(found, key=lambda item: (SERIES.index(item["material"]), item["month"]))


def _places(name: str, header: list[str]) -> dict[str, int]:
    gone = [series for series in SERIES if series not in header]
    if gone:
        fault = Fault(
            f"{name}, {SHEET}, row {_NAMES_ROW + 1}",
            f"no series {', '.join(gone)}",
            ", ".join(SERIES),
            "See how the publisher now names the series and change SERIES and labels.csv",
        )
        raise InputError([fault])
    return {series: header.index(series) for series in SERIES}


def _month(
    name: str, row: list[str], places: Mapping[str, int], units: list[str]
) -> Iterator[Printed]:
    for series, place in places.items():
        text = row[place] if place < len(row) else ""
        unit = units[place].strip("()")
        if unit not in PER_TONNE:
            fault = Fault(
                f"{name}, {series}", f"the unit '{unit}'", ", ".join(PER_TONNE), "Teach the unit"
            )
            raise InputError([fault])
        if text in _MISSING or (series == IRON_ORE and row[0] < IRON_ORE_FROM):
            continue
        yield {
            "material": series,
            "month": row[0],
            "value": f"{float(text):.12g}",
            "unit": unit,
            "locator": f"{SHEET}, {series}, {row[0]}",
        }
