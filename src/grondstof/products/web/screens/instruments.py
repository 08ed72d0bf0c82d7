"""Instruments: who runs them, what they give, whether they are open, and the rules of one."""

from grondstof.products.answers.base import Answer
from grondstof.products.web.page import Block, Field, Form, Page
from grondstof.products.web.parameters import Parameter, choice
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.register_parts import Row, facts, grid, of_register, tabs
from grondstof.products.web.visit import Visit

ASPECTS = ("finance", "offtake", "feedstock", "policy", "infrastructure", "skills")
WINDOWS = ("open", "continuous", "service", "announced", "closed", "unknown")
_COLUMNS = ("title_", "actor_", "aid", "aspects", "window", "window_to", "window_as_of",
            "certainty")  # fmt: skip
_FACTS = ("actor_", "aid", "aspects", "ticket_min_meur", "ticket_max_meur", "window",
          "window_from", "window_to", "window_as_of", "perspectives", "certainty", "document",
          "place")  # fmt: skip
_RULES = ("condition_", "settled", "place")


def show(visit: Visit) -> Page:
    """Return all instruments, narrowed to a need or a window when asked."""
    answer = visit.ask("instrument")
    need, window = visit.query.get("behoefte"), visit.query.get("open")
    rows = [
        row
        for row in answer.rows
        if (not need or need in str(row["aspects"] or "").split(";"))
        and (not window or row["window"] == window)
    ]
    rows.sort(key=lambda row: (WINDOWS.index(row["window"]), row["item_id"]))
    fields = [
        _choice(visit, "behoefte", "aspects", ASPECTS), _choice(visit, "open", "window", WINDOWS)
    ]  # fmt: skip
    form = Form("", visit.link("instruments"), fields, visit.say("form.show"))
    table = grid(visit, "instruments", rows, _COLUMNS, title=visit.say("nav.instruments"))
    lead = visit.speak(answer.sentence)
    return Page(visit.say("nav.instruments"), lead, [form, table], answer, tabs=tabs(visit))


def _choice(visit: Visit, name: str, column: str, values: tuple[str, ...]) -> Field:
    options = [("", visit.say("form.all"))]
    options += [(value, visit.say(f"value.{column}.{value}")) for value in values]
    label = visit.say(f"instruments.{name}")
    return Field(name, label, "select", visit.query.get(name, ""), options)


def details(visit: Visit, row: Row) -> tuple[list[Block], Answer]:
    """Return the blocks of one instrument, and the answer with its rules."""
    answer = visit.ask("instrument", item=str(row["item_id"]))
    blocks: list[Block] = [facts(visit, "", answer.rows[0], _FACTS)]
    rules = answer.tables.get("rules", [])
    if rules:
        named = [
            {**r, "condition_nl": r["reason_nl"], "condition_en": r["reason_en"]} for r in rules
        ]
        blocks.append(grid(visit, "rules", named, _RULES))
    return blocks, answer


SCREEN = Screen(
    of_register(show),
    (Parameter("behoefte", choice("", *ASPECTS)), Parameter("open", choice("", *WINDOWS))),
)
