"""Measures for a chain: how sure their order is, what each avoids per euro, the best set."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grondstof.errors import FaultyError, UnknownName
from grondstof.products import faults, wording
from grondstof.products.answers.base import Answer
from grondstof.products.answers.measures import DEFAULT_BUDGET, known_chains
from grondstof.products.answers.remedy_words import chain_name, home_name
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.web.figures import figure, plain_table
from grondstof.products.web.page import (
    Block,
    Card,
    Cards,
    Cell,
    Facts,
    Field,
    Figure,
    Form,
    Link,
    Page,
)
from grondstof.products.web.parameters import Parameter, amount, choice
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.remedies_parts import (
    HOME_PARAMETER,
    ask_again,
    asked_home,
    spoken,
)
from grondstof.products.web.screens.stockpile import HOMES
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
BUDGET = f"{DEFAULT_BUDGET:.15g}"
# Measures that come first in fewer draws than this are left to the table.
_SELDOM = 0.005
_BUDGETS = ("1000000", "5000000", "10000000", "50000000", "250000000", "1000000000")
_CAPS = ("", "0.8", "0.65", "0.5")
_RANKED = ("rank", "name_nl", "name_en", "strategy", "cost_eur", "avoided_eur", "avoided_per_eur",
           "best_share", "years_to_work", "chosen", "cost_source")  # fmt: skip
_UNPRICED = ("effect_rank", "name_nl", "name_en", "strategy", "avoided_eur", "years_to_work",
             "owner_nl", "owner_en", "reason_nl", "reason_en", "source")  # fmt: skip
_FRONTIER = ("budget_eur", "cost_eur", "avoided_share", "avoided_per_eur", "measures")
_NODES = ("material_id", "use_t", "supplier_id", "supplier_share", "stage_id", "basis_nl",
          "basis_en")  # fmt: skip


def show(visit: Visit) -> Page:
    """Return the index of chains with measures, or the measures for one."""
    crumbs = [Link(visit.say("nav.remedies"), visit.link("remedies"))]
    if not visit.rest and "keten" not in visit.query:
        return _index(visit, crumbs)
    chain = visit.query.get("keten") or visit.rest[0]
    if chain not in known_chains() or len(visit.rest) > 1:
        raise UnknownName("address", "/".join(visit.rest), "a chain with measures", known_chains())
    name = visit.speak(chain_name(chain))
    title = visit.say("measures.title", name=name)
    crumbs.append(Link(visit.say("nav.measures"), visit.link("measures")))
    form = _form(visit, chain)
    try:
        answer = visit.ask("measures", home=asked_home(visit), chain=chain,
                           budget=visit.query.get("budget", BUDGET), cap=visit.query.get("plafond"),
                           bound=visit.query.get("grens"))  # fmt: skip
    except FaultyError as error:
        return Page(
            title,
            faults.sentence(error.faults[0], visit.language),
            [form],
            crumbs=crumbs,
            status=error.http_status,
        )
    blocks = [*ask_again(visit, form), *_blocks(visit, answer, chain)]
    return Page(title, visit.speak(answer.sentence), blocks, answer, crumbs=crumbs,
                over=visit.say("nav.measures"))  # fmt: skip


def _index(visit: Visit, crumbs: Sequence[Link]) -> Page:
    cards = [
        Card(wording.capital(visit.speak(chain_name(chain))), visit.link("measures", chain))
        for chain in known_chains()
    ]
    lead = visit.say("measures.lead", count=len(cards))
    return Page(visit.say("nav.measures"), lead, [Cards("", cards)], crumbs=crumbs)


def _form(visit: Visit, chain: str) -> Form:
    say, query = visit.say, visit.query
    own, budget = asked_home(visit), query.get("budget", BUDGET)
    budgets = sorted({*_BUDGETS, budget}, key=float)
    fields = [
        Field("keten", say("measures.chain"), "select", chain,
              [(key, wording.capital(visit.speak(chain_name(key)))) for key in known_chains()]),
        Field("budget", say("measures.budget"), "select", budget,
              [(key, _euros(visit, float(key))) for key in budgets]),
        Field("plafond", say("measures.cap"), "select", query.get("plafond", ""),
              [(key, visit.percent(float(key), 0) if key else say("measures.no-cap"))
               for key in _CAPS]),
        Field("grens", say("measures.bound"), "select", query.get("grens", ""),
              [(key, say(f"measures.bound.{key or 'auto'}")) for key in ("", "high", "low")]),
        Field("thuisland", say("remedies.home"), "select", own,
              [(key, visit.speak(home_name(key))) for key in dict.fromkeys((*HOMES, own))]),
    ]  # fmt: skip
    return Form("", visit.link("measures"), fields, say("form.show"))


def _euros(visit: Visit, value: float) -> str:
    return f"€\u00a0{wording.large(value, visit.language)}"


def _blocks(visit: Visit, answer: Answer, chain: str) -> list[Block]:
    ranked = [row for row in answer.rows if row["rank"] is not None]
    others = [row for row in answer.rows if row["cost_eur"] is None]
    blocks: list[Block] = []
    if ranked:
        blocks.append(_sureness(visit, answer, ranked))
        blocks.append(_per_euro(visit, answer, ranked))
        blocks += _choice(visit, answer.tables["choice"][0], answer)
        blocks.append(_frontier(visit, answer))
    if others:
        title = visit.say("measures.unpriced")
        blocks.append(plain_table(visit, "unpriced", _worded(visit, others), title=title,
                                  columns=spoken(visit, _UNPRICED)))  # fmt: skip
    blocks.append(plain_table(visit, "nodes", answer.tables["nodes"],
                              title=visit.say("measures.nodes"),
                              columns=spoken(visit, _NODES)))  # fmt: skip
    cards = [
        Card(visit.say("measures.to.technology"), visit.link("technologies", chain))
        if chain != "semiconductor"
        else Card(visit.say("technology.to.stockpile", name=visit.material("gallium")),
                  visit.link("stockpile", "gallium")),
        Card(visit.say("technology.to.chain"), visit.link("chains", chain)),
    ]  # fmt: skip
    return [*blocks, Cards(visit.say("products.next"), cards)]


def _sureness(visit: Visit, answer: Answer, rows: Sequence[Row]) -> Figure:
    """Return in how many draws each measure comes first; it stands before the word best."""
    placed = [row for row in rows if row["best_share"] >= _SELDOM] or list(rows[:3])
    placed.sort(key=lambda row: -row["best_share"])
    items = [
        Bar(str(row[f"name_{visit.language}"]), visit.percent(row["best_share"], 0),
            row["best_share"], kind="modelled")
        for row in placed[:8]
    ]  # fmt: skip
    told = visit.say("measures.sure.told")
    table = make_table(visit, "sureness", rows,
                       columns=(f"name_{visit.language}", "best_share", "rank", "rank_low",
                                "rank_high"))  # fmt: skip
    made = figure(visit, answer, "sureness", title=visit.say("measures.sure"), sentence=told,
                  chart=bars(items, told, maximum=1.0), table=table, rows=rows,
                  column="best_share")  # fmt: skip
    return replace(made, sure=visit.say("measures.sure.how"))


def _per_euro(visit: Visit, answer: Answer, rows: Sequence[Row]) -> Figure:
    items = [
        Bar(
            f"{row['rank']}. {row[f'name_{visit.language}']}",
            visit.say("measures.bar", value=_euros(visit, row["avoided_per_eur"])),
            row["avoided_per_eur"],
            row["avoided_per_eur_low"],
            row["avoided_per_eur_high"],
            kind="modelled",
            hint=str(row[f"reason_{visit.language}"]),
        )
        for row in rows[:12]
    ]
    told = visit.say("measures.ranked.told")
    columns = spoken(visit, _RANKED)
    return figure(
        visit, answer, "per-euro", title=visit.say("measures.ranked"), sentence=told,
        chart=bars(items, told),
        table=make_table(visit, "rows", _worded(visit, rows), columns=columns), rows=rows,
        column="avoided_per_eur", note=visit.say("measures.ranked.note"),
    )  # fmt: skip


def _choice(visit: Visit, row: Row, answer: Answer) -> list[Block]:
    """Return the best set for the budget, with the gap that the search left."""
    share, gap = row["avoided_share"], visit.percent(row["gap_share"], 2)
    proved = visit.say("measures.proved" if row["proved"] else "measures.not-proved", gap=gap)
    budget = _euros(visit, row["budget_eur"])
    met = "–" if share is None else visit.percent(share, 0)
    facts = Facts(
        visit.say("measures.choice", budget=budget),
        [
            (visit.say("measures.cost"), Cell(_euros(visit, row["cost_eur"]), kind="modelled")),
            (visit.say("measures.avoided"), Cell(met, kind="modelled")),
            (visit.say("measures.search"), Cell(proved)),
            (visit.say("measures.gap"), Cell(gap)),
        ],
    )
    cards = [
        Card(str(item[f"name_{visit.language}"]), "", _euros(visit, item["cost_eur"]))
        for item in answer.rows
        if item["chosen"]
    ]
    return [facts, Cards("", cards)] if cards else [facts]


def _frontier(visit: Visit, answer: Answer) -> Figure:
    rows = [row for row in answer.tables["frontier"] if row["avoided_share"] is not None]
    items = [
        Bar(_euros(visit, row["budget_eur"]), visit.percent(row["avoided_share"], 0),
            row["avoided_share"], kind="modelled")
        for row in rows
    ]  # fmt: skip
    told = visit.say("measures.frontier.told")
    made = figure(visit, answer, "frontier", title=visit.say("measures.frontier"), sentence=told,
                  chart=bars(items, told, maximum=1.0),
                  table=make_table(visit, "frontier", _sets(visit, answer, rows),
                                   columns=_FRONTIER),
                  rows=rows, column="avoided_share")  # fmt: skip
    return replace(made, sure=visit.say("measures.sure.how"))


def _sets(visit: Visit, answer: Answer, rows: Sequence[Row]) -> list[Row]:
    """Return rows whose measures are names of the language."""
    names = {item["measure_id"]: str(item[f"name_{visit.language}"]) for item in answer.rows}
    found: list[Row] = []
    for row in rows:
        chosen = [names[key] for key in str(row["measures"]).split(", ") if key in names]
        found.append({**row, "measures": "; ".join(chosen) or None})
    return found


def _worded(visit: Visit, rows: Sequence[Row]) -> list[Row]:
    """Return rows whose strategy is a word of the language."""
    return [{**row, "strategy": visit.say(f"strategy.{row['strategy']}")} for row in rows]


SCREEN = Screen(
    show,
    (
        HOME_PARAMETER,
        Parameter("keten", choice(*known_chains())),
        Parameter("budget", amount(1, 1e12), BUDGET),
        Parameter("plafond", amount(0.01, 1)),
        Parameter("grens", choice("high", "low")),
    ),
    lambda desk: [(), *((chain,) for chain in known_chains())],
)
