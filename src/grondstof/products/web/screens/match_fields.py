"""The fields of the match form: names in the address, checks, options, and the form itself."""

import re
from dataclasses import replace

from grondstof.errors import Fault, InputError
from grondstof.products.answers.names import own_home
from grondstof.products.web.page import Field, Form
from grondstof.products.web.parameters import Parameter, choice, material, territory, text, whole
from grondstof.products.web.visit import Visit

STAGES = ("extraction", "processing", "component", "assembly", "end-of-life")
PHASES = ("study", "exploration", "research", "pilot", "demonstration", "investment", "export")
APPLICANTS = ("company", "sme", "startup", "large", "consortium", "government", "bank", "fund",
              "investor", "exporter", "junior-miner", "implementer")  # fmt: skip
_YES_NO = ("yes", "no")
_EVIDENCE = ("met", "missing", "unknown")
_AMOUNTS = {
    "bedrag": "need_meur", "opbrengst": "yearly_value_meur", "terugverdientijd": "payback_years",
    "afname": "offtake_years", "capaciteit": "capacity_t", "verbruik": "eu_consumption_t",
}  # fmt: skip
_PLACES = {"breedte": "lat", "lengte": "lon"}
_FLAGS = {"mvo": "esg", "strategisch": "strategic_status", "ontwikkelingsland": "developing"}
_WEIGHTS = {
    "gewicht-geld": "weight_economic", "gewicht-doel": "weight_strategic",
    "gewicht-afhankelijk": "weight_dependence",
}  # fmt: skip
_CRITERIA = {f"art6{letter}": f"art6_{letter}" for letter in "abcde"}
# Name in the address -> option of the question.
OPTIONS = {
    "naam": "project_name", "land": "country", "grondstof": "materials", "stap": "stage",
    "fase": "phase", "aanvrager": "applicant", **_AMOUNTS, **_PLACES, **_FLAGS, **_CRITERIA,
    **_WEIGHTS,
}  # fmt: skip
_NUMBER = re.compile(r"-?\d{1,9}([.,]\d{1,6})?")


def amount(name: str, value: str) -> str:
    """Return a number as it came, with a point.

    Raises:
        InputError: If it is no number.
    """
    if not _NUMBER.fullmatch(value):
        raise InputError(
            [Fault(name, f"'{value[:40]}'", "a number, such as 12.5", "Correct the number")]
        )
    return value.replace(",", ".")


PARAMETERS = (
    Parameter("naam", text),
    Parameter("land", territory),
    Parameter("grondstof", material),
    Parameter("stap", choice("", *STAGES)),
    Parameter("fase", choice("", *PHASES)),
    Parameter("aanvrager", choice("", *APPLICANTS)),
    *(Parameter(name, amount) for name in (*_AMOUNTS, *_PLACES)),
    *(Parameter(name, choice("", *_YES_NO)) for name in _FLAGS),
    *(Parameter(name, choice("", *_EVIDENCE)) for name in _CRITERIA),
    *(Parameter(name, whole(0, 100), "50") for name in _WEIGHTS),
)


def form(visit: Visit) -> Form:
    """Return the form with the values of the address."""
    asked = [
        _typed(visit, "naam", "text"),
        _typed(visit, "land", "text"),
        _typed(visit, "grondstof", "text"),
        _chosen(visit, "stap", STAGES),
        _chosen(visit, "fase", PHASES),
        _chosen(visit, "aanvrager", APPLICANTS),
        _typed(visit, "bedrag", "text"),
    ]
    more = [
        *(_typed(visit, name, "text") for name in _AMOUNTS if name != "bedrag"),
        *(_chosen(visit, name, _YES_NO) for name in _FLAGS),
        *(_typed(visit, name, "text") for name in _PLACES),
    ]
    fields = [
        *asked,
        *_folded(visit, "more", more),
        *_folded(visit, "criteria", [_chosen(visit, name, _EVIDENCE) for name in _CRITERIA]),
        *_folded(visit, "weights", _weights(visit)),
    ]
    title = visit.say("match.form")
    button, told = visit.say("match.button"), visit.say("match.form.what")
    return Form(title, visit.link("match"), fields, button, told)


def _folded(visit: Visit, group: str, fields: list[Field]) -> list[Field]:
    """Return fields that nobody needs to fill in, under a heading that opens them."""
    heading = visit.say(f"match.fold.{group}")
    return [replace(one, group=heading) for one in fields]


def _weights(visit: Visit) -> list[Field]:
    return [
        Field(name, visit.say(f"match.{name}"), "range", visit.query.get(name, "50"),
              hint=visit.says(f"match.{name}.hint", ""),
              limits={"min": "0", "max": "100", "step": "10"})
        for name in _WEIGHTS
    ]  # fmt: skip


def _typed(visit: Visit, name: str, sort: str) -> Field:
    value = visit.query.get(name, own_home() if name == "land" and not visit.query else "")
    if name == "land" and value:
        value = visit.territory(value)
    if name == "grondstof" and value:
        value = visit.material(value)
    return Field(
        name, visit.say(f"match.{name}"), sort, value, hint=visit.says(f"match.{name}.hint", "")
    )


def _chosen(visit: Visit, name: str, values: tuple[str, ...]) -> Field:
    said = "criterion" if name in _CRITERIA else name
    options = [("", visit.say("match.open"))]
    for value in values:
        word = (
            visit.stage(value)
            if name == "stap"
            else visit.say(f"match.{said}.{value}")
            if name in ("fase", "aanvrager") or name in _CRITERIA
            else visit.say(value)
        )
        options.append((value, word))
    return Field(name, visit.say(f"match.{name}"), "select", visit.query.get(name, ""), options)
