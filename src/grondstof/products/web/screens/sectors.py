"""One page per industry: which materials it needs, and where it is exposed."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products.answers.base import Answer
from grondstof.products.answers.desk import Desk
from grondstof.products.web.figures import figure, ranked, source_lines
from grondstof.products.web.page import Block, Card, Cards, Figure, Link, Page
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.generic import other_tables
from grondstof.products.web.screens.material_accounts import overview_blocks
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]

_MOST_DIVISIONS = 4
_COLUMNS = (
    "material_id", "total_part", "direct_part", "dependent_musd", "direct_t", "indirect_t",
    "indirect_share",
)  # fmt: skip


def show(visit: Visit) -> Page:
    """Return the index of industries with the accounts of all materials, or the page of one."""
    title = visit.say("nav.sectors")
    if visit.rest:
        return _industry(visit, title, visit.rest[0])
    cards = [
        Card(
            _name(visit, row),
            visit.link("sectors", str(row["sector"])),
            mark=_few(row["divisions"]),
        )
        for row in visit.ask("sectors").rows
    ]
    answer = visit.ask("footprint")
    made = overview_blocks(visit, answer)
    listed = Cards(visit.say("sectors.all"), cards, look="list")
    blocks = [*made[:1], listed, *made[1:]]
    lead = visit.say("sectors.lead", count=len(cards))
    return Page(title, f"{lead} {visit.speak(answer.sentence)}", blocks, answer)


def _industry(visit: Visit, title: str, code: str) -> Page:
    answer = visit.ask("sector", sector=code)
    known = {str(row["sector"]): row for row in visit.ask("sectors").rows}
    name = _name(visit, known[code]) if code in known else code
    blocks: list[Block] = [_needs(visit, answer)] if answer.rows else []
    return Page(
        name,
        visit.speak(answer.sentence),
        [*blocks, *other_tables(visit, answer)],
        answer,
        crumbs=[Link(title, visit.link("sectors"))],
        over=f"NACE {known[code]['divisions']}" if code in known else code,
    )


def _needs(visit: Visit, answer: Answer) -> Figure:
    rows: Sequence[Row] = answer.rows
    title, told = visit.say("sector.needs"), visit.speak(answer.sentence)
    return figure(
        visit, answer, "needs", title=title, sentence=told,
        chart=ranked(
            visit, rows, "total_part", label=told,
            name_of=lambda row: _name(visit, row),
            link_of=lambda row: visit.link("materials", row["material_id"], "keten"),
        ),
        table=make_table(visit, "needs", rows, caption=title, columns=_COLUMNS),
        rows=rows, column="total_part", note=visit.say("sector.needs.note"),
        sources=source_lines(answer),
    )  # fmt: skip


def _few(divisions: str) -> str:
    """Return the first divisions of an industry, and how many more there are."""
    names = divisions.split(", ")
    rest = len(names) - _MOST_DIVISIONS
    shown = ", ".join(names[:_MOST_DIVISIONS])
    return f"{shown} +{rest}" if rest > 0 else shown


def _name(visit: Visit, row: Row) -> str:
    return str(row[visit.pick("name_nl", "name_en")])


def _states(desk: Desk) -> list[tuple[str, ...]]:
    return [(), *((str(row["sector"]),) for row in desk.ask("sectors").rows)]


SCREEN = Screen(show, states=_states)
