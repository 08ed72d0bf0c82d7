"""The pages of one material: supply by stage first, then flows, trend, and everything in tables."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from grondstof.errors import InputError, UnknownName
from grondstof.products import faults, wording
from grondstof.products.answers.base import Answer
from grondstof.products.answers.material import supply_sentence
from grondstof.products.answers.names import own_home
from grondstof.products.web.figures import figure, interval_words, plain_table, ranked
from grondstof.products.web.maps import share_map
from grondstof.products.web.page import Block, Cell, Facts, Figure, Link, Page
from grondstof.products.web.screens.explained import explained
from grondstof.products.web.screens.material_accounts import account_blocks
from grondstof.products.web.screens.material_trade import origin_blocks, trend_blocks
from grondstof.products.web.screens.onward import of_material
from grondstof.products.web.tables import cell, make_table
from grondstof.products.web.visit import Visit
from grondstof.products.web.walks import origin_table
from grondstof.vocabulary.materials import Material

Row = Mapping[str, Any]
TABS = ("extraction", "processing", "keten", "trend", "uitleg")
_SHARE_COLUMNS = ("territory_id", "share", "trade_parameter", "year_from", "year_to", "reason")
# Tables that stand on the first page of a material, in order.
_TABLES = ("criticality", "lists", "production", "use", "parameters", "indicators", "replication")


def material_page(visit: Visit, found: Material, tab: str) -> Page:
    """Return the page of a material, or one of the pages beside it.

    Raises:
        UnknownName: If there is no such page.
    """
    if tab and tab not in TABS:
        raise UnknownName("address", tab, "a page of a material", TABS)
    answer = visit.ask("material", material=found.material_id)
    blocks, shown, lead = _blocks(visit, found, tab, answer)
    name = visit.pick(found.name_nl, found.name_en)
    symbol = f"{found.symbol} · " if found.symbol else ""
    return Page(
        name,
        lead or visit.speak(answer.sentence),
        blocks,
        shown,
        crumbs=[Link(visit.say("nav.materials"), visit.link("materials"))],
        tabs=_tabs(visit, found.material_id, tab),
        over=symbol + visit.says(f"group.{found.group}", found.group.replace("-", " ")),
    )


def _blocks(
    visit: Visit, found: Material, tab: str, answer: Answer
) -> tuple[list[Block], Answer, str]:
    if tab == "keten":
        blocks, shown, lead = origin_blocks(visit, found.material_id, answer)
        return [*blocks, *account_blocks(visit, found.material_id)], shown, lead
    if tab == "trend":
        return trend_blocks(visit, found.material_id, answer)
    if tab == "uitleg":
        return _explained(visit, found.material_id, answer)
    supply = supply_figures(visit, found, answer, tab)
    if tab:
        of_stage = [row for row in answer.rows if row["stage_id"] == tab]
        if of_stage:
            return supply, answer, visit.speak(supply_sentence(found, of_stage))
        name = visit.pick(found.name_nl, found.name_en)
        return supply, answer, visit.say("supply.none", stage=visit.stage(tab), name=name)
    rest = [
        plain_table(
            visit, name, answer.tables[name], folded=name != "lists", columns=_columns(visit, name)
        )
        for name in _TABLES
        if answer.tables.get(name)
    ]
    return (
        [_facts(visit, answer), *supply[:1], *rest, of_material(visit, found.material_id)],
        answer,
        "",
    )


def _columns(visit: Visit, name: str) -> Sequence[str] | None:
    """Return the columns of a table of which the others say nothing to a reader; None for all."""
    if name == "lists":
        return (visit.pick("title_nl", "title_en"), "legal_reference", "valid_from")
    return None


def _tabs(visit: Visit, name: str, tab: str) -> list[Link]:
    found = [Link(visit.say("tab.all"), visit.link("materials", name) if tab else "")]
    for other in TABS:
        href = "" if other == tab else visit.link("materials", name, other)
        found.append(Link(visit.say(f"tab.{other}"), href))
    return found


def _facts(visit: Visit, answer: Answer) -> Facts:
    facts: list[tuple[str, Cell]] = []
    rows = [r for r in answer.tables.get("criticality", ()) if r["verdict"] != "not-assessed"]
    own = [row for row in visit.ask("list").rows if row["material_id"] == answer.question.material]
    if own:
        for column in ("verdict", "supply_risk", "importance_share"):
            if column in own[0]:
                words = visit.say("fact.own", what=visit.say(f"column.{column}"))
                facts.append((words, cell(visit, own[0], column, origin_table(own[0]))))
    if rows and not own:
        newest = max(rows, key=lambda row: row["method_id"])
        method = visit.says(f"value.method_id.{newest['method_id']}", newest["method_id"])
        for column in ("verdict", "supply_risk", "importance"):
            words = visit.say(f"column.{column}")
            facts.append(
                (f"{words} ({method})", cell(visit, newest, column, "assessed__criticality"))
            )
    held = [row for row in answer.tables.get("lists", ()) if row["list_id"].startswith("eu-crma")]
    names = [visit.say(f"fact.{row['list_id']}") for row in held]
    facts.append(
        (visit.say("fact.lists"), Cell(", ".join(names) if names else visit.say("fact.nolist")))
    )
    rate = [r for r in answer.tables.get("parameters", ()) if r["parameter"] == "eol_rir"]
    if rate:
        share = {**rate[-1], "unit": "fraction", "kind": "published"}
        facts.append(
            (visit.say("fact.recycling"), cell(visit, share, "value", "settled__parameter"))
        )
    return Facts("", facts)


def supply_figures(visit: Visit, found: Material, answer: Answer, tab: str) -> list[Block]:
    """Return one figure per stage and scope: world supply first, then EU sourcing."""
    order = {"global": 0, "eu": 1}
    first = _leading(answer.rows)
    rows = [row for row in answer.rows if not tab or row["stage_id"] == tab]
    rows = sorted(rows, key=lambda r: (order[r["scope"]], r["stage_id"] != first))
    made: list[Block] = []
    for (scope, stage), group in groupby(rows, key=lambda r: (r["scope"], r["stage_id"])):
        made.append(_supply(visit, found, answer, list(group), scope, stage))
    return made


def _leading(rows: Sequence[Row]) -> str:
    """Return the stage of the largest share of world supply, which the page opens with."""
    world = [row for row in rows if row["scope"] == "global" and row["share"] is not None]
    top = max(world, key=lambda row: (row["share"], row["territory_id"]), default=None)
    return str(top["stage_id"]) if top else "processing"


def _supply(
    visit: Visit, found: Material, answer: Answer, rows: list[Row], scope: str, stage: str
) -> Figure:
    rows = [{**row, "kind": row.get("kind") or "published"} for row in rows]
    rows.sort(key=lambda r: -(r["share"] if r["share"] is not None else r["share_high"] or 0))
    name = visit.pick(found.name_nl, found.name_en)
    years = f"{rows[0]['year_from']}–{rows[0]['year_to']}"
    told = _told(visit, rows)
    title = visit.say(f"supply.{scope}", stage=visit.stage(stage), name=name, years=years)
    chart = ranked(
        visit,
        rows,
        "share",
        name_of=lambda row: visit.territory(row["territory_id"]),
        link_of=lambda row: visit.link("territories", row["territory_id"]),
        label=told,
        maximum=1.0,
    )
    return figure(
        visit,
        answer,
        f"{scope}-{stage}",
        title=title,
        sentence=told,
        chart=chart + _map(visit, rows, title),
        table=make_table(visit, f"{scope}-{stage}", rows, caption=title, columns=_SHARE_COLUMNS),
        rows=rows,
        column="share",
        note=visit.say("map.note"),
    )


def _told(visit: Visit, rows: Sequence[Row]) -> str:
    top = [
        f"{visit.place(row['territory_id'])} ({interval_words(visit, row, 'share')})"
        for row in rows[:3]
    ]
    return visit.say("supply.told", top=wording.enumerate_words(top, visit.language))


def _map(visit: Visit, rows: Sequence[Row], label: str) -> str:
    values = {r["territory_id"]: r["share"] for r in rows if r["share"]}
    return share_map(visit, values, label, home=own_home(), none=visit.say("map.none"))


def _explained(visit: Visit, name: str, answer: Answer) -> tuple[list[Block], Answer, str]:
    try:
        told = visit.ask("explanation", material=name)
    except UnknownName:
        return [], answer, visit.say("explain.none", name=visit.material(name))
    except InputError as error:
        return [], answer, faults.sentence(error.faults[0], visit.language)
    blocks: list[Block] = explained(visit, told)
    return blocks, told, visit.speak(told.sentence)
