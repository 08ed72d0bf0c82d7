"""The screens of stress tests: strategic materials to choose from, and the test of one of them."""

from collections.abc import Mapping
from typing import Any

from grondstof.products.answers.base import Answer
from grondstof.products.answers.desk import Desk
from grondstof.products.answers.names import in_sentence
from grondstof.products.answers.stress_fields import tested
from grondstof.products.answers.stress_test import LEAST_MONTHS
from grondstof.products.web.figures import figure, plain_table, ranked
from grondstof.products.web.page import Block, Card, Cards, Link, Page
from grondstof.products.web.parameters import Parameter, material
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.sector_risk import sector_figure
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
_TESTS = (
    "stage_id", "exporter_id", "share", "loss_share", "months", "months_of_use",
    "worst_month_share", "basis",
)  # fmt: skip
_FIELDS = ("name_{}", "finding_{}")
_SUPPLIERS = ("stage_id", "territory_id", "share", "above_limit")
# The form names the material in the query; the address of its own page has it in the path.
ASKED = "grondstof"


def show(visit: Visit) -> Page:
    """Return the materials to test, or the stress test of one."""
    title = visit.say("nav.stress-test")
    chosen = visit.rest[0] if visit.rest else visit.query.get(ASKED, "")
    if "stress-test" not in visit.desk.questions():
        return Page(title, visit.say("answer.none"))
    if not chosen:
        return _index(visit, title)
    return _one(visit, visit.ask("stress-test", material=chosen), title)


def _index(visit: Visit, title: str) -> Page:
    known = tested(visit.desk.edition(visit.address.edition))
    names = sorted(known, key=lambda name: visit.material(name).casefold())
    cards = [Card(visit.material(name), visit.link("stress-test", name)) for name in names]
    blocks: list[Block] = [Cards(visit.say("stress.choose"), cards, look="names")]
    blocks.append(Cards("", [Card(visit.say("stress.bans"), visit.link("bans"))], look="names"))
    return Page(title, visit.say("stress.lead", count=len(names)), blocks)


def _one(visit: Visit, answer: Answer, title: str) -> Page:
    name = visit.material(answer.rows[0]["material_id"])
    blocks: list[Block] = [_tests(visit, answer)]
    fields = [_shown(row) for row in answer.tables["fields"]]
    blocks.append(
        plain_table(
            visit, "fields", fields, title=visit.say("stress.fields"), columns=_named(visit)
        )
    )
    if answer.tables["sectors"]:
        blocks.append(sector_figure(visit, answer, answer.tables["sectors"]))
    blocks.append(plain_table(visit, "suppliers", answer.tables["suppliers"], columns=_SUPPLIERS))
    if not visit.static:
        blocks.append(_further(visit, answer.rows[0]))
    crumbs = [Link(title, visit.link("stress-test"))]
    words = visit.say("stress.title", name=name)
    return Page(words, visit.speak(answer.sentence), blocks, answer, crumbs=crumbs)


def _named(visit: Visit) -> list[str]:
    return [name.format(visit.language) for name in _FIELDS]


def _shown(row: Row) -> dict[str, Any]:
    """Return a field whose number marks are left out: its words hold figures of several sorts."""
    return {**row, "kind": None}


def _tests(visit: Visit, answer: Answer) -> Block:
    worst = max(answer.rows, key=lambda row: row["months_of_use"])
    short = worst["months_of_use_high"] >= LEAST_MONTHS
    told = visit.say(
        "stress.tests.told" if short else "stress.tests.none",
        place=visit.pick(*in_sentence(worst["exporter_id"])),
        low=visit.number(worst["months_of_use_low"], 1),
        high=visit.number(worst["months_of_use_high"], 1),
    )
    title = visit.say("stress.tests")
    return figure(
        visit, answer, "tests", title=title, sentence=told,
        chart=ranked(
            visit, answer.rows, "months_of_use", name_of=lambda row: _test(visit, row), label=told,
            maximum=max(1.0, *(row["months_of_use_high"] for row in answer.rows)),
        ),
        table=make_table(visit, "rows", answer.rows, caption=title, columns=_TESTS),
        rows=answer.rows, column="months_of_use", note=visit.say("stress.tests.note"),
    )  # fmt: skip


def _test(visit: Visit, row: Row) -> str:
    return visit.say(
        "stress.test",
        stage=visit.stage(row["stage_id"]),
        place=visit.territory(row["exporter_id"]),
        share=visit.percent(row["loss_share"], 0),
        months=row["months"],
    )


def _further(visit: Visit, row: Row) -> Block:
    query = {
        "exporter": row["exporter_id"], "material": row["material_id"], "stage": row["stage_id"],
    }  # fmt: skip
    cards = [
        Card(visit.say("stress.scenario"), visit.link("scenario", **query)),
        Card(visit.say("stress.bans"), visit.link("bans", grondstof=row["material_id"])),
    ]
    return Cards(visit.say("stress.further"), cards, look="names")


def _states(desk: Desk) -> list[tuple[str, ...]]:
    return [(), *((name,) for name in tested(desk.edition()))]


SCREEN = Screen(show, (Parameter(ASKED, material),), states=_states, computed=True)
