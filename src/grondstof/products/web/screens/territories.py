"""One factsheet per territory: what home depends on it for, what it supplies, what it restricts."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from unicodedata import normalize

from grondstof.errors import UnknownName
from grondstof.products import wording
from grondstof.products.answers.base import Answer
from grondstof.products.answers.desk import Desk
from grondstof.products.charts.banded import both_forms
from grondstof.products.charts.pairs import Pair, pairs
from grondstof.products.charts.sankey import MOST_BANDS, Flow
from grondstof.products.web.figures import figure, ranged, ranked
from grondstof.products.web.maps import count_map, place_map
from grondstof.products.web.page import Block, Card, Cards, Cell, Facts, Link, Page
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.generic import other_tables
from grondstof.products.web.tables import cell, make_table
from grondstof.products.web.visit import Visit
from grondstof.vocabulary import territories

Row = Mapping[str, Any]
_DIMENSIONS = ("rl", "ge", "pv", "cc", "rq", "va", "hdi")
_DRAWN = (
    "code", "code_name", "materials", "stage_id", "match", "direct_share", "share", "basis",
    "anchor", "imports_musd", "traced_musd", "year",
)  # fmt: skip
_FLOWS = ("code", "stage_id", "traced_musd", "imports_musd", "year")
_MOST = ("territory_id", "codes_count", "code", "code_name_{}", "share", "year")
# Groups for which the edition holds a list of their own.
_WITH_LIST = ("EU27",)
_MOST_PAIRS = 10
# A band thinner than this part of all cannot carry a name of its own.
_THIN = 0.015
# Letters of a name that fit between two columns of the flow picture.
_LONG = 50
_SUPPLY = ("material_id", "stage_id", "scope", "share", "year_from", "year_to")


def show(visit: Visit) -> Page:
    """Return the index of territories, or one factsheet."""
    if not visit.rest:
        return _index(visit)
    name = visit.rest[0]
    if name in territories.groups() and len(visit.rest) == 1:
        return _group(visit, name)
    if name not in territories.territories() or len(visit.rest) > 1:
        found = territories.find(name)
        raise UnknownName("address", "/".join(visit.rest), "a territory", [found])
    answer = visit.ask("territory", territory=name)
    blocks: list[Block] = []
    blocks.append(_marks(visit, answer, name))
    if answer.rows:
        blocks.append(_drawn(visit, answer, name))
    flows = _flows(visit, answer, name)
    if flows:
        blocks.append(flows)
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


def _marks(visit: Visit, answer: Answer, name: str) -> Facts:
    """Return governance, human development, restrictions and supply of a territory."""
    newest: dict[str, Row] = {}
    for row in sorted(answer.tables["governance"], key=lambda row: row["year"]):
        newest[row["dimension"]] = {**row, "kind": "published"}
    facts = []
    for dimension in _DIMENSIONS if newest else ():
        words = visit.say(f"mark.{dimension}")
        if dimension not in newest:
            facts.append((words, Cell(wording.MISSING, why=visit.say("mark.none"))))
            continue
        row = newest[dimension]
        told = cell(visit, row, "estimate", "settled__governance")
        facts.append((f"{words}, {row['year']}", told))
    bans = {row["restriction_id"] for row in answer.tables["restrictions"]}
    held = {row["material_id"] for row in answer.tables["supply"] if row["scope"] == "global"}
    facts.append(
        (
            visit.say("mark.restrictions"),
            Cell(str(len(bans)), visit.link("controls", land=name) if bans else ""),
        )
    )
    facts.append((visit.say("mark.supply"), Cell(str(len(held)))))
    return Facts(visit.say("mark.title"), facts, told=visit.say("mark.told") if newest else "")


def _drawn(visit: Visit, answer: Answer, name: str) -> Block:
    """Return what home draws from the territory: at the border and traced, with its range."""
    rows = sorted(answer.rows, key=lambda row: -max(row["share"], row["direct_share"]))
    top = max(rows, key=lambda row: (row["share"], row["code"]))
    own = "name_nl" if visit.language == "nl" else "name_en"
    told = visit.say(
        "territory.told", name=wording.within(top[own]), direct=visit.percent(top["direct_share"]),
        true=ranged(visit, top, "share"),
    )  # fmt: skip
    items = [
        Pair(
            row[own],
            (visit.percent(row["direct_share"]), visit.percent(row["share"])),
            row["direct_share"], row["share"], row["share_low"], row["share_high"],
            visit.link("products", row["code"]),
        )
        for row in rows[:_MOST_PAIRS]
    ]  # fmt: skip
    title = visit.say("territory.traced", name=visit.place(name))
    keys = visit.say("origin.direct"), visit.say("origin.traced")
    place = place_map(visit, name, title, home=answer.question.home)
    return figure(
        visit, answer, "drawn", title=title, sentence=told,
        chart=pairs(items, told, keys) + place,
        table=make_table(visit, "rows", rows, caption=title, columns=_DRAWN), rows=rows,
        column="share", note=visit.say("territory.note"),
    )  # fmt: skip


def _flows(visit: Visit, answer: Answer, name: str) -> Block | None:
    """Return from the territory over stages to products, by traced value; at most twelve bands."""
    rows = [row for row in answer.rows if row["traced_musd"] and row["traced_musd"] > 0.0]
    if not rows:
        return None
    own = "name_nl" if visit.language == "nl" else "name_en"
    start, flows, by_stage = visit.territory(name), [], dict[str, float]()
    rows.sort(key=lambda row: -row["traced_musd"])
    room = MOST_BANDS - len({row["stage_id"] for row in rows}) - 1
    rest: dict[str, float] = {}
    whole = sum(row["traced_musd"] for row in rows)
    for number, row in enumerate(rows):
        stage, value = visit.stage(row["stage_id"]), row["traced_musd"]
        by_stage[stage] = by_stage.get(stage, 0.0) + value
        if number < room and value >= _THIN * whole:
            short = row[own] if len(row[own]) <= _LONG else f"{row[own][: _LONG - 2]}…"
            flows.append(Flow(1, stage, short, value, _money(visit, value)))
        else:
            rest[stage] = rest.get(stage, 0.0) + value
    if rest:
        # One band for all that is left, from the stage where most of it is.
        largest = max(rest, key=lambda stage: rest[stage])
        for stage, value in rest.items():
            if stage != largest:
                by_stage[stage] -= value
                by_stage[largest] += value
        left = sum(rest.values())
        flows.append(Flow(1, largest, visit.say("flow.rest"), left, _money(visit, left)))
    firsts = [Flow(0, start, s, v, _money(visit, v)) for s, v in by_stage.items() if v > 1e-9]
    told = visit.say("territory.flows.told", name=visit.place(name), year=rows[0]["year"])
    at_home = answer.question.home == name
    title = visit.say("territory.flows.own" if at_home else "territory.flows")
    return figure(
        visit, answer, "flows", title=title, sentence=told,
        chart=both_forms([*firsts, *flows], told),
        table=make_table(visit, "flows", rows, caption=title, columns=_FLOWS), rows=rows,
        column="traced_musd",
    )  # fmt: skip


def _money(visit: Visit, value: float) -> str:
    return visit.say("flow.words", value=visit.measure(value))


def _supply(visit: Visit, answer: Answer, rows: Sequence[Row], name: str) -> Block:
    rows = [{**row, "kind": row.get("kind") or "published"} for row in rows]
    rows.sort(key=lambda row: -(row["share"] or 0.0))
    top = [f"{visit.material(r['material_id'])} ({visit.percent(r['share'])})" for r in rows[:3]]
    told = visit.say(
        "territory.supply.told", name=wording.capital(visit.place(name)),
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
    """Return whom home leans on most often, then every territory by its first letter."""
    answer = visit.ask("territories")
    known = [t.territory_id for t in territories.territories().values() if not t.valid_to]
    past = [t.territory_id for t in territories.territories().values() if t.valid_to]
    blocks: list[Block] = [_most(visit, answer)] if answer.rows else []
    letters = {letter: list(group) for letter, group in groupby(_cards(visit, known), _letter)}
    blocks += [Cards(letter, cards, look="names letter") for letter, cards in letters.items()]
    groups = visit.say("territories.groups")
    blocks.append(Cards(groups, _cards(visit, list(territories.groups())), look="names"))
    blocks.append(Cards(visit.say("territories.past"), _cards(visit, past), look="names"))
    lead = visit.say("territories.lead", told=visit.speak(answer.sentence), count=len(known))
    return Page(visit.say("nav.territories"), lead, blocks, answer)


def _most(visit: Visit, answer: Answer) -> Block:
    rows, title = answer.rows, visit.say("territories.most")
    told = visit.say("territories.most.told", count=len(rows))
    chart = ranked(
        visit, rows, "codes_count", label=told,
        name_of=lambda row: visit.territory(row["territory_id"]),
        link_of=lambda row: visit.link("territories", row["territory_id"]),
    )  # fmt: skip
    counts = {row["territory_id"]: float(row["codes_count"]) for row in rows}
    none = visit.say("map.none.counted")
    place = count_map(visit, counts, title, home=answer.question.home, none=none)
    columns = [name.format(visit.language) for name in _MOST]
    return figure(
        visit, answer, "most", title=title, sentence=told, chart=chart + place,
        table=make_table(visit, "rows", rows, caption=title, columns=columns), rows=rows,
        column="share", note=visit.say("territories.most.note"),
    )  # fmt: skip


def _cards(visit: Visit, names: Sequence[str]) -> list[Card]:
    cards = [Card(visit.territory(name), visit.link("territories", name)) for name in names]
    return sorted(cards, key=lambda card: _plain(card.title))


def _plain(name: str) -> str:
    """Return a name without its accents and in small letters, so that Åland stands under A."""
    return normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()


def _letter(card: Card) -> str:
    return _plain(card.title)[:1].upper()


def _group(visit: Visit, name: str) -> Page:
    """Return a group of territories: who is in it, and the list that is made for it."""
    members = territories.members(name)
    blocks: list[Block] = [
        Cards(visit.say("territories.group.members"), _cards(visit, list(members)), look="names")
    ]
    if name in _WITH_LIST:
        card = Card(
            visit.say("territories.group.list"),
            visit.link("materials", "tabel", thuisland=name),
            visit.say("territories.group.list.what"),
        )
        blocks.insert(0, Cards("", [card]))
    lead = visit.say("territories.group.lead", name=visit.territory(name), count=len(members))
    return Page(
        visit.territory(name), lead, blocks,
        crumbs=[Link(visit.say("nav.territories"), visit.link("territories"))], over=name,
    )  # fmt: skip


def _states(desk: Desk) -> list[tuple[str, ...]]:
    return [(), *((name,) for name in (*territories.territories(), *territories.groups()))]


SCREEN = Screen(show, states=_states)
