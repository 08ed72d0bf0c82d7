"""Circularity of each product group: what is in it, what comes back, who serves which strategy."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products import wording
from grondstof.products.answers.base import Answer
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.web.figures import figure, plain_table
from grondstof.products.web.page import Block, Card, Cards, Cell, Figure, Form, Link, Page, Steps
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.remedies_parts import (
    HOME_PARAMETER,
    SCENARIO_PARAMETER,
    YEAR_PARAMETER,
    ask_again,
    asked_home,
    asked_year,
    chosen_scenario,
    home_field,
    shown_year,
    spoken,
    year_field,
)
from grondstof.products.web.screens.technologies import share_figure
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
_FLOWS = ("material_id", "product_nl", "product_en", "stock_t", "outflow_t", "secondary_t",
          "demand_t", "secondary_share")  # fmt: skip
_MATERIALS = ("material_id", "eol_rir", "content_g_kg", "goods", "chains_nl", "chains_en")
_ACTIONS = ("item_id", "register_kind", "strategies", "state", "owner_nl", "owner_en", "due")
_CRITERIA = ("item_id", "register_kind")
_PUBLISHED = ("material_id", "year", "published_t", "covers_nl", "covers_en", "publisher")
_INTENSITIES = ("material_id", "product_nl", "product_en", "variant", "intensity", "per_unit",
                "year")  # fmt: skip
_MOST_BARS = 14


def show(visit: Visit) -> Page:
    """Return the index of product groups, or the page of one."""
    if not visit.rest:
        return _index(visit)
    answer = visit.ask("product-group", home=asked_home(visit), group=visit.rest[0],
                       year=asked_year(visit))  # fmt: skip
    title = _title(visit, visit.rest[0])
    blocks: list[Block] = ask_again(visit, _form(visit, answer))
    blocks += _returns(visit, answer)
    blocks.append(_strategies(visit, answer))
    blocks += _tables(visit, answer)
    return Page(
        title,
        visit.speak(answer.sentence),
        blocks,
        answer,
        crumbs=[
            Link(visit.say("nav.remedies"), visit.link("remedies")),
            Link(visit.say("nav.product-groups"), visit.link("product-groups")),
        ],
        over=visit.say("group.over"),
    )


def _index(visit: Visit) -> Page:
    answer = visit.ask("product-group", home=asked_home(visit))
    cards = [
        Card(
            wording.capital(str(row[f"name_{visit.language}"])),
            visit.link("product-groups", str(row["group"])),
            visit.say("group.modelled" if row["modelled"] else "group.not-modelled"),
        )
        for row in answer.rows
    ]
    crumbs = [Link(visit.say("nav.remedies"), visit.link("remedies"))]
    title = visit.say("nav.product-groups")
    return Page(title, visit.speak(answer.sentence), [Cards("", cards)], answer, crumbs=crumbs)


def _title(visit: Visit, group: str) -> str:
    rows = visit.ask("product-group", home=asked_home(visit)).rows
    own = next((row for row in rows if row["group"] == group), None)
    return wording.capital(str(own[f"name_{visit.language}"]) if own else group.replace("-", " "))


def _form(visit: Visit, answer: Answer) -> Form:
    fields = [
        home_field(visit),
        *([year_field(visit, shown_year(answer.rows))] if answer.rows else []),
    ]
    return Form("", visit.here(), fields, visit.say("form.show"))


def _returns(visit: Visit, answer: Answer) -> list[Block]:
    """Return what comes back: of the group by the stock model, else of its materials in the EU."""
    rows = [row for row in answer.rows if row["secondary_share"] is not None]
    if rows:
        scenario = chosen_scenario(visit, rows)
        own = [row for row in rows if row["scenario_id"] == scenario]
        year = shown_year(answer.rows)
        blocks: list[Block] = [
            share_figure(visit, answer, _widest(own), visit.say("technology.share.told", year=year))
        ]
        told = visit.say("group.flows", year=year)
        blocks.append(
            plain_table(visit, "rows", own, title=told, columns=spoken(visit, _FLOWS), most=40)
        )
        return blocks
    known = [row for row in answer.tables["materials"] if row["eol_rir"] is not None]
    return [_recycled(visit, answer, known)] if known else []


def _widest(rows: Sequence[Row]) -> list[Row]:
    """Return one row for each material: that of the product with most demand for it."""
    found: dict[str, Row] = {}
    for row in rows:
        known = found.get(row["material_id"])
        if known is None or (row["demand_t"] or 0.0) > (known["demand_t"] or 0.0):
            found[row["material_id"]] = row
    return list(found.values())


def _recycled(visit: Visit, answer: Answer, rows: Sequence[Row]) -> Figure:
    placed = sorted(rows, key=lambda row: -row["eol_rir"])
    items = [
        Bar(
            visit.material(row["material_id"]),
            visit.percent(row["eol_rir"], 0),
            row["eol_rir"],
            kind="published",
            href=visit.link("materials", row["material_id"]),
        )
        for row in placed[:_MOST_BARS]
    ]
    told = visit.say("group.recycled.told", count=len(placed))
    threshold = (0.25, visit.say("technology.benchmark"))
    return figure(
        visit, answer, "recycled", title=visit.say("group.recycled"), sentence=told,
        chart=bars(items, told, threshold=threshold),
        table=make_table(visit, "materials", answer.tables["materials"],
                         columns=spoken(visit, _MATERIALS)),
        rows=placed, column="eol_rir", note=visit.say("group.recycled.note"),
    )  # fmt: skip


def _strategies(visit: Visit, answer: Answer) -> Steps:
    """Return the four strategies, each with the items of the register that serve it."""
    items = {row["item_id"]: row for row in answer.tables["actions"]}
    steps = []
    for row in answer.tables["strategies"]:
        names = [name for name in str(row["items"] or "").split(", ") if name in items]
        cells = [
            Cell(str(items[name][f"name_{visit.language}"]), visit.link("register", name))
            for name in names
        ]
        line = visit.say("group.serve", count=len(names)) if names else visit.say("group.nobody")
        steps.append((wording.capital(str(row[f"name_{visit.language}"])), line, cells))
    return Steps(visit.say("group.strategies"), steps, visit.say("group.strategies.what"))


def _tables(visit: Visit, answer: Answer) -> list[Block]:
    tables = answer.tables
    blocks: list[Block] = []
    for name, rows, columns in (
        ("criteria", tables["criteria"], _CRITERIA),
        ("published-totals", tables["published"], _PUBLISHED),
        ("materials", tables["materials"], _MATERIALS),
        ("actions", tables["actions"], _ACTIONS),
        ("intensities", tables["intensities"], _INTENSITIES),
    ):
        if rows:
            shown = [_worded(visit, row) for row in rows] if name == "actions" else rows
            blocks.append(
                plain_table(
                    visit, name, shown, title=visit.say(f"group.{name}"),
                    columns=spoken(visit, columns), folded=len(rows) > 12,
                )
            )  # fmt: skip
    return blocks


def _worded(visit: Visit, row: Row) -> Row:
    """Return a row whose strategies are words of the language."""
    names = [name for name in str(row["strategies"] or "").split(", ") if name]
    words = [visit.say(f"strategy.{name}") for name in names]
    return {**row, "strategies": wording.enumerate_words(words, visit.language) if words else None}


SCREEN = Screen(
    show,
    (HOME_PARAMETER, YEAR_PARAMETER, SCENARIO_PARAMETER),
    lambda desk: [(), *((str(r["group"]),) for r in desk.ask("product-group").rows)],
)
