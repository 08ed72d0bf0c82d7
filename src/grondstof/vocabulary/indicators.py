"""The register of indicators: one entry for every indicator ever shown, with its definition.

An entry says what is measured, by which formula and unit, which way is worse, whose figures it
rests on, how often they come, who answers for it and which goal it serves. An indicator whose
figures may not be shipped stays in the register and says who has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.errors import UnknownName
from grondstof.vocabulary.reading import fold, read_list

AVAILABLE = "available"
DIRECTIONS: tuple[str, ...] = ("higher-is-worse", "higher-is-better", "neutral")


@dataclass(frozen=True)
class Goal:
    """One goal that indicators serve, with the act or programme that sets it."""

    goal_id: str
    name_nl: str
    name_en: str
    reference: str


@dataclass(frozen=True)
class Indicator:
    """One indicator.

    Attributes:
        indicator_id: Kebab-case id, as in the tables.
        name_nl: Dutch name.
        name_en: English name.
        definition_nl: Dutch definition in a sentence.
        definition_en: English definition in a sentence.
        formula: Formula in plain text.
        unit: Unit of the value, as in the tables.
        direction: One of `DIRECTIONS`.
        source: Publisher and title of the figures it rests on.
        cadence: How often new figures come.
        owner: Who answers for the definition.
        goal_id: Goal it serves.
        sets: Sets of indicators it belongs to: `eu-method`, `scanner` (the eleven of the
            Grondstoffenscanner), `companion`, `national-list`, `trade`, `footprint`, `methods`,
            `quality`.
        status: `available`: its inputs ship with the package; else `no-figure-that-may-ship`.
        held_by: Who has the figures that may not be shipped; empty for an available indicator.
    """

    indicator_id: str
    name_nl: str
    name_en: str
    definition_nl: str
    definition_en: str
    formula: str
    unit: str
    direction: str
    source: str
    cadence: str
    owner: str
    goal_id: str
    sets: tuple[str, ...]
    status: str
    held_by: str

    @property
    def may_ship(self) -> bool:
        """Return whether figures of this indicator may be shown."""
        return self.status == AVAILABLE


@cache
def goals() -> Mapping[str, Goal]:
    """Return all goals by id."""
    return {row["goal_id"]: Goal(**row) for row in read_list("goals")}


@cache
def indicators() -> Mapping[str, Indicator]:
    """Return all indicators by id."""
    found: dict[str, Indicator] = {}
    for row in read_list("indicators"):
        sets = tuple(name for name in row.pop("sets").split(";") if name)
        found[row["indicator_id"]] = Indicator(**row, sets=sets)
    return found


def in_set(name: str) -> tuple[Indicator, ...]:
    """Return the indicators of a set, such as the eleven of `scanner`."""
    return tuple(one for one in indicators().values() if name in one.sets)


def find(text: str) -> Indicator:
    """Return the indicator that a text names, by id or by name in Dutch or English.

    Raises:
        UnknownName: If no indicator carries that name; the message names the nearest.
    """
    names = {
        name: one
        for one in indicators().values()
        for name in (one.indicator_id, one.name_nl, one.name_en)
    }
    for name, one in names.items():
        if fold(name) == fold(text):
            return one
    raise UnknownName("indicator", text, "an indicator", list(names))
