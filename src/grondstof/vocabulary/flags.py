"""Duties and purposes tied to materials: due diligence by law, and interests of the public.

A flag is a dated duty with its legal reference. A tag names one of the five public interests that
a material serves, with the use and the document that says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from grondstof.vocabulary import materials
from grondstof.vocabulary.reading import read_list


@dataclass(frozen=True)
class Flag:
    """One duty that a law ties to materials."""

    flag_id: str
    name_nl: str
    name_en: str
    sort: str
    legal_reference: str
    meaning_nl: str
    meaning_en: str


@dataclass(frozen=True)
class Duty:
    """One flag on one material.

    Attributes:
        flag: The duty.
        material_id: Material or group.
        valid_from: First day that the duty applies.
        valid_to: Day after the last day; None while it holds.
        status: `cited` from the law, or `unverified`.
        note: What a reader must know.
    """

    flag: Flag
    material_id: str
    valid_from: date
    valid_to: date | None
    status: str
    note: str

    def applies(self, on: date) -> bool:
        """Return whether the duty applies on a day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True)
class Tag:
    """One public interest."""

    tag_id: str
    name_nl: str
    name_en: str


@dataclass(frozen=True)
class Interest:
    """One public interest that a material serves, by which use, and the document that says so."""

    tag: Tag
    material_id: str
    use: str
    document_id: str


@cache
def flags() -> Mapping[str, Flag]:
    """Return all duties by id."""
    return {row["flag_id"]: Flag(**row) for row in read_list("flags")}


@cache
def tags() -> Mapping[str, Tag]:
    """Return all public interests by id."""
    return {row["tag_id"]: Tag(**row) for row in read_list("tags")}


@cache
def duties() -> tuple[Duty, ...]:
    """Return every duty on every material, whatever its dates."""
    return tuple(
        Duty(
            flag=flags()[row["flag_id"]],
            material_id=row["material_id"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            status=row["status"],
            note=row["note"],
        )
        for row in read_list("material_flags")
    )


def duties_of(material_id: str, on: date | None = None) -> tuple[Duty, ...]:
    """Return the duties on a material or on a group it belongs to.

    Args:
        material_id: Material or group.
        on: Day; without it also duties that ended or are still to come.
    """
    names = {material_id, *materials.groups_of(material_id)}
    return tuple(
        duty for duty in duties() if duty.material_id in names and (on is None or duty.applies(on))
    )


def interests_of(material_id: str) -> tuple[Interest, ...]:
    """Return the public interests that a document says a material serves; none is not no use."""
    return tuple(
        Interest(tags()[row["tag_id"]], row["material_id"], row["use"], row["document_id"])
        for row in read_list("material_tags")
        if row["material_id"] == material_id
    )
