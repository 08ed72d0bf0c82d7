"""Reads the frozen figures of the Mineral Commodity Summaries: production, reserves, prices."""

from collections.abc import Callable, Iterator, Mapping

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.frozen import PRODUCTION, Printed, Row, number, quantities, read_frozen
from grondstof.sources.usgs_mcs.published import read_published

__all__ = ["parse", "read_published"]

TONNES: Mapping[str, float | None] = {
    "metric tons": 1.0,
    "thousand metric tons": 1e3,
    "thousand metric dry tons": 1e3,
    "million metric tons": 1e6,
    "kilograms": 1e-3,
}
POUND_T = 0.45359237e-3
"""Tonnes in one pound, exactly."""
OUNCE_T = 31.1034768e-6
"""Tonnes in one troy ounce, exactly."""
PER_TONNE = {
    "dollars per metric ton": 1.0,
    "dollars per ton": 1.0,
    "dollars per kilogram": 1e3,
    "dollars per pound": 1.0 / POUND_T,
    "cents per pound": 0.01 / POUND_T,
    "dollars per troy ounce": 1.0 / OUNCE_T,
    # A unit is one percent of a tonne: 10 kg of what is contained.
    "dollars per dry metric ton unit": 100.0,
    "dollars per metric ton unit": 100.0,
}
"""Price unit -> factor to USD per tonne of what the label names."""

PRICE = ("material", "year", "value", "unit", "status", "locator")


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield `reported__production` and `reported__reserves` in tonnes, prices in USD per tonne.

    Args:
        files: Frozen bytes by name: `production.csv`, `reserves.csv`, `price.csv`.

    Raises:
        InputError: A file that is none of these.
    """
    readers: Mapping[str, Callable[[str, bytes], tuple[str, list[Row]]]] = {
        "production.csv": _production,
        "reserves.csv": _reserves,
        "price.csv": _prices,
    }
    for name in sorted(files):
        if name not in readers:
            fault = Fault(name, "a file of this name", ", ".join(readers), "Rename or remove it")
            raise InputError([fault])
        yield readers[name](name, files[name])


def _production(name: str, data: bytes) -> tuple[str, list[Row]]:
    rows = read_frozen(name, data, PRODUCTION)
    return "reported__production", quantities(name, rows, "quantity_t", TONNES)


def _reserves(name: str, data: bytes) -> tuple[str, list[Row]]:
    rows = read_frozen(name, data, PRODUCTION)
    return "reported__reserves", quantities(name, rows, "reserves_t", TONNES)


def _prices(name: str, data: bytes) -> tuple[str, list[Row]]:
    return "reported__price", [_price(row) for row in read_frozen(name, data, PRICE)]


def _price(row: Printed) -> Row:
    price = None if row["status"] == "withheld" else number(row["value"])
    return {
        "material": row["material"],
        "year": row["year"],
        "month": 0,
        "price_usd_t": None if price is None else price * PER_TONNE[row["unit"]],
        "status": row["status"],
        "original_value": row["value"],
        "original_unit": row["unit"],
        "locator": row["locator"],
    }
