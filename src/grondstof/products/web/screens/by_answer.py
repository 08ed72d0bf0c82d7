"""Screens that an answer fills by itself: chains, sectors, scenarios.

Each asks one question; without a name in the address it shows the index that the answer gives, and
says so plainly when the question cannot be asked of this edition.
"""

from grondstof.errors import FaultyError
from grondstof.products.answers.desk import Desk
from grondstof.products.web.page import Link, Page
from grondstof.products.web.screens.generic import generic_page
from grondstof.products.web.visit import Visit


def page_of(visit: Visit, question: str, option: str, **options: object) -> Page:
    """Return the page of a question, with what follows the screen's word as its option."""
    screen = visit.address.screen
    title = visit.say(f"nav.{screen}")
    if question not in visit.desk.questions():
        return Page(title, visit.say("answer.none"))
    given = {option: visit.rest[0]} if visit.rest else {}
    answer = visit.ask(question, **given, **options)
    crumbs = [Link(title, visit.link(screen))] if visit.rest else []
    row = answer.rows[0] if answer.rows and visit.rest else {}
    own = row.get(visit.pick("title_nl", "title_en")) if visit.rest else None
    name = visit.rest[0].replace("-", " ") if visit.rest else title
    return generic_page(visit, answer, str(own or name), crumbs=crumbs)


def states_of(desk: Desk, question: str, column: str) -> list[tuple[str, ...]]:
    """Return the pages of a question: its index and one per value of a column."""
    if question not in desk.questions():
        return [()]
    try:
        rows = desk.ask(question).rows
    except FaultyError:
        return [()]
    names = dict.fromkeys(str(row[column]) for row in rows if row.get(column))
    return [(), *((name,) for name in names)]
