"""One factsheet per territory: what home depends on it for, what it supplies, what it restricts."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.errors import UnknownName
from grondstof.products import wording
from grondstof.products.answers.base import Answer
from grondstof.products.answers.desk import Desk
from grondstof.products.web.figures import figure, ranked
from grondstof.products.web.page import Block, Card, Cards, Link, Page
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.generic import other_tables, ranked_figure
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit
from grondstof.vocabulary import territories

Row = Mapping[str, Any]
_SUPPLY = ("material_id", "stage_id", "scope", "share", "year_from", "year_to")


def show(visit: Visit) -> Page:
    """Return the index of territories, or one factsheet."""
    if not visit.rest:
        return _index(visit)
    name = visit.rest[0]
    if name not in territories.territories() or len(visit.rest) > 1:
        found = territories.find(name)
        raise UnknownName("address", "/".join(visit.rest), "a territory", [found])
    answer = visit.ask("territory", territory=name)
    blocks: list[Block] = []
    direct = ranked_figure(
        visit,
        answer,
        "rows",
        answer.rows,
        visit.say("territory.traced", name=visit.territory(name)),
    )
    if direct:
        blocks.append(direct)
    supply = [row for row in answer.tables.get("supply", ()) if row["scope"] == "global"]
    if supply:
        blocks.append(_supply(visit, answer, supply, name))
    blocks += other_tables(visit, answer, ("supply",))
    place = territories.territories()[name]
    return Page(
        visit.territory(name),
        visit.speak(answer.sentence),
        blocks,
        answer,
        crumbs=[Link(visit.say("nav.territories"), visit.link("territories"))],
        over=f"{place.territory_id} {('· ' + place.note) if place.note else ''}".strip(),
    )


def _supply(visit: Visit, answer: Answer, rows: Sequence[Row], name: str) -> Block:
    rows = [{**row, "kind": row.get("kind") or "published"} for row in rows]
    rows.sort(key=lambda row: -(row["share"] or 0.0))
    top = [f"{visit.material(r['material_id'])} ({visit.percent(r['share'])})" for r in rows[:3]]
    told = visit.say(
        "territory.supply.told", name=visit.territory(name),
        top=wording.enumerate_words(top, visit.language),
    )  # fmt: skip
    chart = ranked(
        visit, rows, "share", maximum=1.0, label=told,
        name_of=lambda r: f"{visit.material(r['material_id'])}, {visit.stage(r['stage_id'])}",
        link_of=lambda r: visit.link("materials", r["material_id"], r["stage_id"]),
    )  # fmt: skip
    title = visit.say("territory.supply")
    return figure(
        visit, answer, "supply", title=title, sentence=told, chart=chart,
        table=make_table(visit, "supply", rows, caption=title, columns=_SUPPLY),
        rows=rows, column="share",
    )  # fmt: skip


def _index(visit: Visit) -> Page:
    known = [t for t in territories.territories().values() if not t.valid_to]
    known.sort(key=lambda t: visit.pick(t.name_nl, t.name_en))
    cards = [
        Card(visit.pick(t.name_nl, t.name_en), visit.link("territories", t.territory_id))
        for t in known
    ]
    lead = visit.say("territories.lead", count=len(cards))
    return Page(visit.say("nav.territories"), lead, [Cards("", cards, look="names")])


def _states(desk: Desk) -> list[tuple[str, ...]]:
    return [(), *((name,) for name in territories.territories())]


SCREEN = Screen(show, states=_states)
