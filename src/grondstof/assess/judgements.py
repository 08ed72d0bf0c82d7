"""Judgements: reviewed files that put a value in the place of an input of a home's list.

`content/judgements/*.yml`, each entry with value, reason, author, second reader and an end date. A
judgement without a second reader or an end date is refused, and so is one that has expired; the
list is always also computed without them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from grondstof.errors import Fault, InputError
from grondstof.store.content import Located, content_folder, load, yaml_files
from grondstof.vocabulary import materials, territories
from grondstof.vocabulary.stages import STAGES

INPUTS = ("import_reliance", "recycling", "substitution", "trade_parameter")
KEYS = frozenset(
    {"id", "home", "material", "stage", "input", "territory", "value", "dist", "spread"}
    | {"reason", "source", "author", "second_reader", "valid_from", "valid_until"}
)
_NEEDED = ("id", "material", "input", "value", "dist", "reason", "author", "second_reader")
_BOUNDS: Mapping[str, tuple[float, float]] = {"trade_parameter": (0.0, 3.0)}
_ACTION = "Correct the judgement, or remove it"


@dataclass(frozen=True)
class Judgement:
    """One judged input.

    Attributes:
        home: Home it is for; None for every home.
        stage: Stage it is for; None for every stage.
        input: Which input it replaces, one of `INPUTS`.
        territory: Supplier, for the trade parameter only.
        where: `file:line`.
    """

    id: str
    home: str | None
    material: str
    stage: str | None
    input: str
    territory: str | None
    value: float
    dist: str
    spread: float | None
    reason: str
    source: str
    author: str
    second_reader: str
    valid_from: date | None
    valid_until: date
    where: str

    def concerns(self, home: str, material_id: str, stage_id: str, name: str) -> bool:
        """Return whether it replaces an input of an entry of a home's list."""
        return (
            self.input == name
            and self.material == material_id
            and self.home in (None, home)
            and self.stage in (None, stage_id)
        )


def folder() -> Path:
    """Return the folder of the judgements that ship with the package; it need not exist."""
    return content_folder() / "judgements"


@cache
def judgements(place: Path | None = None) -> tuple[Judgement, ...]:
    """Return all judgements of a file or folder; those of the package when none is named.

    Raises:
        InputError: With every fault of every file.
    """
    root = place or folder()
    if place is not None and not place.exists():
        fault = Fault(str(place), "no such file or folder", "a judgement file", "Check the name")
        raise InputError([fault])
    files = [root] if root.is_file() else list(yaml_files(root)) if root.is_dir() else []
    faults: list[Fault] = []
    found = [item for path in files for item in _read(load(path), faults)]
    if faults:
        raise InputError(faults)
    return tuple(sorted(found, key=lambda item: item.id))


def holding(home: str, day: date, place: Path | None = None) -> tuple[Judgement, ...]:
    """Return the judgements of a home on a day.

    Raises:
        InputError: If one has expired by that day, so that no old judgement lives on unseen.
    """
    mine = [item for item in judgements(place) if item.home in (None, home)]
    faults = [
        Fault(
            item.where,
            f"the judgement {item.id}, which ended on {item.valid_until}",
            f"judgements that hold on {day}",
            "Have it read again and set a new end date, or remove it",
        )
        for item in mine
        if item.valid_until < day
    ]
    if faults:
        raise InputError(faults)
    return tuple(item for item in mine if item.valid_from is None or item.valid_from <= day)


def _read(file: Located, faults: list[Fault]) -> Iterator[Judgement]:
    data = file.data if isinstance(file.data, dict) else {}
    items = data.get("judgements")
    if not isinstance(items, list):
        faults.append(Fault(file.where(), "no list `judgements`", "a list of judgements", _ACTION))
        return
    for number, item in enumerate(items):
        path = ("judgements", number)
        where = file.where(path)
        found = item if isinstance(item, dict) else {}
        wrong = list(_faults(where, found))
        faults += wrong
        if not wrong:
            yield _judgement(where, found)


def _judgement(where: str, found: Mapping[str, Any]) -> Judgement:
    plain: dict[str, Any] = {name: found.get(name) for name in KEYS - {"value", "spread", "source"}}
    spread = found.get("spread")
    return Judgement(
        **plain,
        value=float(found["value"]),
        spread=None if spread is None else float(spread),
        source=str(found.get("source") or "Judgement of the author"),
        where=where,
    )


def _faults(where: str, found: Mapping[str, Any]) -> Iterator[Fault]:
    odd = sorted(set(found) - KEYS)
    if odd:
        known = ", ".join(sorted(KEYS))
        yield Fault(where, f"unknown keys: {', '.join(odd)}", f"only {known}", _ACTION)
    missing = [name for name in _NEEDED if found.get(name) in (None, "")]
    if missing:
        yield Fault(where, f"nothing for {', '.join(missing)}", "all of these filled in", _ACTION)
    if found.get("author") and found.get("author") == found.get("second_reader"):
        yield Fault(where, "one person as author and second reader", "two persons", _ACTION)
    end, begin = found.get("valid_until"), found.get("valid_from")
    if not isinstance(end, date):
        yield Fault(where, "no end date", "valid_until with a date such as 2027-06-30", _ACTION)
    elif isinstance(begin, date) and end <= begin:
        yield Fault(where, f"the end {end} before the start {begin}", "an end after it", _ACTION)
    yield from _names(where, found)
    yield from _figure(where, found)


def _names(where: str, found: Mapping[str, Any]) -> Iterator[Fault]:
    known: Mapping[str, object] = {
        "material": materials.materials(),
        "stage": dict.fromkeys(STAGES),
        "territory": territories.territories(),
        "home": {**territories.territories(), **territories.groups()},
        "input": dict.fromkeys(INPUTS),
    }
    for name, names in known.items():
        value = found.get(name)
        if value is not None and isinstance(names, Mapping) and value not in names:
            yield Fault(where, f"{name} '{value}'", f"a known {name}", _ACTION)
    if (found.get("input") == "trade_parameter") != (found.get("territory") is not None):
        yield Fault(
            where,
            f"input {found.get('input')} with territory {found.get('territory')}",
            "a territory for the trade parameter and for nothing else",
            _ACTION,
        )


def _figure(where: str, found: Mapping[str, Any]) -> Iterator[Fault]:
    value, dist, spread = found.get("value"), found.get("dist"), found.get("spread")
    low, high = _BOUNDS.get(str(found.get("input")), (0.0, 1.0))
    if not isinstance(value, int | float) or not low <= value <= high:
        yield Fault(where, f"the value {value}", f"a number from {low} to {high}", _ACTION)
    if dist not in ("exact", "uniform") or (dist == "exact") != (spread is None):
        yield Fault(
            where,
            f"the distribution '{dist}' with spread {spread}",
            "exact without spread, or uniform with a half-width",
            _ACTION,
        )
