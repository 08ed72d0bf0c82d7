"""Territories and dated groups of territories; no silent "other"."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from grondstof.errors import UnknownName
from grondstof.vocabulary.reading import fold, read_list


@dataclass(frozen=True)
class Territory:
    """One territory.

    Attributes:
        territory_id: ISO 3166-1 alpha-3, or a code of three letters or digits in statistics.
        name_nl: Dutch name.
        name_en: English name.
        kind: `country`, `territory`, `remainder` (of a statistic) or `historic`.
        alpha2: ISO 3166-1 alpha-2; empty where there is none.
        m49: Number in the M49 list of the United Nations; empty where there is none.
        note: What a reader must know.
        valid_to: Day after the last day, for historic territories.
    """

    territory_id: str
    name_nl: str
    name_en: str
    kind: str
    alpha2: str
    m49: str
    note: str
    valid_to: date | None


@dataclass(frozen=True)
class Group:
    """One group of territories, such as the EU."""

    group_id: str
    name_nl: str
    name_en: str
    note: str


@cache
def territories() -> Mapping[str, Territory]:
    """Return all territories by id."""
    return {
        row["territory_id"]: Territory(
            territory_id=row["territory_id"],
            name_nl=row["name_nl"],
            name_en=row["name_en"],
            kind=row["kind"],
            alpha2=row["alpha2"],
            m49=row["m49"],
            note=row["note"],
            valid_to=_day(row["valid_to"]),
        )
        for row in read_list("territories")
    }


@cache
def groups() -> Mapping[str, Group]:
    """Return all groups by id."""
    return {row["group_id"]: Group(**row) for row in read_list("groups")}


@cache
def aliases() -> Mapping[str, str]:
    """Return every spelling in the shipped sources, with the id of its territory or group."""
    return {row["label"]: row["territory_id"] for row in read_list("territory_aliases")}


@cache
def _folded() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for label, territory_id in aliases().items():
        found.setdefault(fold(label), territory_id)
    for item in territories().values():
        for name in (item.alpha2, item.territory_id, item.name_nl, item.name_en):
            if name:
                found.setdefault(fold(name), item.territory_id)
    for group in groups().values():
        for name in (group.group_id, group.name_nl, group.name_en):
            found.setdefault(fold(name), group.group_id)
    return found


def alias(label: str) -> str | None:
    """Return the id that a label stands for, or None if no shipped source writes it."""
    return aliases().get(label.strip())


def find(text: str) -> str:
    """Return the id of the territory or group that a text names.

    Raises:
        UnknownName: If none carries that name; the message names the nearest.
    """
    known = _folded()
    word = fold(text)
    if word in known:
        return known[word]
    raise UnknownName("territory", text, "a territory or group", list(aliases()))


@cache
def members(group_id: str, on: date | None = None) -> frozenset[str]:
    """Return the members of a group on a day; a territory is its own only member.

    Args:
        group_id: Group or territory. `EU27` and `EU28` are fixed; `EU` and `OECD` have dates.
        on: Day; without it only members that never left count.

    Raises:
        UnknownName: If there is no such group or territory.
    """
    if group_id in territories():
        return frozenset([group_id])
    if group_id not in groups():
        raise UnknownName("territory", group_id, "a territory or group", list(_folded().values()))
    return frozenset(
        row["territory_id"]
        for row in read_list("territory_groups")
        if row["group_id"] == group_id and _holds(row, on)
    )


def _holds(row: Mapping[str, str], on: date | None) -> bool:
    start, end = _day(row["valid_from"]), _day(row["valid_to"])
    if on is None:
        return end is None
    return (start is None or start <= on) and (end is None or on < end)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
