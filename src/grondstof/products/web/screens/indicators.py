"""The catalogue of indicators: one page each, with its values, or who has them when we do not."""

from collections.abc import Mapping
from typing import Any

from grondstof.errors import UnknownName
from grondstof.products.answers.desk import Desk
from grondstof.products.web.page import Card, Cards, Link, Page
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.generic import generic_page
from grondstof.products.web.terms import indicator_ids
from grondstof.products.web.visit import Visit


def show(visit: Visit) -> Page:
    """Return all indicators, or one with its values."""
    answer = visit.ask("indicator")
    counts = {row["indicator_id"]: row for row in answer.rows}
    known = dict.fromkeys([*counts, *indicator_ids()])
    if not visit.rest:
        return _index(visit, list(known), counts)
    name = visit.rest[0]
    if name not in known or len(visit.rest) > 1:
        raise UnknownName("indicator", "/".join(visit.rest), "an indicator", list(known))
    found = visit.ask("indicator", indicator=name)
    title = visit.says(f"indicator.{name}", name.replace("-", " "))
    crumbs = [Link(visit.say("nav.indicators"), visit.link("indicators"))]
    page = generic_page(visit, found, title, crumbs=crumbs)
    lead = visit.says(f"indicator.{name}.what", visit.speak(found.sentence))
    if not found.rows:
        lead = f"{lead} {visit.says(f'indicator.{name}.why', visit.say('indicator.none'))}"
    return Page(title, lead, page.blocks, found, crumbs=crumbs)


def _index(visit: Visit, names: list[str], counts: Mapping[str, Mapping[str, Any]]) -> Page:
    cards = [
        Card(
            visit.says(f"indicator.{name}", name.replace("-", " ").capitalize()),
            visit.link("indicators", name),
            visit.says(f"indicator.{name}.what", ""),
            mark=_state(visit, counts.get(name)),
        )
        for name in sorted(names, key=lambda n: (n not in counts, n))
    ]
    absent = sum(name not in counts for name in names)
    lead = visit.say("indicators.lead", count=len(names), absent=absent)
    return Page(visit.say("nav.indicators"), lead, [Cards("", cards)])


def _state(visit: Visit, row: Mapping[str, Any] | None) -> str:
    if row is None:
        return visit.say("indicator.nodata")
    return visit.say("indicator.values", count=visit.number(row["rows"], 0))


def _states(desk: Desk) -> list[tuple[str, ...]]:
    names = [str(row["indicator_id"]) for row in desk.ask("indicator").rows]
    return [(), *((name,) for name in dict.fromkeys([*names, *indicator_ids()]))]


SCREEN = Screen(show, states=_states)
