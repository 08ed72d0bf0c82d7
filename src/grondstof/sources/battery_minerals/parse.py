"""Reads minerals in battery packs [kg/kWh] by chemistry of the cathode.

Graphite is natural and synthetic together in the design; the row stands under natural graphite
and how much of it is natural is a parameter of the assessment, not of this reader.
"""

from collections.abc import Iterator, Mapping

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.frozen import Printed, Row, read_frozen
from grondstof.sources.kit.workbook import read_sheet

__all__ = ["parse", "read_published"]

COLUMNS = ("variant", "material", "value", "unit", "locator")
PRODUCT = "li-ion-battery"
YEAR = 2024
"""Year of the pack designs; BatPaC 5.1 states no other."""

SHEET = "BatPac"
HEADER = ["Mineral", "chemistry", "kg_per_kwh"]
CHEMISTRIES: Mapping[str, str] = {
    "NMC 111": "nmc-111",
    "NMC 532": "nmc-532",
    "NMC 622": "nmc-622",
    "NMC 811": "nmc-811",
    "NMC 95": "nmc-95",
    "NCA": "nca",
    "LFP": "lfp",
    "LMO": "lmo",
    "SIB": "sodium-ion",
}
"""Chemistry of the publisher -> variant; solid-state designs are assumed by their author."""

LEFT_OUT = ("Battery_MWh", "Steel", "Stainless steel")


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield `reported__intensity` in kilograms per kilowatt-hour of pack.

    Args:
        files: Frozen bytes by name, with the columns of `COLUMNS`.
    """
    for name in sorted(files):
        rows = read_frozen(name, files[name], COLUMNS)
        yield "reported__intensity", [_row(row) for row in rows]


def _row(row: Printed) -> Row:
    return {
        "product_id": PRODUCT,
        "variant": row["variant"],
        "material": row["material"],
        "year": YEAR,
        "intensity": row["value"],
        "intensity_low": None,
        "intensity_high": None,
        "per_unit": "kWh",
        "original_value": row["value"],
        "original_unit": row["unit"],
        "status": "estimated",
        "locator": row["locator"],
    }


def read_published(name: str, data: bytes) -> list[Printed]:
    """Read the sheet `BatPac` of `Mineral_Intensity.xlsx`.

    A mineral that a chemistry does not hold stands as 0 in the sheet and is left out.

    Raises:
        InputError: Other columns than `HEADER`.
    """
    lines = read_sheet(name, data, SHEET)
    if not lines or lines[0][:3] != HEADER:
        found = ", ".join(lines[0]) if lines else "nothing"
        fault = Fault(
            f"{name}, sheet {SHEET}", found, ", ".join(HEADER), "See how the sheet is now laid out"
        )
        raise InputError([fault])
    return [
        {
            "variant": CHEMISTRIES[chemistry],
            "material": mineral,
            "value": value,
            "unit": "kg/kWh",
            "locator": f"{name}, sheet {SHEET}, {mineral}, {chemistry}",
        }
        for mineral, chemistry, value in (line[:3] for line in lines[1:] if len(line) >= 3)
        if chemistry in CHEMISTRIES and mineral not in LEFT_OUT and float(value) > 0.0
    ]
