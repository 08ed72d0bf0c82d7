"""Grades and forms of a material: battery grade, metallurgical grade; ore, alloy, compound.

The eight general forms are those that tables use as `form_id`. A named form, such as ferro-niobium
or antimony oxides, belongs to one of them and to one material, and has trade codes of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.errors import UnknownName
from grondstof.vocabulary.reading import fold, read_list


@dataclass(frozen=True)
class Grade:
    """One grade."""

    grade_id: str
    name_nl: str
    name_en: str
    note: str


@dataclass(frozen=True)
class Form:
    """One form in which a material is traded.

    Attributes:
        form_id: Kebab-case id.
        parent_id: General form it is a case of; empty for a general form.
        name_nl: Dutch name.
        name_en: English name.
        material_id: Material that it is a form of; empty for a general form.
        hs_codes: Codes of six digits in the Harmonized System that hold it; a code may hold more.
        note: What a reader must know.
    """

    form_id: str
    parent_id: str
    name_nl: str
    name_en: str
    material_id: str
    hs_codes: tuple[str, ...]
    note: str


@cache
def grades() -> Mapping[str, Grade]:
    """Return all grades by id."""
    return {row["grade_id"]: Grade(**row) for row in read_list("grades")}


@cache
def forms() -> Mapping[str, Form]:
    """Return all forms by id, the general ones first."""
    return {
        row["form_id"]: Form(
            form_id=row["form_id"],
            parent_id=row["parent_id"],
            name_nl=row["name_nl"],
            name_en=row["name_en"],
            material_id=row["material_id"],
            hs_codes=tuple(code for code in row["hs_codes"].split(";") if code),
            note=row["note"],
        )
        for row in read_list("forms")
    }


def forms_of(material_id: str) -> tuple[Form, ...]:
    """Return the named forms of a material, such as the ferro-alloy of niobium."""
    return tuple(form for form in forms().values() if form.material_id == material_id)


def find_form(text: str) -> Form:
    """Return the form that a text names, in Dutch or English.

    Raises:
        UnknownName: If no form carries that name; the message names the nearest.
    """
    names = {
        name: form
        for form in forms().values()
        for name in (form.form_id, form.name_nl, form.name_en, *form.hs_codes)
    }
    for name, form in names.items():
        if fold(name) == fold(text):
            return form
    raise UnknownName("form", text, "a form", list(names))


@cache
def aliases() -> Mapping[str, str]:
    """Return every known spelling of a grade with its id."""
    found: dict[str, str] = {}
    for grade in grades().values():
        for name in (grade.grade_id, grade.name_nl, grade.name_en):
            found.setdefault(name, grade.grade_id)
    return found
