"""Screens that an answer fills by itself: chains, sectors, scenarios.

Each asks one question; without a name in the address it shows the index that the answer gives, and
says so plainly when the question cannot be asked of this edition.
"""

from grondstof.errors import FaultyError
from grondstof.products.answers.base import Answer
from grondstof.products.answers.desk import Desk
from grondstof.products.web.figures import plain_table
from grondstof.products.web.page import Card, Cards, Link, Page
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
    if not visit.rest:
        return _index(visit, answer, title, f"{option}_id")
    crumbs = [Link(title, visit.link(screen))]
    row = answer.rows[0] if answer.rows else {}
    own = row.get(visit.pick("title_nl", "title_en"))
    name = visit.rest[0].replace("-", " ")
    return generic_page(visit, answer, str(own or name), crumbs=crumbs)


def _index(visit: Visit, answer: Answer, title: str, column: str) -> Page:
    names = ("title", "name", "product_name", "summary")
    cards = []
    for row in answer.rows:
        known = next(row[c] for c in (column, column.removesuffix("_id"), "row_id") if row.get(c))
        own = [str(row[f"{n}_{visit.language}"]) for n in names if row.get(f"{n}_{visit.language}")]
        words = str(known).replace("-", " ")
        cards.append(
            Card(
                own[0] if own and len(own[0]) < 60 else words,
                visit.link(visit.address.screen, str(known)),
                own[-1] if (own and own[-1] != own[0]) or (own and len(own[0]) >= 60) else "",
            )
        )
    table = plain_table(visit, "rows", answer.rows, folded=True)
    return Page(title, visit.speak(answer.sentence), [Cards("", cards), table], answer)


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
