"""What changed since a day: promises, documents, export controls, lists, projects, figures."""

from datetime import date, timedelta

from grondstof.errors import Fault, InputError
from grondstof.products.web.page import Block, Card, Cards, Field, Form, Page
from grondstof.products.web.parameters import Parameter
from grondstof.products.web.render import file_address
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.register_parts import Row, grid, tabs
from grondstof.products.web.visit import Visit

_COLUMNS = ("date", "title_", "change_", "subject_")
_DUE = ("title_", "due", "state")
# Subjects of rows whose id is no item of the register.
_ELSEWHERE = ("list", "figure")


def day(name: str, value: str) -> str:
    """Return a day as it came.

    Raises:
        InputError: If it is no day.
    """
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        expected = "a day such as 2025-06-01"
        raise InputError([Fault(name, f"'{value[:40]}'", expected, "Give YYYY-MM-DD")]) from error


def show(visit: Visit) -> Page:
    """Return what changed since the day of the address; the last year when it gives none."""
    end = visit.desk.edition(visit.address.edition).as_of
    start = visit.query.get("sinds") or (end - timedelta(days=365)).isoformat()
    answer = visit.ask("since", since=start)
    field = Field("sinds", visit.say("since.day"), "date", start, limits={"max": end.isoformat()})
    blocks: list[Block] = [Form("", visit.link("since"), [field], visit.say("form.show"))]
    for table, columns in (("due_soon", _DUE),):
        if answer.tables.get(table):
            blocks.append(grid(visit, table, answer.tables[table], columns))
    rows = [_linked(row) for row in answer.rows]
    blocks.append(grid(visit, "changes", rows, _COLUMNS, most=150))
    feed = Card(visit.say("since.feed"), file_address(visit, "changes.atom"),
                visit.say("since.feed.what"))  # fmt: skip
    blocks.append(Cards("", [feed]))
    lead = visit.speak(answer.sentence)
    return Page(visit.say("nav.since"), lead, blocks, answer, tabs=tabs(visit))


def _linked(row: Row) -> Row:
    if row["subject"] not in _ELSEWHERE:
        return row
    names = {"title_nl": row["name_nl"], "title_en": row["name_en"]}
    return {**{k: v for k, v in row.items() if k != "item_id"}, **names}


SCREEN = Screen(show, (Parameter("sinds", day),))
