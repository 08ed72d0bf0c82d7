"""Grades and forms of a material: battery grade, metallurgical grade; ore, alloy, compound."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.vocabulary.reading import read_list


@dataclass(frozen=True)
class Grade:
    """One grade."""

    grade_id: str
    name_nl: str
    name_en: str
    note: str


@dataclass(frozen=True)
class Form:
    """One form in which a material is traded."""

    form_id: str
    name_nl: str
    name_en: str
    note: str


@cache
def grades() -> Mapping[str, Grade]:
    """Return all grades by id."""
    return {row["grade_id"]: Grade(**row) for row in read_list("grades")}


@cache
def forms() -> Mapping[str, Form]:
    """Return all forms by id."""
    return {row["form_id"]: Form(**row) for row in read_list("forms")}


@cache
def aliases() -> Mapping[str, str]:
    """Return every known spelling of a grade with its id."""
    found: dict[str, str] = {}
    for grade in grades().values():
        for name in (grade.grade_id, grade.name_nl, grade.name_en):
            found.setdefault(name, grade.grade_id)
    return found
