"""The glossary: one page per term."""

from grondstof.errors import UnknownName
from grondstof.products.answers.desk import Desk
from grondstof.products.web.page import Block, Card, Cards, Facts, Link, Page
from grondstof.products.web.page import Cell as Word
from grondstof.products.web.screens import Screen
from grondstof.products.web.terms import term_ids
from grondstof.products.web.visit import Visit
from grondstof.vocabulary import kinds


def show(visit: Visit) -> Page:
    """Return all terms, or one."""
    if not visit.rest:
        cards = [
            Card(
                visit.say(f"term.{name}"), visit.link("terms", name), visit.say(f"term.{name}.what")
            )
            for name in term_ids()
        ]
        cards.sort(key=lambda card: card.title.casefold())
        return Page(
            visit.say("nav.terms"),
            visit.say("terms.lead", count=len(cards)),
            [Cards("", cards, look="list")],
        )
    name = visit.rest[0]
    if name not in term_ids() or len(visit.rest) > 1:
        raise UnknownName("term", "/".join(visit.rest), "a term", list(term_ids()))
    blocks: list[Block] = []
    if name == "kind":
        facts = [
            (
                f"{k.mark} {visit.pick(k.name_nl, k.name_en)}",
                Word(visit.pick(k.meaning_nl, k.meaning_en)),
            )
            for k in kinds.kinds().values()
        ]
        blocks.append(Facts("", facts))
    others = [
        Card(visit.say(f"term.{other}"), visit.link("terms", other))
        for other in term_ids()
        if other != name
    ]
    others.sort(key=lambda card: card.title.casefold())
    blocks.append(Cards(visit.say("terms.others"), others, look="names"))
    crumbs = [Link(visit.say("nav.terms"), visit.link("terms"))]
    return Page(visit.say(f"term.{name}"), visit.say(f"term.{name}.what"), blocks, crumbs=crumbs)


def _states(desk: Desk) -> list[tuple[str, ...]]:
    return [(), *((name,) for name in term_ids())]


SCREEN = Screen(show, states=_states)
