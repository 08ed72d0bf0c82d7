"""The screens of scenarios: a form whose state is the address, and what home misses by month."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from grondstof.errors import FaultyError
from grondstof.products import faults, wording
from grondstof.products.answers.base import Answer
from grondstof.products.charts.months import Month, Words, months
from grondstof.products.web.figures import figure, plain_table
from grondstof.products.web.page import Block, Card, Cards, Cell, Facts, Link, Page, Prose
from grondstof.products.web.parameters import Parameter, text
from grondstof.products.web.screens import Screen, states_of
from grondstof.products.web.screens.generic import other_tables
from grondstof.products.web.screens.scenario_form import FIELDS, WHAT, form_of, spelled, typed
from grondstof.products.web.screens.scenario_price import (
    BEHIND,
    OTHERS,
    SEEN,
    cell,
    course,
    facts,
    others,
    periods,
)
from grondstof.products.web.screens.sector_risk import sector_figure
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
# Enough for ends that stand still to a tenth of a month, and quick enough to follow a slider.
DRAWS = 300
_PATH = ("month", "short_share", "shortage_t", "world_short_share")
_STEPS = ("product_id", "node_{}", "first_month", "worst_share", "months_of_use")
_BESIDE = (
    "material_id",
    "host_{}",
    "months_of_use",
    "world_worst_share",
    "potential",
    "reason",
    "source",
)
_CASCADE = ("product_id", "node_{}", "first_month", "worst_share", "months_of_use")
_WHY = ("factor_{}", "variance_share", "used_{}", "reason", "source")
_BANS = (
    "material_id", "exporter_id", "months_of_use", "stage_id", "rank", "at_risk_musd",
    "likelihood",
)  # fmt: skip
_TABLES = {
    "price_seen": SEEN, "published": OTHERS, "products": _STEPS, "by_products": _BESIDE,
    "cascade": _CASCADE, "sensitivity": _WHY, "elasticities": BEHIND, "price_sensitivity": _WHY,
}  # fmt: skip
_MOST = 3
_SEVERAL = 2


def show(visit: Visit) -> Page:
    """Return the scenarios at hand, one of them, or the one that the address spells out."""
    title = visit.say("nav.scenario")
    if "scenario" not in visit.desk.questions():
        return Page(title, visit.say("answer.none"))
    if visit.rest:
        answer = visit.ask("scenario", scenario=visit.rest[0], draws=DRAWS)
        return _outcome(visit, answer, title, _given(answer))
    given = spelled({n: visit.query[n] for n in (*FIELDS, WHAT) if visit.query.get(n)})
    if not given:
        return _index(visit, title)
    try:
        answer = visit.ask("scenario", draws=DRAWS, **given)
    except FaultyError as error:
        return _wrong(visit, title, given, error)
    return _outcome(visit, answer, title, given)


def _index(visit: Visit, title: str) -> Page:
    answer = visit.ask("scenario")
    cards = [
        Card(
            visit.pick(row["name_nl"], row["name_en"]),
            visit.link("scenario", row["scenario_id"]),
            visit.pick(row["summary_nl"], row["summary_en"]),
        )
        for row in answer.rows
    ]
    blocks: list[Block] = [] if visit.static else [form_of(visit, {}, live=False)]
    blocks.append(Cards(visit.say("scenario.ready"), cards))
    bans = visit.ask("library") if "library" in visit.desk.questions() else None
    if bans is not None and bans.rows:
        words = visit.say("scenario.bans")
        rows = [{**row, "at_risk_musd": None} for row in bans.rows]
        blocks.append(plain_table(visit, "library", rows, title=words, columns=_BANS, most=20))
    more = [
        Card(visit.say("stress.choose"), visit.link("stress-test")),
        Card(visit.say("stress.bans"), visit.link("bans")),
    ]
    blocks.append(Cards(visit.say("stress.further"), more, look="names"))
    facts = {"bans": bool(bans and bans.rows)}
    return Page(title, visit.speak(answer.sentence), blocks, answer, more=facts)


def _wrong(visit: Visit, title: str, given: Mapping[str, str], error: FaultyError) -> Page:
    """Return the page that keeps what was typed and says what is wrong with it."""
    told = [
        f"<li>{escape(wording.capital(faults.sentence(fault, visit.language)))}</li>"
        for fault in error.faults[:20]
    ]
    blocks: list[Block] = [Prose(f"<ul>{''.join(told)}</ul>"), typed(visit, given)]
    return Page(
        title, visit.say("scenario.wrong.lead", count=len(told)), blocks,
        crumbs=[Link(title, visit.link("scenario"))], status=error.http_status,
    )  # fmt: skip


def _given(answer: Answer) -> dict[str, str]:
    """Return the fields that spell out a scenario; those of its first shock where it has more."""
    item = answer.tables["shocks"][0]
    return {
        "exporter": str(item["exporters"]).replace("; ", ","),
        str(item["subject_kind"]): str(item["subject"]),
        "stage": item["stage_id"] or "",
        "form": str(item["form"]),
        "loss": f"{item['loss_share']:g}",
        "months": str(item["months"]),
        "start": str(item["start"]),
        "horizon": str(item["horizon"]),
        "allocation": str(item["allocation"]),
        "first_month": str(item["calendar_month"]),
    }


def _outcome(visit: Visit, answer: Answer, title: str, given: Mapping[str, str]) -> Page:
    blocks: list[Block] = [] if visit.static else [_form(visit, answer, given)]
    for row in answer.rows[:_MOST]:
        blocks.append(_path(visit, answer, row, given))
        blocks.append(_facts(visit, answer, row))
        blocks += course(visit, answer, row, _during(answer, row))
    tables = answer.tables
    if tables["sectors"]:
        blocks.append(sector_figure(visit, answer, tables["sectors"]))
    for name, columns in _TABLES.items():
        rows = _worded(visit, tables[name], columns)
        if rows:
            chosen = [column.format(visit.language) for column in columns]
            words = visit.says(f"scenario.{name}", visit.say(f"table.{name}"))
            folded = len(rows) > 12
            block = plain_table(visit, name, rows, title=words, columns=chosen, folded=folded)
            lead = visit.says(f"scenario.{name}.what", "")
            blocks.append(replace(block, sentence=lead) if lead else block)
    blocks += other_tables(visit, answer, ("path", "price", "sectors", *_TABLES))
    first = answer.rows[0]
    own = first["scenario_id"] == "own"
    name = visit.say("scenario.own") if own else visit.pick(first["title_nl"], first["title_en"])
    crumbs = [Link(title, visit.link("scenario"))]
    return Page(name, visit.speak(answer.sentence), blocks, answer, crumbs=crumbs)


def _form(visit: Visit, answer: Answer, given: Mapping[str, str]) -> Block:
    """Return the form; of several shocks it holds the first and says so."""
    form, count = form_of(visit, given, live=True), len(answer.tables["shocks"])
    if count < _SEVERAL:
        return form
    return replace(form, sentence=visit.say("scenario.form.first", count=count))


def _worded(visit: Visit, rows: Sequence[Row], columns: Sequence[str]) -> Sequence[Row]:
    if columns is _WHY:
        return _reasons(visit, rows)
    if columns is OTHERS:
        return others(visit, rows)
    if columns is BEHIND:
        # The column `term` of other tables is the symbol of a formula.
        return [{**row, "runs_over": visit.says(f"value.term.{row['term']}", row["term"])}
                for row in rows]  # fmt: skip
    return periods(rows) if columns is SEEN else rows


def _reasons(visit: Visit, rows: Sequence[Row]) -> list[Row]:
    """Return the factors behind the spread with their names and ranges in words."""
    found: list[Row] = []
    for row in rows:
        key, _, subject = str(row["parameter"]).partition(" ")
        name = visit.says(f"shock.{key}", key.replace("_", " "))
        name = f"{name} ({_subject(visit, subject)})" if subject else name
        used = "–"
        if row["value"] is not None:
            used = _used(visit, row)
        reason = visit.says(f"shock.{key}.why", str(row["reason"]))
        same = {"factor_nl": name, "factor_en": name, "used_nl": used, "used_en": used}
        source = _judged(visit, str(row["source"]))
        found.append({**row, **same, "reason": reason, "source": source})
    return found


def _judged(visit: Visit, source: str) -> str:
    """Return a source; one that a judgement rests on says so in the language of the page."""
    found = re.fullmatch(r"Judged (?:from|after) (.+)", source, re.DOTALL)
    return visit.say("shock.judged", source=found[1]) if found else source


def _used(visit: Visit, row: Row) -> str:
    """Return a value with its range, on one line; whole numbers stand without decimals."""
    ends = [row["value"], row["value_low"], row["value_high"]]
    digits = 0 if all(end is None or end == int(end) for end in ends) else 2
    value, low, high = (visit.number(end, digits) for end in ends)
    told = f"{value} ({wording.interval(low, high, visit.language)})"
    return told.replace(" ", "\N{NO-BREAK SPACE}")


def _subject(visit: Visit, subject: str) -> str:
    return visit.material(subject) if not subject.isdigit() else subject


def _path(visit: Visit, answer: Answer, row: Row, given: Mapping[str, str]) -> Block:
    """Return the shortage month by month."""
    key = row["row_id"].split("/", 1)[1]
    rows = [item for item in answer.tables["path"] if item["row_id"].rsplit("/", 1)[0] == key]
    name = visit.pick(row["name_nl"], row["name_en"])
    worst = max(rows, key=lambda item: item["short_share"])
    told = visit.say(
        "scenario.path.told" if worst["short_share"] >= 0.005 else "scenario.path.none",
        name=name, month=worst["month"], share=visit.percent(worst["short_share"], 0),
        low=visit.percent(worst["short_share_low"], 0),
        high=visit.percent(worst["short_share_high"], 0),
    )  # fmt: skip
    items = [
        Month(
            item["month"], item["short_share"], item["short_share_low"],
            item["short_share_high"], _hint(visit, item),
        )
        for item in rows
    ]  # fmt: skip
    words = Words(
        [visit.percent(part, 0) for part in (0.0, 0.5, 1.0)],
        visit.say("scenario.axis"), visit.say("scenario.during"),
    )  # fmt: skip
    title = visit.say("scenario.path", name=name)
    return figure(
        visit, answer, f"path-{row['material_id'] or row['product_id'] or 'code'}", title=title,
        sentence=told,
        chart=months(items, told, words, _during(answer, row)),
        table=make_table(visit, "path", rows, caption=title, columns=_PATH), rows=rows,
        column="short_share", note=visit.say("scenario.path.note"),
    )  # fmt: skip


def _during(answer: Answer, row: Row) -> tuple[int, int]:
    names = {row["material_id"], row["product_id"], row["codes"]}
    own = [item for item in answer.tables["shocks"] if item["subject"] in names]
    shocks = own or answer.tables["shocks"]
    return (
        min(item["start"] for item in shocks),
        max(item["start"] + item["months"] - 1 for item in shocks),
    )


def _hint(visit: Visit, item: Row) -> str:
    return visit.say(
        "scenario.month", month=item["month"], share=visit.percent(item["short_share"], 0),
        low=visit.percent(item["short_share_low"], 0),
        high=visit.percent(item["short_share_high"], 0),
    )  # fmt: skip


def _facts(visit: Visit, answer: Answer, row: Row) -> Block:
    """Return the outcome in the order that was agreed: tonnes and months, recovery, lateness."""
    back = row["recovered_month"]
    recovered = (
        visit.say("scenario.later")
        if back is None
        else visit.say("scenario.never_short") if back == 0 else str(back)
    )  # fmt: skip
    tonnes = (
        cell(visit, row, "shortage_t")
        if row["shortage_t"] is not None
        else Cell("–", why=visit.say("scenario.no_tonnes"))
    )
    found = [
        (visit.say("scenario.fact.months"), cell(visit, row, "months_of_use")),
        (visit.say("scenario.fact.tonnes"), tonnes),
        (visit.say("scenario.fact.recovered"), Cell(recovered, kind=row["kind"])),
        (visit.say("scenario.fact.late"), cell(visit, row, "late_months")),
    ]
    if row["least_months_of_use"] is not None:
        found.append((visit.say("scenario.fact.least"), cell(visit, row, "least_months_of_use")))
    return Facts(visit.say("scenario.outcome"), [*found, *facts(visit, answer, row)])


SCREEN = Screen(
    show,
    [Parameter(name, text) for name in (*FIELDS, WHAT)],
    states=lambda desk: states_of(desk, "scenario", "scenario_id"),
    computed=True,
)
