"""One page per technology: demand, stock, outflow and what recycling can give, with ranges."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.errors import UnknownName
from grondstof.products.answers.base import Answer
from grondstof.products.answers.demand import BENCHMARK, SCARCE
from grondstof.products.answers.remedy_words import chain_name, home_name
from grondstof.products.web.figures import figure, plain_table, ranked
from grondstof.products.web.page import Block, Card, Cards, Field, Figure, Form, Link, Page
from grondstof.products.web.parameters import Parameter, material
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.remedies_parts import (
    HOME_PARAMETER,
    SCENARIO_PARAMETER,
    YEAR_PARAMETER,
    ask_again,
    asked_home,
    asked_year,
    chosen_scenario,
    course,
    course_figure,
    home_field,
    panel,
    scenario_field,
    shown_year,
    spoken,
    year_field,
)
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit
from grondstof.products.wording import capital

Row = Mapping[str, Any]
# Table of the answer -> its heading.
_TITLES = {
    "benchmark": "technology.reach",
    "published-figures": "technology.published",
    "scenarios": "technology.scenarios",
}
ORDER = ("permanent-magnet", "li-ion-battery", "solar-pv", "wind-turbine")
FLOWS = ("demand_t", "stock_t", "outflow_t", "secondary_t", "secondary_share")
_COURSE = ("year", *FLOWS)
_ROWS = ("material_id", *FLOWS)
_BENCHMARK = ("material_id", "reached", "reached_best", "until", "secondary_share")
_PUBLISHED = ("material_id", "year", "published_t", "ours_t", "ratio", "inside_range",
              "reason_nl", "reason_en", "covers_nl", "covers_en", "publisher", "title")  # fmt: skip
_SCENARIOS = ("name_nl", "name_en", "until", "note_nl", "note_en", "source")


def show(visit: Visit) -> Page:
    """Return the index of technologies, or the page of one."""
    if not visit.rest:
        return _index(visit)
    chain = visit.rest[0]
    if chain not in ORDER or len(visit.rest) > 1:
        raise UnknownName("address", "/".join(visit.rest), "a technology", list(ORDER))
    answer = visit.ask("demand", home=asked_home(visit), chain=chain, year=asked_year(visit),
                       material=visit.query.get("grondstof"))  # fmt: skip
    year = shown_year(answer.rows)
    name = _name(visit, chain)
    shown_name = visit.query.get("grondstof", SCARCE[chain])
    blocks: list[Block] = ask_again(visit, _form(visit, answer, chain, shown_name, year))
    scenario = chosen_scenario(visit, answer.tables["scenarios"])
    blocks += _figures(visit, answer, chain, shown_name, scenario, year)
    blocks += _tables(visit, answer, scenario)
    blocks.append(_next(visit, chain, shown_name))
    return Page(
        visit.say("technology.title", name=name),
        visit.speak(answer.sentence),
        blocks,
        answer,
        crumbs=_crumbs(visit),
        over=visit.say("technology.over"),
    )


def _crumbs(visit: Visit) -> list[Link]:
    return [
        Link(visit.say("nav.remedies"), visit.link("remedies")),
        Link(visit.say("nav.technologies"), visit.link("technologies")),
    ]


def _name(visit: Visit, chain: str) -> str:
    return capital(visit.speak(chain_name(chain)))


def _index(visit: Visit) -> Page:
    cards = []
    for chain in ORDER:
        answer = visit.ask("demand", home=asked_home(visit), chain=chain, year=asked_year(visit))
        cards.append(
            Card(_name(visit, chain), visit.link("technologies", chain),
                 visit.speak(answer.sentence))
        )  # fmt: skip
    lead = visit.say("technologies.lead", count=len(cards))
    crumbs = _crumbs(visit)[:1]
    return Page(visit.say("nav.technologies"), lead, [Cards("", cards)], crumbs=crumbs)


def _form(visit: Visit, answer: Answer, chain: str, own: str, year: int) -> Form:
    names = sorted({str(row["material_id"]) for row in answer.tables["years"]} or {own})
    options = sorted(((name, visit.material(name)) for name in names), key=lambda pair: pair[1])
    fields = [home_field(visit)]
    if answer.rows:
        fields += [
            Field("grondstof", visit.say("column.material_id"), "select", own, options),
            scenario_field(visit, answer.tables["scenarios"]),
            year_field(visit, year),
        ]
    return Form("", visit.link("technologies", chain), fields, visit.say("form.show"))


def _figures(
    visit: Visit, answer: Answer, chain: str, own: str, scenario: str, year: int
) -> list[Block]:
    rows = [row for row in answer.tables["course"] if row["scenario_id"] == scenario]
    blocks: list[Block] = []
    if rows:
        blocks.append(_course(visit, answer, chain, own, rows))
    shares = [
        row
        for row in answer.rows
        if row["scenario_id"] == scenario and row["secondary_share"] is not None
    ]
    if shares:
        told = visit.say("technology.share.told", year=year)
        blocks.append(share_figure(visit, answer, shares, told))
    return blocks


def share_figure(visit: Visit, answer: Answer, rows: Sequence[Row], told: str) -> Figure:
    """Return what recycling can give of demand as ranked bars beside the benchmark of 25 %."""
    placed = sorted(rows, key=lambda row: -row["secondary_share"])
    return figure(
        visit, answer, "secondary", title=visit.say("technology.share"), sentence=told,
        chart=ranked(
            visit, placed, "secondary_share",
            name_of=lambda row: visit.material(row["material_id"]),
            link_of=lambda row: visit.link("urban-mine", row["material_id"]),
            label=told, threshold=(BENCHMARK, visit.say("technology.benchmark")), most=20,
        ),
        table=make_table(visit, "rows", placed, caption=visit.say("technology.share"),
                         columns=_ROWS),
        rows=placed, column="secondary_share", note=visit.say("technology.share.note"),
    )  # fmt: skip


def _course(visit: Visit, answer: Answer, chain: str, own: str, rows: Sequence[Row]) -> Figure:
    say = visit.say
    flows = [
        course(visit, rows, "demand_t", say("flow.demand"), 1),
        course(visit, rows, "outflow_t", say("flow.outflow"), 2),
        course(visit, rows, "secondary_t", say("flow.secondary"), 3),
    ]
    stock = [course(visit, rows, "stock_t", say("flow.stock"), 4)]
    material_name = visit.material(own)
    place = visit.speak(home_name(asked_home(visit)))
    last = max(int(row["year"]) for row in rows)
    end = next(row for row in rows if row["year"] == last)
    told = say(
        "technology.course.told", material=material_name, year=last, place=place,
        low=_tonnes(visit, end["secondary_t_low"]), high=_tonnes(visit, end["secondary_t_high"]),
        least=_tonnes(visit, end["demand_t_low"]), most=_tonnes(visit, end["demand_t_high"]),
    )  # fmt: skip
    name = visit.speak(chain_name(chain))
    return course_figure(
        visit, answer, "course",
        [
            panel(visit, say("technology.flows"), flows),
            panel(visit, say("technology.stock"), stock),
        ],
        rows, title=say("technology.course", material=material_name, name=name), sentence=told,
        columns=_COURSE, column="secondary_t", note=say("technology.course.note"),
    )  # fmt: skip


def _tonnes(visit: Visit, value: float) -> str:
    return visit.number(value, 0 if value >= 10 else 1)


def _tables(visit: Visit, answer: Answer, scenario: str) -> list[Block]:
    tables = answer.tables
    own = [row for row in tables["years"] if row["scenario_id"] == scenario]
    wide = [row for row in own if row["year"] in (2030, 2040, 2050)]
    blocks: list[Block] = []
    if wide:
        wide.sort(key=lambda row: (visit.material(row["material_id"]), row["year"]))
        title, shown_columns = visit.say("technology.years"), ("material_id", "year", *FLOWS)
        blocks.append(
            plain_table(
                visit, "years", wide, title=title, columns=shown_columns, folded=True, most=90
            )
        )
    reach = [_in_years(row) for row in tables["benchmark"] if row["scenario_id"] == scenario]
    paths = [_in_years(row) for row in tables["scenarios"]]
    further: tuple[tuple[str, Sequence[Row], Sequence[str]], ...] = (
        ("benchmark", reach, _BENCHMARK),
        ("published-figures", tables["published"], _PUBLISHED),
        ("scenarios", paths, _SCENARIOS),
    )
    for name, rows, columns in further:
        if rows:
            title, own_columns = visit.say(_TITLES[name]), spoken(visit, columns)
            long = len(rows) > 12
            blocks.append(
                plain_table(visit, name, rows, title=title, columns=own_columns, folded=long)
            )
    return blocks


def _in_years(row: Row) -> Row:
    """Return a row whose years are words, so that none is written as an amount."""
    names = [name for name in ("reached", "reached_best", "until") if row.get(name) is not None]
    return {**row, **{name: str(row[name]) for name in names}}


def _next(visit: Visit, chain: str, own: str) -> Cards:
    cards = [
        Card(visit.say("technology.to.mine", name=visit.material(own)),
             visit.link("urban-mine", own)),
        Card(visit.say("technology.to.measures"), visit.link("measures", chain)),
        Card(visit.say("technology.to.stockpile", name=visit.material(own)),
             visit.link("stockpile", own)),
        Card(visit.say("technology.to.chain"), visit.link("chains", chain)),
    ]  # fmt: skip
    return Cards(visit.say("products.next"), cards)


SCREEN = Screen(
    show,
    (HOME_PARAMETER, YEAR_PARAMETER, SCENARIO_PARAMETER, Parameter("grondstof", material)),
    lambda desk: [(), *((chain,) for chain in ORDER)],
)
