"""Reads the governance estimates of the World Bank, with their standard errors."""

from collections.abc import Iterator, Mapping

from grondstof.sources.kit.frozen import Printed, Row, read_frozen
from grondstof.sources.kit.published import rows
from grondstof.sources.kit.workbook import read_sheet, unpacked

__all__ = ["parse", "read_published"]

COLUMNS = ("territory", "dimension", "year", "value", "standard_error", "locator")
VINTAGE = "2024"
SHEET = "Sheet1"

_PUBLISHED = (
    "codeindyr",
    "code",
    "countryname",
    "year",
    "indicator",
    "estimate",
    "stddev",
    "nsource",
    "pctrank",
    "pctranklower",
    "pctrankupper",
)
_MISSING = ("..", "")


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield `reported__governance`; the vintage is part of the key, history is revised each year.

    Args:
        files: Frozen bytes by name, with the columns of `COLUMNS`; `territory` is the World Bank's
            own code, which is not always ISO 3166.
    """
    for name in sorted(files):
        found = read_frozen(name, files[name], COLUMNS)
        yield "reported__governance", [_row(row) for row in found]


def _row(row: Printed) -> Row:
    return {
        "dimension": row["dimension"],
        "territory": row["territory"],
        "year": row["year"],
        "vintage": VINTAGE,
        "estimate": row["value"],
        "standard_error": row["standard_error"] or None,
        "original_value": row["value"],
        "original_unit": "standard normal units",
        # The indicators are the World Bank's own estimates from many surveys.
        "status": "estimated",
        "locator": row["locator"],
    }


def read_published(name: str, data: bytes) -> list[Printed]:
    """Read the World Bank's workbook, bare or zipped, into rows of the frozen schema.

    A missing estimate stands as `..` or empty and gives no row. Codes stay as printed.

    Raises:
        InputError: No workbook, a new or missing column, or an economy, year and dimension twice.
    """
    lines = read_sheet(name, unpacked(name, data), SHEET)
    width = len(_PUBLISHED)
    full = [[*line, *[""] * (width - len(line))] for line in lines if any(line)]
    found = rows(name, full, _PUBLISHED, ("code", "year", "indicator"))
    return [
        {
            "territory": row["code"],
            "dimension": row["indicator"],
            "year": row["year"],
            "value": row["estimate"],
            "standard_error": "" if row["stddev"] in _MISSING else row["stddev"],
            "locator": f"{row['codeindyr']}, row {line}",
        }
        for line, row in enumerate(found, start=1)
        if row["estimate"] not in _MISSING
    ]
