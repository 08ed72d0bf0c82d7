"""Reads material in photovoltaic modules: grams per square metre, turned into kilograms per MW.

A module of efficiency e gives 1,000 e watts a square metre under standard conditions, so a
megawatt takes 1,000 / e square metres and g/m2 over e is kg/MW.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.frozen import Printed, Row, read_frozen
from grondstof.sources.kit.published import decoded

__all__ = ["parse", "read_published"]

COLUMNS = ("variant", "figure", "year", "value", "unit", "locator")
EFFICIENCY = "module efficiency"
PRODUCT = "solar-pv"

_MATERIAL = re.compile(r"baseline_material_mass_([a-z_]+?)(_cdte)?\.csv")
_MODULES = "baseline_modules_mass_World.csv"
_THIN_FILM = ("cadmium", "tellurium")


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield `reported__intensity` in kilograms per megawatt.

    Args:
        files: Frozen bytes by name, with the columns of `COLUMNS`; the figure
            `module efficiency` [%] serves all materials of the file.

    Raises:
        InputError: A year without module efficiency.
    """
    for name in sorted(files):
        rows = read_frozen(name, files[name], COLUMNS)
        efficiency = {
            row["year"]: float(row["value"]) / 100.0 for row in rows if row["figure"] == EFFICIENCY
        }
        printed = [row for row in rows if row["figure"] != EFFICIENCY]
        missing = sorted({row["year"] for row in printed} - set(efficiency))
        if missing:
            fault = Fault(
                name,
                f"no module efficiency for {', '.join(missing[:5])}",
                "an efficiency for every year",
                "Freeze baseline_modules_mass_World.csv with the materials",
            )
            raise InputError([fault])
        yield "reported__intensity", [_row(row, efficiency[row["year"]]) for row in printed]


def _row(row: Printed, efficiency: float) -> Row:
    return {
        "product_id": PRODUCT,
        "variant": row["variant"],
        "material": row["figure"],
        "year": row["year"],
        "intensity": float(row["value"]) / efficiency,
        "intensity_low": None,
        "intensity_high": None,
        "per_unit": "MW",
        "original_value": row["value"],
        "original_unit": row["unit"],
        "status": "estimated",
        "locator": row["locator"],
    }


def read_published(name: str, data: bytes) -> list[Printed]:
    """Read one baseline file: two lines of heading (names, units), with a byte order mark.

    `baseline_modules_mass_World.csv` gives module efficiency, `baseline_material_mass_*.csv` a
    material. Thin-film materials belong to cadmium telluride, all others to silicon.

    Raises:
        InputError: Another file, or no column for the figure wanted.
    """
    match = _MATERIAL.fullmatch(name)
    column = "mod_eff" if name == _MODULES else "mat_massperm2"
    reader = csv.DictReader(io.StringIO(decoded(name, data, "utf-8-sig"), newline=""))
    if (match is None and name != _MODULES) or column not in (reader.fieldnames or ()):
        fault = Fault(
            name,
            f"no column {column}, or no baseline of modules or of a material",
            f"{_MODULES} or baseline_material_mass_<material>.csv",
            "Give the file under its publisher's name",
        )
        raise InputError([fault])
    lines = list(reader)
    unit, label = lines[0][column], EFFICIENCY if match is None else match[1]
    thin = match is not None and (match[2] is not None or match[1] in _THIN_FILM)
    return [
        {
            "variant": "cdte" if thin else "c-si",
            "figure": label,
            "year": line["year"],
            "value": line[column],
            "unit": f"{unit}/m2" if match else unit,
            "locator": f"{name}, {column}, {line['year']}",
        }
        for line in lines[1:]
        if line["year"]
    ]
