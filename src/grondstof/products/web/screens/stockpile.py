"""The stockpile planner: what a number of days of a material amounts to, costs and buys."""

from collections.abc import Mapping
from typing import Any

from grondstof.errors import FaultyError, UnknownName
from grondstof.products import faults, wording
from grondstof.products.answers.base import Answer
from grondstof.products.answers.demand import SCARCE
from grondstof.products.answers.names import own_home
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.web.figures import figure, plain_table
from grondstof.products.web.page import Block, Cell, Facts, Field, Figure, Form, Link, Page
from grondstof.products.web.parameters import Parameter, amount, material, text, whole
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.remedies_parts import (
    HOME_PARAMETER,
    ask_again,
    asked_home,
    spoken,
)
from grondstof.products.web.tables import make_table, shown
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
DAYS = "60"
MATERIAL = "gallium"
HOMES = tuple(dict.fromkeys((own_home(), "EU27")))
_COVER = ("cover_days", "stock_t", "purchase_eur", "yearly_cost_eur", "shortage_met_share",
          "avoided_eur", "pays_above")  # fmt: skip
_LEVELS = ("loss_share", "stock_t", "cover_days")
_BASIS = ("figure", "value", "basis_nl", "basis_en", "year")
_FIELDS = ("name_nl", "name_en", "value_nl", "value_en", "basis_nl", "basis_en")
# Address -> option of the question.
_OPTIONS = {
    "dagen": "cover_days", "gebruik": "use_t", "wacht": "wait_months", "drempel": "least_share",
    "maand": "most_per_month", "scenario": "scenario", "niveau": "level",
}  # fmt: skip


def show(visit: Visit) -> Page:
    """Return the planner for the material and the numbers in the address."""
    name = visit.query.get("grondstof") or _material(visit)
    options = {o: visit.query[k] for k, o in _OPTIONS.items() if k in visit.query}
    title = visit.say("stockpile.title", name=visit.material(name))
    crumbs = [Link(visit.say("nav.remedies"), visit.link("remedies"))]
    try:
        answer = visit.ask("stockpile", home=asked_home(visit), material=name, **options)
    except FaultyError as error:
        form = _form(visit, name, ())
        return Page(
            title,
            faults.sentence(error.faults[0], visit.language),
            [form],
            crumbs=crumbs,
            status=error.http_status,
        )
    row = answer.rows[0]
    blocks: list[Block] = ask_again(visit, _form(visit, name, answer.tables["scenarios"]))
    if row["stock_t"] is not None:
        blocks.append(_facts(visit, row))
    if any(item["shortage_met_share"] is not None for item in answer.tables["cover"]):
        blocks.append(_met(visit, answer, name))
    blocks += _tables(visit, answer)
    return Page(title, visit.speak(answer.sentence), blocks, answer, crumbs=crumbs,
                over=visit.say("nav.stockpile"))  # fmt: skip


def _material(visit: Visit) -> str:
    if not visit.rest:
        return MATERIAL
    name = material("address", visit.rest[0])
    if name != visit.rest[0] or len(visit.rest) > 1:
        raise UnknownName("address", "/".join(visit.rest), "a material", [name])
    return name


def _form(visit: Visit, name: str, scenarios: Any) -> Form:
    """Return the form; it starts from the page without a material, so that any can be chosen."""
    from grondstof.products.answers.remedy_words import home_name
    from grondstof.vocabulary.materials import materials

    query, say = visit.query, visit.say
    options = sorted(
        ((key, visit.material(key)) for key in materials()), key=lambda pair: pair[1].casefold()
    )
    named = [(row["scenario_id"], str(row[f"name_{visit.language}"])) for row in scenarios]
    own = asked_home(visit)
    homes = [(key, visit.speak(home_name(key))) for key in dict.fromkeys((*HOMES, own))]
    fields = [
        Field("grondstof", say("column.material_id"), "select", name, options),
        Field("dagen", say("stockpile.days"), "number", query.get("dagen", DAYS),
              limits={"min": "0", "max": "3650", "step": "any"}),
        Field("thuisland", say("remedies.home"), "select", own, homes),
        Field("gebruik", say("stockpile.use"), "text", query.get("gebruik", ""),
              hint=say("stockpile.use.hint")),
        Field("wacht", say("stockpile.wait"), "number", query.get("wacht", "0"),
              limits={"min": "0", "max": "24"}),
        Field("maand", say("stockpile.most"), "select", query.get("maand", "1"),
              [(value, visit.percent(float(value), 0)) for value in ("1", "0.5", "0.25", "0.1")]),
    ]  # fmt: skip
    levels = sorted({"0.5", "0.2", "0.1", query.get("niveau", "0.1")}, key=float, reverse=True)
    fields.append(
        Field(
            "niveau", say("stockpile.level"), "select", query.get("niveau", "0.1"),
            [(value, visit.percent(float(value), 0)) for value in levels],
        )
    )  # fmt: skip
    if named:
        stops = [("", say("stockpile.plain")), *named]
        fields.append(
            Field("scenario", say("stockpile.scenario"), "select", query.get("scenario", ""), stops)
        )
    return Form("", visit.link("stockpile"), fields, say("stockpile.button"))


