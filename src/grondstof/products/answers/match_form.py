"""A project as a form or an address gives it: flat words, turned into the validated project.

The words carry the names of the project file. Nothing is stored: the same words give the same
project. What is left out stays unknown, and an unknown never counts as a no.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from grondstof.errors import Fault, FaultyError, InputError, Phrase
from grondstof.register.project_file import Project
from grondstof.vocabulary import materials, territories

LISTS = ("applicant", "stage", "phase", "chain", "needs")
AMOUNTS = (
    "need_meur",
    "capex_meur",
    "yearly_value_meur",
    "payback_years",
    "offtake_years",
    "capacity_t",
    "eu_consumption_t",
)
YES_NO = ("esg", "strategic_status", "developing")
PLACES = ("lat", "lon")
CRITERIA = ("a", "b", "c", "d", "e")
# Stands in for a country that is refused, so that the other fields are checked as well.
_ANY = "XKX"
_BOOLEAN = {"yes": True, "no": False, "ja": True, "nee": False}


def project_of(given: Mapping[str, Any]) -> Project:
    """Return the project that flat words describe.

    Args:
        given: Words by field of the project file, the name as `project_name`; lists are joined by
            `;` or `,`, `materials` may be names in any spelling, yes and no are words, `art6_a` to
            `art6_e` hold evidence.

    Raises:
        InputError: With every fault at once.
    """
    faults: list[Fault] = []
    fields: dict[str, Any] = {"name": str(given.get("project_name") or "project")}
    fields["country"] = _known(territories.find, "country", given.get("country"), faults)
    names = [
        _known(lambda text: materials.find(text).material_id, "materials", name, faults)
        for name in _list(given.get("materials"))
    ]
    fields["materials"] = [name for name in names if name]
    fields |= {name: _list(given[name]) for name in LISTS if given.get(name)}
    for name in (*AMOUNTS, *PLACES):
        if given.get(name) not in (None, ""):
            fields[name] = _number(name, str(given[name]), faults)
    for name in YES_NO:
        if given.get(name) not in (None, ""):
            fields[name] = _yes(name, str(given[name]), faults)
    fields["art6"] = {
        letter: given[f"art6_{letter}"] for letter in CRITERIA if given.get(f"art6_{letter}")
    }
    try:
        project = Project.model_validate({**fields, "country": fields["country"] or _ANY})
    except ValidationError as error:
        faults += [
            Fault(
                ".".join(map(str, part["loc"])) or "project",
                f"'{str(part['input'])[:40]}'",
                _expected(part["type"], part.get("ctx", {})),
                "Correct or leave out this field",
            )
            for part in error.errors()
        ]
    if faults:
        raise InputError(faults)
    return project


def _expected(rule: str, given: Mapping[str, Any]) -> str:
    """Return what a field wants, from the rule of the project that it breaks."""
    if rule in ("greater_than_equal", "less_than_equal"):
        limit = given.get("ge", given.get("le"))
        words = "{limit:g} or more" if "ge" in given else "{limit:g} or less"
        return Phrase(words, limit=limit)
    if rule == "literal_error":
        return Phrase("one of: {names}", names=str(given["expected"]).replace("'", ""))
    if rule == "string_too_long":
        return Phrase("at most {most} letters", most=given["max_length"])
    return "a value that fits this field"


def _list(given: Any) -> list[str]:
    words = str(given or "").replace(",", ";").split(";")
    return [word.strip() for word in words if word.strip()]


def _known(find: Any, field: str, text: Any, faults: list[Fault]) -> str | None:
    if not text:
        faults.append(Fault(field, "nothing", "the country of the project", "Give NLD or a name"))
        return None
    try:
        found: str = find(str(text))
    except FaultyError as error:
        faults.extend(error.faults)
        return None
    if field == "country" and found not in territories.territories():
        faults.append(Fault(field, f"'{text}'", "a country, not a group", "Give NLD or a name"))
        return None
    return found


def _number(field: str, text: str, faults: list[Fault]) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        faults.append(Fault(field, f"'{text[:40]}'", "a number", "Give a number, such as 12.5"))
        return None


def _yes(field: str, text: str, faults: list[Fault]) -> bool | None:
    if text not in _BOOLEAN:
        faults.append(Fault(field, f"'{text[:40]}'", "yes or no", "Choose one of these"))
    return _BOOLEAN.get(text)
