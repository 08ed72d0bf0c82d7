"""The register: what was agreed, by whom, by when, and what is known to have come of it."""

from typing import Any

from grondstof.errors import FaultyError, UnknownName
from grondstof.products.answers.base import Answer
from grondstof.products.answers.desk import Desk
from grondstof.products.charts.parts import Parts, parts
from grondstof.products.web.figures import source_lines
from grondstof.products.web.page import Block, Field, Figure, Form, Page
from grondstof.products.web.parameters import Parameter, choice, text
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.register_item import item_page
from grondstof.products.web.screens.register_parts import Row, grid, of_register, tabs
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

STATES = ("done", "claimed", "open", "overdue", "no_word", "dropped")
PROMISED = ("title_", "owner_", "state_", "since", "due", "next_due")
_COUNTS = ("title_", "all_states", *STATES)


def show(visit: Visit) -> Page:
    """Return the strategy at a glance with the state of all promises, or the page of one item."""
    if visit.rest:
        if len(visit.rest) > 1:
            raise UnknownName("address", "/".join(visit.rest), "a register item", [])
        return item_page(visit, visit.rest[0])
    answer, strategy = visit.ask("progress"), visit.ask("strategy")
    rows = [row for row in answer.rows if _asked(visit, row)]
    table = grid(visit, "promises", rows, PROMISED, title=visit.say("register.table"), most=150)
    blocks: list[Block] = [_search(visit), _figure(visit, strategy), _filter(visit, answer), table]
    tables = answer.tables
    if tables.get("late"):
        late = ("title_", "state", "due", "since", "days_late", "days_late_at_most")
        blocks.append(grid(visit, "late", tables["late"], late))
    owners = sorted(tables.get("by_owner", []), key=lambda row: -row["all_states"])
    blocks.append(grid(visit, "by_owner", owners, _COUNTS, folded=True))
    found = strategy.tables.get("findings", [])
    blocks.append(grid(visit, "findings", found, ("title_", "printed", "likely", "document_",
                                                  "place"), folded=True))  # fmt: skip
    read = ("source", "what", "first", "last", "complete")
    blocks.append(grid(visit, "read", tables.get("read", []), read, folded=True))
    blocks = [block for block in blocks if getattr(block, "rows", True)]
    lead = visit.speak(answer.sentence)
    return Page(visit.say("nav.register"), lead, blocks, answer, tabs=tabs(visit))


def _asked(visit: Visit, row: Row) -> bool:
    state, place = visit.query.get("staat"), visit.query.get("perspectief")
    wanted = (state or "").replace("_", " ").replace("-", " ")
    return (not state or row["state"] == wanted) and (
        not place or place in (row["perspectives"] or "").split(";")
    )


def _search(visit: Visit) -> Form:
    hint = visit.say("register.find.hint")
    field = Field("q", visit.say("register.find"), "search", hint=hint)
    return Form("", visit.link("search"), [field], visit.say("search.button"))


def _filter(visit: Visit, answer: Answer) -> Form:
    name = visit.pick("state_nl", "state_en")
    words = {str(row["state"]): str(row[name]) for row in answer.rows}
    states = [("", visit.say("register.all")), *((s, words[s]) for s in sorted(words))]
    states = [(value.replace(" ", "_"), label) for value, label in states]
    label = visit.pick("name_nl", "name_en")
    places = [(str(row["item_id"]), str(row[label])) for row in visit.ask("strategy").rows]
    fields = [
        Field("staat", visit.say("register.state"), "select", visit.query.get("staat", ""), states),
        Field("perspectief", visit.say("column.perspectives").capitalize(), "select",
              visit.query.get("perspectief", ""), [("", visit.say("form.all")), *places]),
    ]  # fmt: skip
    return Form("", visit.link("register"), fields, visit.say("form.show"))


def _figure(visit: Visit, strategy: Answer) -> Figure:
    rows, name = strategy.rows, visit.pick("name_nl", "name_en")
    legend = [visit.says(f"column.{state}", state) for state in STATES]
    items = [
        Parts(
            str(row[name]),
            visit.say("register.count", count=row["all_states"]),
            [float(row[state]) for state in STATES],
            visit.link("register", str(row["item_id"])),
        )
        for row in rows
    ]
    told = visit.say("register.figure.told", count=len(rows))
    return Figure(
        "perspectives", visit.say("table.by_perspective"), told, parts(items, legend, told),
        make_table(visit, "perspectives", [_titled(row) for row in rows],
                   columns=[c if c != "title_" else f"title_{visit.language}" for c in _COUNTS]),
        source_lines(strategy)[:4], visit.say("register.sure"), rows=rows,
    )  # fmt: skip


def _titled(row: Row) -> dict[str, Any]:
    return {**row, "title_nl": row["name_nl"], "title_en": row["name_en"]}


def _states(desk: Desk) -> list[tuple[str, ...]]:
    """Return the pages that are written down: promises, perspectives and who answers for them."""
    found: list[tuple[str, ...]] = [()]
    for question, table in (("progress", ""), ("strategy", ""), ("progress", "by_owner"),
                            ("partnership", ""), ("project", ""), ("instrument", "")):  # fmt: skip
        try:
            answer = desk.ask(question)
        except FaultyError:
            continue
        rows = answer.tables.get(table, []) if table else answer.rows
        found += [(str(row["item_id"]),) for row in rows]
    return list(dict.fromkeys(found))


_STATE = choice("", "no-word", *STATES)
_PERSPECTIVE = choice("", "hp1", "hp2", "hp3", "hp4", "hp5")
SCREEN = Screen(
    of_register(show),
    (
        Parameter("staat", _STATE),
        Parameter("perspectief", _PERSPECTIVE),
        Parameter("item", text),
    ),
    _states,
)
