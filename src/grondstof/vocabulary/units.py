"""Units of mass and their conversion to tonnes. Metal and oxide content is never converted here."""

from collections.abc import Mapping
from functools import cache

from grondstof.errors import UnknownName
from grondstof.vocabulary.reading import read_list


@cache
def factors() -> Mapping[str, float]:
    """Return tonnes per unit, by every known spelling of the unit. [t/unit]"""
    return {row["label"]: float(row["to_tonnes"]) for row in read_list("units")}


def to_tonnes(value: float, unit: str) -> float:
    """Return a mass in tonnes.

    Args:
        value: Mass in the given unit.
        unit: Unit as a publisher writes it, such as `metr. t` or `kilograms`.

    Raises:
        UnknownName: If the unit is not a known unit of mass.
    """
    known = factors()
    if unit not in known:
        raise UnknownName("unit", unit, "a unit of mass", list(known))
    return value * known[unit]
