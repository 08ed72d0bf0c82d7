"""Every question the observatory answers, by name: the index, and one page for each."""

from dataclasses import replace
from typing import Any

from grondstof.errors import UnknownName
from grondstof.products.web.addresses import Address
from grondstof.products.web.page import Card, Cards, Link, Page
from grondstof.products.web.parameters import Parameter, code, material, territory, text, whole
from grondstof.products.web.screens import Screen, screen
from grondstof.products.web.screens.generic import generic_page
from grondstof.products.web.visit import Visit

# Parameter of the address -> option of the question.
OPTIONS = {
    "thuisland": "home", "grondstof": "material", "land": "territory", "code": "subject",
    "jaar": "year", "item": "item", "tekst": "text",
}  # fmt: skip
# Questions that a screen of their own answers better; it takes what it wants to know.
_OWN = {
    "strategy": "register", "progress": "register", "commitment": "register",
    "partnership": "partnerships", "project": "projects", "instrument": "instruments",
    "match": "match", "gaps": "gaps", "targets": "targets", "calendar": "calendar",
    "since": "since", "brief": "brief", "controls": "controls", "register-search": "search",
    "list": "materials", "material": "materials", "territory": "territories",
    "territories": "territories", "sector": "sectors", "sectors": "sectors", "trade": "trade",
    "origin": "trade", "product": "products", "composition": "products", "basket": "basket",
    "text-to-code": "basket", "chain": "chains", "chains": "chains", "scenario": "scenario",
    "demand": "technologies", "urban-mine": "urban-mine", "stockpile": "stockpile",
    "measures": "measures", "product-group": "product-groups", "signals": "signals",
    "indicator": "indicators", "sources": "data", "corrections": "corrections",
    "edition-diff": "editions", "find": "search", "stress-test": "stress-test", "library": "bans",
}  # fmt: skip


def show(visit: Visit) -> Page:
    """Return the index of questions, or the answer to one."""
    if not visit.rest:
        cards = [
            Card(visit.says(f"question.{name}", name), _page_of(visit, name))
            for name in visit.desk.questions()
        ]
        lead = visit.say("questions.lead", count=len(cards))
        return Page(visit.say("nav.questions"), lead, [Cards("", cards, look="list")])
    name = visit.rest[0]
    if name in _OWN and len(visit.rest) == 1 and not asked(visit):
        return screen(_OWN[name]).show(replace(visit, address=_at(visit, _OWN[name])))
    if name not in visit.desk.questions():
        raise UnknownName("question", name, "a question", visit.desk.questions())
    answer = visit.ask(name, **asked(visit))
    crumbs = [Link(visit.say("nav.questions"), visit.link("questions"))]
    return generic_page(visit, answer, visit.says(f"question.{name}", name), crumbs=crumbs)


def _page_of(visit: Visit, name: str) -> str:
    """Return where a question is answered: on the screen it has, or on its page here."""
    return visit.link(_OWN[name]) if name in _OWN else visit.link("questions", name)


def _at(visit: Visit, screen_name: str) -> Address:
    return replace(visit.address, screen=screen_name, rest=())


def asked(visit: Visit) -> dict[str, Any]:
    """Return the options that the address gives."""
    found: dict[str, Any] = {
        option: visit.query[name] for name, option in OPTIONS.items() if name in visit.query
    }
    if "year" in found:
        found["year"] = int(found["year"])
    return found


SCREEN = Screen(
    show,
    (
        Parameter("thuisland", territory),
        Parameter("grondstof", material),
        Parameter("land", territory),
        Parameter("code", code),
        Parameter("jaar", whole(1990, 2100)),
        Parameter("item", text),
        Parameter("tekst", text),
    ),
)
