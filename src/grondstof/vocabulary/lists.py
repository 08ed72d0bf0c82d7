"""The dated lists of critical and strategic raw materials, and what is on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from grondstof.errors import UnknownName
from grondstof.vocabulary import materials
from grondstof.vocabulary.reading import read_list


@dataclass(frozen=True)
class MaterialList:
    """One dated list.

    Attributes:
        list_id: Id of the list.
        title_nl: Dutch title.
        title_en: English title.
        sort: `critical` or `strategic`.
        legal_reference: Act or communication that holds it.
        valid_from: First day.
        valid_to: Day after the last day; None while it holds.
        entries: Number of entries that the act counts.
        supply_risk_from: Smallest supply risk of an entry; None where there is no such rule.
        importance_from: Smallest economic importance of an entry; None where there is none.
        read_in: Where the entries were read.
    """

    list_id: str
    title_nl: str
    title_en: str
    sort: str
    legal_reference: str
    valid_from: date
    valid_to: date | None
    entries: int
    supply_risk_from: float | None
    importance_from: float | None
    read_in: str


@dataclass(frozen=True)
class Entry:
    """One material of one entry of a list.

    Attributes:
        list_id: List.
        entry: Number of the entry; an entry can name several materials.
        material_id: Material or group.
        grade_id: Grade the entry is limited to; `any` for none.
        status: `cited` from the act, `derived`: named by the Commission and its published results
            reach both thresholds of the list, or `unverified`.
        point: Point of the annex; empty where entries carry no letter.
        note: What a reader must know.
    """

    list_id: str
    entry: int
    material_id: str
    grade_id: str
    status: str
    point: str
    note: str


@cache
def lists() -> Mapping[str, MaterialList]:
    """Return all lists by id, oldest first."""
    return {
        row["list_id"]: MaterialList(
            list_id=row["list_id"],
            title_nl=row["title_nl"],
            title_en=row["title_en"],
            sort=row["sort"],
            legal_reference=row["legal_reference"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            entries=int(row["entries"]),
            supply_risk_from=_number(row["supply_risk_from"]),
            importance_from=_number(row["importance_from"]),
            read_in=row["read_in"],
        )
        for row in read_list("lists")
    }


@cache
def entries(list_id: str) -> tuple[Entry, ...]:
    """Return what a list names, in its own order.

    Raises:
        UnknownName: If there is no such list.
    """
    if list_id not in lists():
        raise UnknownName("list", list_id, "a list", list(lists()))
    return tuple(
        Entry(
            row["list_id"],
            int(row["entry"]),
            row["material_id"],
            row["grade_id"],
            row["status"],
            row["point"],
            row["note"],
        )
        for row in read_list("list_entries")
        if row["list_id"] == list_id
    )


@cache
def members(list_id: str) -> frozenset[str]:
    """Return the single materials on a list; groups are replaced by their members."""
    return frozenset(
        name for entry in entries(list_id) for name in materials.members(entry.material_id)
    )


@cache
def memberships(material_id: str) -> tuple[MaterialList, ...]:
    """Return the lists that name a material, itself or as a member of a group, oldest first."""
    names = {material_id, *materials.members(material_id)}
    return tuple(item for item in lists().values() if names & members(item.list_id))


def on_date(day: date) -> tuple[MaterialList, ...]:
    """Return the lists that hold on a day."""
    return tuple(
        item
        for item in lists().values()
        if item.valid_from <= day and (item.valid_to is None or day < item.valid_to)
    )


def _number(text: str) -> float | None:
    return float(text) if text else None
