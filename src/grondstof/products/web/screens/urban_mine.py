"""The urban mine: how much of each material is in use, goes out of use and can come back."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.errors import UnknownName
from grondstof.products.answers.base import Answer
from grondstof.products.answers.demand import BENCHMARK
from grondstof.products.answers.remedy_words import chain_name, home_name
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.web.figures import figure, interval_words, plain_table
from grondstof.products.web.page import Block, Card, Cards, Figure, Form, Link, Page
from grondstof.products.web.parameters import material
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.remedies_parts import (
    HOME_PARAMETER,
    SCENARIO_PARAMETER,
    ask_again,
    asked_home,
    chosen_scenario,
    course,
    course_figure,
    home_field,
    panel,
    spoken,
)
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
_FLOWS = ("stock_t", "outflow_t", "secondary_t", "demand_t", "secondary_share")
_COLUMNS = ("product_nl", "product_en", "year", *_FLOWS)
_ALL = (*_COLUMNS, "counted")
_INDEX = ("material_id", "stock_t", "outflow_t", "secondary_t", "published_t", "publisher")
_PUBLISHED = (
    "product_nl",
    "product_en",
    "year",
    "published_t",
    "covers_nl",
    "covers_en",
    "publisher",
    "title",
)
_RATES = ("product_nl", "product_en", "rate", "year", "value", "publisher", "title")
_MOST = 15


def show(visit: Visit) -> Page:
    """Return the index of the urban mine, or the page of one material."""
    if not visit.rest:
        return _index(visit)
    name = material("address", visit.rest[0])
    if name != visit.rest[0] or len(visit.rest) > 1:
        raise UnknownName("address", "/".join(visit.rest), "a material", [name])
    answer = visit.ask("urban-mine", home=asked_home(visit), material=name)
    blocks: list[Block] = ask_again(
        visit, Form("", visit.here(), [home_field(visit)], visit.say("form.show"))
    )
    scenario = chosen_scenario(visit, answer.tables["course"])
    rows = [row for row in answer.tables["course"] if row["scenario_id"] == scenario]
    if rows:
        blocks.append(_course(visit, answer, name, rows))
        years = [row for row in answer.tables["years"] if row["scenario_id"] == scenario]
        blocks.append(plain_table(visit, "years", years, title=visit.say("mine.years"),
                                  columns=spoken(visit, _ALL), folded=True))  # fmt: skip
    tables = answer.tables
    for table, found, columns in (
        ("published-totals", tables["published"], _PUBLISHED),
        ("rates", tables["rates"], _RATES),
    ):
        if found:
            kept = spoken(visit, columns)
            title = visit.say(f"mine.{table}")
            blocks.append(plain_table(visit, table, found, title=title, columns=kept))  # fmt: skip
    blocks.append(_next(visit, name))
    title = visit.say("mine.title", name=visit.material(name))
    return Page(title, visit.speak(answer.sentence), blocks, answer, crumbs=_crumbs(visit),
                over=visit.say("nav.urban-mine"))  # fmt: skip


def _crumbs(visit: Visit) -> list[Link]:
    return [
        Link(visit.say("nav.remedies"), visit.link("remedies")),
        Link(visit.say("nav.urban-mine"), visit.link("urban-mine")),
    ]


def _index(visit: Visit) -> Page:
    answer = visit.ask("urban-mine", home=asked_home(visit))
    blocks: list[Block] = ask_again(
        visit, Form("", visit.here(), [home_field(visit)], visit.say("form.show"))
    )
    placed = [row for row in answer.rows if row["secondary_share"] is not None]
    if placed:
        blocks.append(_ranked(visit, answer, placed))
    if answer.rows:
        rows = [_beside(visit, row) for row in answer.rows]
        blocks.append(plain_table(visit, "rows", rows, title=visit.say("mine.all"), columns=_INDEX))
    return Page(visit.say("nav.urban-mine"), visit.speak(answer.sentence), blocks, answer,
                crumbs=_crumbs(visit)[:1])  # fmt: skip


def _beside(visit: Visit, row: Row) -> Row:
    """Return a row whose published total is words: it is no number of our model."""
    total = row["published_t"]
    return row if total is None else {**row, "published_t": visit.number(total, 0)}


def _ranked(visit: Visit, answer: Answer, rows: Sequence[Row]) -> Figure:
    placed = sorted(rows, key=lambda row: -row["secondary_share"])
    items = [
        Bar(
            visit.material(row["material_id"]),
            interval_words(visit, row, "secondary_share"),
            row["secondary_share"],
            row["secondary_share_low"],
            row["secondary_share_high"],
            "modelled",
            visit.link("urban-mine", row["material_id"]),
        )
        for row in placed[:_MOST]
    ]
    told = visit.say("mine.ranked.told", year=placed[0]["share_year"])
    return figure(
        visit, answer, "ranked", title=visit.say("mine.ranked"), sentence=told,
        chart=bars(items, told, threshold=(BENCHMARK, visit.say("technology.benchmark"))),
        table=make_table(visit, "rows", placed, columns=("material_id", "secondary_share")),
        rows=placed, column="secondary_share", note=visit.say("technology.share.note"),
    )  # fmt: skip


def _course(visit: Visit, answer: Answer, name: str, rows: Sequence[Row]) -> Figure:
    chains = list(dict.fromkeys(str(row["product_id"]) for row in rows if row["counted"]))

    def lines(column: str) -> list[Any]:
        return [
            course(
                visit, [row for row in rows if row["product_id"] == chain], column,
                visit.speak(chain_name(chain)), look,
            )
            for look, chain in enumerate(chains, start=1)
        ]  # fmt: skip

    place = visit.speak(home_name(asked_home(visit)))
    return course_figure(
        visit, answer, "course",
        [
            panel(visit, visit.say("mine.stock"), lines("stock_t")),
            panel(visit, visit.say("mine.back"), lines("secondary_t")),
        ],
        [row for row in rows if row["counted"]],
        title=visit.say("mine.course", name=visit.material(name)),
        sentence=visit.say("mine.course.told", name=visit.material(name), place=place),
        columns=spoken(visit, _COLUMNS), column="secondary_t",
        note=visit.say("technology.course.note"),
    )  # fmt: skip


def _next(visit: Visit, name: str) -> Cards:
    words = visit.material(name)
    cards = [
        Card(visit.say("mine.to.material", name=words), visit.link("materials", name)),
        Card(visit.say("technology.to.stockpile", name=words), visit.link("stockpile", name)),
        Card(visit.say("nav.product-groups"), visit.link("product-groups")),
    ]
    return Cards(visit.say("products.next"), cards)


SCREEN = Screen(
    show,
    (HOME_PARAMETER, SCENARIO_PARAMETER),
    lambda desk: [(), *((str(row["material_id"]),) for row in desk.ask("urban-mine").rows)],
)
