"""Reads metals in energy technologies [kg/MW]: the median of studies, with the least and the most.

The rows for cars are left out: they mix kilograms per motor and per vehicle, and their minimum and
their values for 2050 lie a factor of twenty and more below every single study.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.frozen import Printed, Row, read_frozen
from grondstof.sources.kit.published import decoded

__all__ = ["parse", "read_published"]

COLUMNS = ("product", "variant", "material", "year", "value", "low", "high", "unit", "locator")
PUBLISHED = ("metal", "unit", "year", "mean", "median", "min", "max", "origin_var")

TECHNOLOGIES: Mapping[str, tuple[str, str]] = {
    "Wind-DDPM": ("wind-turbine", "direct-drive"),
    "Wind-Gearbox": ("wind-turbine", "gearbox"),
    "c-Si": ("solar-pv", "c-si"),
    "CdTe": ("solar-pv", "cdte"),
    "CIGS": ("solar-pv", "cigs"),
    "PEMEL": ("electrolyser", "pem"),
    "AEL": ("electrolyser", "alkaline"),
    "HTEL - Yttrium": ("electrolyser", "solid-oxide"),
}
"""Technology of the publisher -> product and variant; others are left out."""

LEFT_OUT = ("Potassium",)
"""Metals that are no raw material of the vocabulary."""


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield `reported__intensity` in kilograms per megawatt.

    Args:
        files: Frozen bytes by name, with the columns of `COLUMNS`.
    """
    for name in sorted(files):
        rows = read_frozen(name, files[name], COLUMNS)
        yield "reported__intensity", [_row(row) for row in rows]


def _row(row: Printed) -> Row:
    return {
        "product_id": row["product"],
        "variant": row["variant"],
        "material": row["material"],
        "year": row["year"],
        "intensity": row["value"],
        "intensity_low": row["low"],
        "intensity_high": row["high"],
        "per_unit": "MW",
        "original_value": row["value"],
        "original_unit": row["unit"],
        "status": "estimated",
        "locator": row["locator"],
    }


def read_published(name: str, data: bytes) -> list[Printed]:
    """Read `metals_db.csv`: years as `2020.0`, quoted fields with line breaks, units mixed.

    The median stands for the value, since single studies pull the mean.

    Raises:
        InputError: Other columns, or a technology of ours in another unit than kg/MW.
    """
    reader = csv.DictReader(io.StringIO(decoded(name, data, "utf-8-sig"), newline=""))
    if tuple(reader.fieldnames or ()) != PUBLISHED:
        fault = Fault(
            f"{name}, header",
            ", ".join(reader.fieldnames or ()) or "nothing",
            ", ".join(PUBLISHED),
            "See how the publisher now names the columns and change read_published",
        )
        raise InputError([fault])
    lines = [line for line in reader if line["origin_var"] in TECHNOLOGIES]
    odd = sorted({line["unit"] for line in lines} - {"kg/MW"})
    if odd:
        fault = Fault(name, f"the units {', '.join(odd)}", "kg/MW", "Read the rows apart")
        raise InputError([fault])
    return [_printed(line) for line in lines if line["metal"] not in LEFT_OUT]


def _printed(line: Mapping[str, str]) -> Printed:
    product, variant = TECHNOLOGIES[line["origin_var"]]
    year = line["year"].partition(".")[0]
    return {
        "product": product,
        "variant": variant,
        "material": line["metal"],
        "year": year,
        "value": line["median"],
        "low": line["min"],
        "high": line["max"],
        "unit": line["unit"],
        "locator": f"metals_db, {line['metal']}, {line['origin_var']}, {year}, median, min, max",
    }
