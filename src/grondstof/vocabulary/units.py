"""Units of mass and the basis of content. Metal and oxide content is never converted here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.errors import UnknownName
from grondstof.vocabulary.reading import read_list

CONTENT_BASES: tuple[str, ...] = ("contained", "gross", "oxide")


@dataclass(frozen=True)
class ContentBasis:
    """What a mass weighs: the element within, the goods themselves, or their oxide."""

    content_basis: str
    name_nl: str
    name_en: str
    meaning_nl: str
    meaning_en: str


@cache
def content_bases() -> Mapping[str, ContentBasis]:
    """Return all bases of content by name."""
    return {row["content_basis"]: ContentBasis(**row) for row in read_list("content_bases")}


@cache
def factors() -> Mapping[str, float]:
    """Return tonnes per unit, by every known spelling of the unit. [t/unit]"""
    return {row["label"]: float(row["to_tonnes"]) for row in read_list("units")}


def to_tonnes(value: float, unit: str) -> float:
    """Return a mass in tonnes, of the same content basis as it came in.

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
