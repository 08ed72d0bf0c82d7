"""One page per industry: which materials it needs, and where it is exposed."""

from grondstof.products.answers.desk import Desk
from grondstof.products.web.page import Card, Cards, Link, Page
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.generic import generic_page
from grondstof.products.web.visit import Visit


def show(visit: Visit) -> Page:
    """Return the index of industries, or the page of one."""
    title = visit.say("nav.sectors")
    if visit.rest:
        answer = visit.ask("sector", sector=visit.rest[0])
        crumbs = [Link(title, visit.link("sectors"))]
        name = _names(visit).get(visit.rest[0], visit.rest[0])
        return generic_page(visit, answer, name, crumbs=crumbs, over=visit.rest[0])
    cards = [
        Card(name, visit.link("sectors", code), mark=code) for code, name in _names(visit).items()
    ]
    return Page(title, visit.say("sectors.lead", count=len(cards)), [Cards("", cards)])


def _names(visit: Visit) -> dict[str, str]:
    rows = visit.ask("sectors").rows
    return {str(row["sector"]): str(row[visit.pick("name_nl", "name_en")]) for row in rows}


def _states(desk: Desk) -> list[tuple[str, ...]]:
    return [(), *((str(row["sector"]),) for row in desk.ask("sectors").rows)]


SCREEN = Screen(show, states=_states)
