"""Reads the Human Development Index as one more dimension of governance tables."""

import csv
import io
import re
from collections.abc import Iterator, Mapping

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.frozen import Printed, Row, read_frozen
from grondstof.sources.kit.published import decoded

__all__ = ["parse", "read_published"]

COLUMNS = ("territory", "year", "value", "locator")
DIMENSION = "hdi"
VINTAGE = "2023-24"

_SERIES = re.compile(r"hdi_(\d{4})")
_ECONOMY = re.compile(r"[A-Z]{3}")


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield `reported__governance` with the dimension `hdi`, from 0 to 1, higher is better.

    It stands on another scale than the World Bank's six dimensions and is never averaged with them.

    Args:
        files: Frozen bytes by name, with the columns of `COLUMNS`.
    """
    for name in sorted(files):
        rows = read_frozen(name, files[name], COLUMNS)
        yield "reported__governance", [_row(row) for row in rows]


def _row(row: Printed) -> Row:
    return {
        "dimension": DIMENSION,
        "territory": row["territory"],
        "year": row["year"],
        "vintage": VINTAGE,
        "estimate": row["value"],
        "original_value": row["value"],
        "original_unit": "index 0-1",
        # The index is computed by its publisher from health, schooling and income.
        "status": "estimated",
        "locator": row["locator"],
    }


def read_published(name: str, data: bytes) -> list[Printed]:
    """Read the composite time series, one line a country and one column a year, in Latin-1.

    Lines for groups such as `World` carry codes that are not three letters and are left out. An
    empty cell gives no row.

    Raises:
        InputError: No columns `iso3`, `country` and `hdi_<year>`, or a country twice.
    """
    lines = list(csv.DictReader(io.StringIO(decoded(name, data, "latin-1"), newline="")))
    years = [
        match for column in (lines[0] if lines else ()) if (match := _SERIES.fullmatch(column))
    ]
    if not years or not {"iso3", "country"} <= set(lines[0]):
        fault = Fault(
            f"{name}, header",
            ", ".join(lines[0])[:120] if lines else "nothing",
            "iso3, country, hdi_1990 and so on",
            "See how the publisher now names the columns and change read_published",
        )
        raise InputError([fault])
    countries = [line for line in lines if _ECONOMY.fullmatch(line["iso3"])]
    twice = sorted({line["iso3"] for line in countries if _count(countries, line["iso3"]) > 1})
    if twice:
        raise InputError(
            [Fault(name, f"{code} twice", "each country once", "Look at both") for code in twice]
        )
    return [row for line in countries for row in _years(line, years)]


def _count(lines: list[dict[str, str]], code: str) -> int:
    return sum(line["iso3"] == code for line in lines)


def _years(line: Mapping[str, str], years: list[re.Match[str]]) -> Iterator[Printed]:
    for match in years:
        if line[match[0]]:
            yield {
                "territory": line["country"],
                "year": match[1],
                "value": line[match[0]],
                "locator": f"HDI time series, {line['country']}, {match[1]}",
            }
