"""Reads Tables 3 and 18 of the 2017 study as openly transcribed: one CSV line per material.

The transcription has one line that holds two: the row of the heavy rare earths stands inside the
cell `supply_data` of the light rare earths. It is put back as a row of its own.
"""

import csv
import io
import re

from grondstof.errors import Fault, InputError

Printed = dict[str, str]

REFERENCE_PERIOD = {"year_from": "2010", "year_to": "2014"}

HEADER = (
    "material",
    "stage",
    "SR",
    "EI",
    "IR_pct",
    "EoL_RIR_pct",
    "supply_data",
    "SI_EI",
    "SI_SR",
    "HHIwgi_t_GS",
    "HHIwgi_t_EU28",
)
PARAMETERS = {
    "SR": ("published_sr", "dimensionless"),
    "EI": ("published_ei", "dimensionless"),
    "IR_pct": ("import_reliance", "%"),
    "EoL_RIR_pct": ("eol_rir", "%"),
    "supply_data": ("scope", "-"),
    "SI_EI": ("substitution_ei", "dimensionless"),
    "SI_SR": ("substitution_sr", "dimensionless"),
    "HHIwgi_t_GS": ("hhi_governance_global", "dimensionless"),
    "HHIwgi_t_EU28": ("hhi_governance_eu", "dimensionless"),
}
SCOPES = ("GS + EUS", "GS only", "EUS only")

_SWALLOWED = re.compile(
    r"(?P<scope>GS \+ EUS|GS only|EUS only) "
    r"(?P<material>\w+) (?P<stage>Extraction|Processing) "
    r"(?P<SR>[\d.]+) (?P<EI>[\d.]+) (?P<IR_pct>[\d.]+) (?P<EoL_RIR_pct>[\d.]+)"
)


def read_published(name: str, data: bytes) -> list[Printed]:
    """Read the transcribed parameter table into rows of the frozen schema.

    Args:
        name: File name, for messages.
        data: The bytes, in UTF-8.

    Returns:
        One row per material and parameter: labels, printed value, unit, status and locator.

    Raises:
        InputError: Another header, a supply scope that is none of the three, or a line of another
            length; all faults at once.
    """
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    header = tuple(lines[0]) if lines else ()
    if header != HEADER:
        raise InputError([_header_fault(name, header)])
    numbered = [
        (number, dict(zip(HEADER, line, strict=False)))
        for number, line in enumerate(lines[1:], start=1)
    ]
    separate = [(number, row) for number, line in numbered for row in _split(line)]
    faults = [
        _scope_fault(name, number, row)
        for number, row in separate
        if row["supply_data"] not in SCOPES
    ]
    if faults:
        raise InputError(faults)
    return [cell for number, row in separate for cell in _cells(number, row)]


def _split(row: Printed) -> list[Printed]:
    found = _SWALLOWED.fullmatch(row["supply_data"])
    if found is None:
        return [row]
    blank = dict.fromkeys(HEADER, "")
    inner = {column: text for column, text in found.groupdict().items() if column in HEADER}
    scope = {"supply_data": found["scope"]}
    return [row | scope, blank | inner | scope]


def _cells(number: int, row: Printed) -> list[Printed]:
    return [
        {
            "material": row["material"],
            "stage": row["stage"],
            "region": "EU28",
            "parameter": parameter,
            **REFERENCE_PERIOD,
            "value": row[column],
            "unit": unit,
            "status": "estimated",
            "locator": f"Tables 3 and 18, {row['material']}, column {column}, row {number}",
        }
        for column, (parameter, unit) in PARAMETERS.items()
        if row[column]
    ]


def _header_fault(name: str, header: tuple[str, ...]) -> Fault:
    return Fault(
        f"{name}, header",
        f"'{','.join(header)[:120]}'",
        f"'{','.join(HEADER)}'",
        "If a column was added, decide what it means and teach published.py to read it",
    )


def _scope_fault(name: str, number: int, row: Printed) -> Fault:
    return Fault(
        f"{name}, row {number}, {row['material']}",
        f"the supply data '{row['supply_data'][:60]}'",
        "one of " + ", ".join(SCOPES),
        "Look whether a neighbouring row was swallowed by this cell",
    )
