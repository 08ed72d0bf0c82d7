"""Reads the sources of a private overlay: plain tables in the frozen schema, and no program.

A file is named after its table: `production.csv` and `reserves.csv` with the columns of a frozen
production table, `supply_share.csv` with those of a share table. Nothing of it is run.
"""

from collections.abc import Iterator, Mapping

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.frozen import PRODUCTION, Row, number, quantities, read_frozen

TONNES: Mapping[str, float | None] = {"t": 1.0, "kg": 1e-3, "kt": 1e3}
SHARES = (
    "material", "stage", "scope", "territory", "year_from", "year_to", "value", "status", "locator",
)  # fmt: skip
_QUANTITIES = {"production.csv": "quantity_t", "reserves.csv": "reserves_t"}


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield the reported table of each file.

    Raises:
        InputError: A file that is none of these, another header, or a unit that is not known.
    """
    for name in sorted(files):
        if name in _QUANTITIES:
            rows = read_frozen(name, files[name], PRODUCTION)
            table = f"reported__{name.partition('.')[0]}"
            yield table, quantities(name, rows, _QUANTITIES[name], TONNES)
        elif name == "supply_share.csv":
            rows = read_frozen(name, files[name], SHARES)
            yield "reported__supply_share", [_share(row) for row in rows]
        else:
            known = ", ".join([*_QUANTITIES, "supply_share.csv"])
            fault = Fault(name, "a file of this name in the private overlay", known, "Rename it")
            raise InputError([fault])


def _share(row: Mapping[str, str]) -> Row:
    names = ("material", "stage", "scope", "territory", "year_from", "year_to", "status", "locator")
    return {name: row[name] for name in names} | {
        "share": None if row["status"] == "withheld" else number(row["value"]),
        "original_value": row["value"],
        "original_unit": "share",
    }
