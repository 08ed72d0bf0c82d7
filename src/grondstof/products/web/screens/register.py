"""The register: what was agreed, by whom, by when, and what is known to have come of it."""

from grondstof.errors import FaultyError, UnknownName
from grondstof.products.answers.desk import Desk
from grondstof.products.web.figures import plain_table
from grondstof.products.web.page import Block, Field, Form, Link, Page
from grondstof.products.web.parameters import Parameter, choice, text
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.generic import generic_page, other_tables
from grondstof.products.web.visit import Visit

_STATES = ("", "open", "done", "claimed", "overdue", "no-word", "dropped")
_COLUMNS = {
    "nl": ("title_nl", "owner_nl", "state_nl", "since", "due", "last_word", "evidence_place"),
    "en": ("title_en", "owner_en", "state_en", "since", "due", "last_word", "evidence_place"),
}


def show(visit: Visit) -> Page:
    """Return the state of all promises, or the page of one item."""
    if visit.rest:
        if len(visit.rest) > 1:
            raise UnknownName("address", "/".join(visit.rest), "a register item", [])
        answer = visit.ask("commitment", item=visit.rest[0])
        row = answer.rows[0] if answer.rows else {}
        title = str(row.get(visit.pick("name_nl", "name_en")) or visit.rest[0])
        crumbs = [Link(visit.say("nav.register"), visit.link("register"))]
        over = str(row.get(visit.pick("kind_nl", "kind_en")) or "")
        return generic_page(visit, answer, title, crumbs=crumbs, over=over)
    return _progress(visit)


def _progress(visit: Visit) -> Page:
    answer = visit.ask("progress")
    state = visit.query.get("staat")
    rows = [row for row in answer.rows if not state or row["state"] == state]
    states = dict.fromkeys(str(row["state"]) for row in answer.rows)
    words = {row["state"]: row[visit.pick("state_nl", "state_en")] for row in answer.rows}
    options = [("", visit.say("register.all")), *((s, words[s]) for s in states)]
    form = Form(
        "", visit.link("register"),
        [Field("staat", visit.say("register.state"), "select", state or "", options)],
        visit.say("form.show"),
    )  # fmt: skip
    find = Form(
        "", visit.link("search"),
        [Field("q", visit.say("register.find"), "search", hint=visit.say("register.find.hint"))],
        visit.say("search.button"),
    )  # fmt: skip
    shown = [_named(visit, dict(row)) for row in rows]
    table = plain_table(
        visit, "rows", shown, title=visit.say("register.table"), columns=_COLUMNS[visit.language],
        most=150,
    )  # fmt: skip
    blocks: list[Block] = [*other_tables(visit, answer)[:1], find, form, table]
    blocks += other_tables(visit, answer)[1:]
    return Page(visit.say("nav.register"), visit.speak(answer.sentence), blocks, answer)


def _named(visit: Visit, row: dict[str, object]) -> dict[str, object]:
    """Return a row whose title leads to its item."""
    return {**row, "title_nl": row["name_nl"], "title_en": row["name_en"]}


def _states(desk: Desk) -> list[tuple[str, ...]]:
    try:
        rows = desk.ask("progress").rows
    except FaultyError:
        return [()]
    return [(), *((str(row["item_id"]),) for row in rows)]


SCREEN = Screen(
    show, (Parameter("staat", choice(*_STATES, "no_word")), Parameter("item", text)), _states
)