def _facts(visit: Visit, row: Row) -> Facts:
    """Return what the stock amounts to, costs and buys."""
    days = visit.number(row["cover_days"], 0)
    terms: list[tuple[str, Cell]] = [
        (visit.say("stockpile.amounts", days=days), _tonnes(visit, row)),
    ]
    if row["purchase_eur"] is not None:
        terms.append((visit.say("stockpile.buys"), _euros(visit, row, "purchase_eur")))
        terms.append((visit.say("stockpile.holds"), _euros(visit, row, "yearly_cost_eur")))
    if row["shortage_met_share"] is not None:
        met, least, most = (
            visit.percent(row[f"shortage_met_share{end}"], 0) for end in ("", "_low", "_high")
        )
        terms.append((visit.say("stockpile.meets"), Cell(met, "", "modelled", least, most)))
    low, high = row["avoided_eur_low"], row["avoided_eur_high"]
    if low is not None and high is not None:
        words = wording.interval(_large(visit, low), _large(visit, high), visit.language)
        terms.append((visit.say("stockpile.avoids"), Cell(words, kind="modelled")))
    first, last = row["pays_above_high"], row["pays_above_low"]
    if first is not None and last is not None:
        ends = visit.percent(first, 2 if first < 0.01 else 0), visit.percent(last, 0)
        words = wording.interval(*ends, visit.language)
        terms.append((visit.say("stockpile.pays"), Cell(words, kind="modelled")))
    return Facts(visit.say("stockpile.facts"), terms)


def _tonnes(visit: Visit, row: Row) -> Cell:
    low, middle, high = (
        wording.large(row[f"stock_t{end}"], visit.language) for end in ("_low", "", "_high")
    )
    return Cell(f"{middle} {visit.say('stockpile.tonnes')}", kind="modelled", low=low, high=high)


def _euros(visit: Visit, row: Row, column: str) -> Cell:
    low, high = row.get(f"{column}_low"), row.get(f"{column}_high")
    return Cell(
        _large(visit, row[column]),
        kind="modelled",
        low="" if low is None else _large(visit, low),
        high="" if high is None else _large(visit, high),
    )


def _large(visit: Visit, value: float) -> str:
    return f"€\u00a0{wording.large(value, visit.language)}"


def _met(visit: Visit, answer: Answer, name: str) -> Figure:
    rows = [row for row in answer.tables["cover"] if row["shortage_met_share"] is not None]
    items = [
        Bar(
            visit.say("stockpile.bar", days=visit.number(row["cover_days"], 0),
                      tonnes=wording.large(row["stock_t"], visit.language)),
            shown(visit, row, "shortage_met_share", row["shortage_met_share"]),
            row["shortage_met_share"],
            row["shortage_met_share_low"],
            row["shortage_met_share_high"],
            kind="modelled",
            href=_with_days(visit, name, row["cover_days"]),
        )
        for row in rows
    ]  # fmt: skip
    told = visit.say("stockpile.met.told", name=visit.material(name))
    return figure(
        visit, answer, "met", title=visit.say("stockpile.met"), sentence=told,
        chart=bars(items, told, maximum=1.0),
        table=make_table(visit, "cover", rows, columns=_COVER), rows=rows,
        column="shortage_met_share", note=visit.say("stockpile.met.note"),
    )  # fmt: skip


def _with_days(visit: Visit, name: str, days: float) -> str | None:
    """Return the address of the same plan with other days; none where pages are files."""
    if visit.static:
        return None
    return visit.link("stockpile", **{**visit.query, "grondstof": name, "dagen": f"{days:g}"})


def _tables(visit: Visit, answer: Answer) -> list[Block]:
    blocks: list[Block] = []
    for name, columns in (("levels", _LEVELS), ("basis", _BASIS), ("article_22", _FIELDS)):
        rows = answer.tables[name]
        if name == "basis":
            rows = [_in_words(visit, row) for row in rows]
        if rows:
            kept = spoken(visit, columns)
            title = visit.say(f"stockpile.{name}")
            blocks.append(plain_table(visit, name, rows, title=title, columns=kept))
    return blocks


def _in_words(visit: Visit, row: Row) -> Row:
    """Return a row of what the plan rests on, its figure and range in short words."""
    if row["value"] is None:
        return row
    value, low, high = (
        wording.large(row[f"value{end}"], visit.language) for end in ("", "_low", "_high")
    )
    words = value if low == high else f"{value} ({wording.interval(low, high, visit.language)})"
    kept = {key: row[key] for key in row if not key.startswith("value")}
    return {**kept, "value": words}


SCREEN = Screen(
    show,
    (
        HOME_PARAMETER,
        Parameter("grondstof", material),
        Parameter("dagen", amount(0, 3650), DAYS),
        Parameter("gebruik", amount(1e-9, 1e9)),
        Parameter("wacht", whole(0, 24), "0"),
        Parameter("drempel", amount(0, 1), "0"),
        Parameter("maand", amount(0, 1), "1"),
        Parameter("niveau", amount(0.001, 0.999)),
        Parameter("scenario", text),
    ),
    lambda desk: [(), *((name,) for name in sorted({MATERIAL, *SCARCE.values(), "lithium"}))],
)
