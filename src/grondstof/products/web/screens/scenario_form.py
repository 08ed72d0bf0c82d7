"""The form of a scenario: sliders and lists that work without scripts, and what was typed."""

from collections.abc import Mapping, Sequence
from functools import cache

from grondstof.products.answers.scenario_rows import end_products
from grondstof.products.web.page import Field, Form
from grondstof.products.web.visit import Visit
from grondstof.vocabulary import materials, territories

# Names of the fields, which are the parameters of the address.
FIELDS = (
    "exporter", "material", "product", "code", "stage", "form", "loss", "loss_low", "loss_high",
    "correlation", "months", "start", "target", "horizon", "allocation",
    "first_month",
)  # fmt: skip
# One field of the form for material, product or code.
WHAT = "what"
FORMS = ("ban", "quota", "tax", "licence", "outage", "war")
_DEFAULTS = {"exporter": "CHN", "material": "gallium", "loss": "1", "months": "12", "start": "1"}
# An address that names none of these speaks of the scenario of the form.
_WHO = ("exporter", "material", "product", "code")
_STAGES = ("extraction", "processing", "component")
Options = Sequence[tuple[str, str]]


def form_of(visit: Visit, given: Mapping[str, str], *, live: bool) -> Form:
    """Return the form with sliders; the picture follows them where scripts run.

    Args:
        visit: Visit.
        given: Values of the address; the defaults when empty.
        live: Whether a picture below follows the form.
    """
    values = dict(given) or dict(_DEFAULTS)
    what = what_of(values)
    fields = [
        Field(
            "exporter", visit.say("scenario.exporter"), "select", values.get("exporter", ""),
            _with(values.get("exporter", ""), _territories()[visit.language]),
        ),
        Field(
            WHAT, visit.say("scenario.what"), "select", what,
            _with(what, [*_materials(visit.language), *_products(visit.language)]),
        ),
        Field(
            "stage", visit.say("scenario.stage"), "select", values.get("stage", ""),
            [("", visit.say("scenario.any")), *((name, visit.stage(name)) for name in _STAGES)],
        ),
        Field(
            "form", visit.say("scenario.form"), "select", values.get("form", "ban"),
            [(name, visit.say(f"scenario.form.{name}")) for name in FORMS],
        ),
        _slider(visit, "loss", values.get("loss", "1"), ("0", "1", "0.05")),
        _slider(visit, "months", values.get("months", "12"), ("1", "24", "1")),
        _slider(visit, "start", values.get("start", "1"), ("1", "12", "1")),
    ]  # fmt: skip
    return Form(
        visit.say("scenario.form.title"), visit.link("scenario"), fields,
        visit.say("scenario.button"), live=live,
    )  # fmt: skip


def what_of(values: Mapping[str, str]) -> str:
    """Return the one field that stands for material, product and code."""
    if values.get("product"):
        return f"product:{values['product']}"
    return f"code:{values['code']}" if values.get("code") else values.get("material", "")


def spelled(given: Mapping[str, str]) -> dict[str, str]:
    """Return the values of an address with the one field spelled out as the others."""
    found = {name: value for name, value in given.items() if name != WHAT}
    what = given.get(WHAT, "")
    if what and not any(found.get(name) for name in ("material", "product", "code")):
        kind, _, name = what.rpartition(":")
        found[kind if kind in ("product", "code") else "material"] = name
    if found and not any(found.get(name) for name in _WHO):
        return {**_DEFAULTS, **found}
    return found


def typed(visit: Visit, given: Mapping[str, str]) -> Form:
    """Return the form as plain text fields, so that a wrong value stands as it was typed."""
    names = [name for name in FIELDS if name in given or name in _DEFAULTS]
    fields = [
        Field(
            name, visit.says(f"scenario.{name}", name), "text", given.get(name, ""),
            limits={"maxlength": "200"},
        )
        for name in names
    ]  # fmt: skip
    title, button = visit.say("scenario.form.title"), visit.say("scenario.button")
    return Form(title, visit.link("scenario"), fields, button)


def _slider(visit: Visit, name: str, value: str, ends: tuple[str, str, str]) -> Field:
    least, most, step = ends
    limits = {"min": least, "max": most, "step": step}
    return Field(name, visit.say(f"scenario.{name}"), "range", value, limits=limits)


def _with(value: str, options: Options) -> Options:
    """Return the options with the value among them, also one that only an address can give."""
    known = value == "" or any(name == value for name, _ in options)
    return options if known else [(value, value), *options]


@cache
def _materials(language: str) -> Options:
    named = [
        (name, item.name_nl if language == "nl" else item.name_en)
        for name, item in materials.materials().items()
    ]
    return sorted(named, key=lambda pair: pair[1].lower())


def _products(language: str) -> Options:
    place = 1 if language == "nl" else 2
    return [(f"product:{item[0]}", item[place]) for item in end_products()]


@cache
def _territories() -> dict[str, Options]:
    found = {
        name: place
        for name, place in territories.territories().items()
        if len(name) == 3 and place.kind in ("country", "territory")
    }
    return {
        "nl": sorted(((n, p.name_nl) for n, p in found.items()), key=lambda pair: pair[1]),
        "en": sorted(((n, p.name_en) for n, p in found.items()), key=lambda pair: pair[1]),
    }
