"""How a material reaches home, and whether that changes: flows, true origin and series."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.errors import FaultyError
from grondstof.products.answers.base import Answer
from grondstof.products.charts.lines import series
from grondstof.products.charts.sankey import Flow, largest, sankey
from grondstof.products.web.figures import figure, plain_table, ranked
from grondstof.products.web.page import Block
from grondstof.products.web.tables import cell, make_table, shown
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
_PARTNERS = ("origin_id", "direct_share", "share", "basis", "year")


def origin_blocks(visit: Visit, subject: str, otherwise: Answer) -> tuple[list[Block], Answer, str]:
    """Return flows and true origin of a material or code, the answer they rest on, a sentence."""
    try:
        answer = visit.ask("trade", subject=subject)
    except FaultyError:
        return [], otherwise, visit.say("trade.none")
    blocks: list[Block] = []
    for row in answer.rows[:4]:
        blocks += _of_code(visit, answer, row)
    for name in ("use", "map", "published"):
        if answer.tables.get(name):
            blocks.append(plain_table(visit, name, answer.tables[name], folded=name != "map"))
    return blocks, answer, visit.speak(answer.sentence)


def _of_code(visit: Visit, answer: Answer, row: Row) -> list[Block]:
    code = row["code"]
    name = visit.pick(row["name_nl"], row["name_en"])
    partners = [r for r in answer.tables["partners"] if r["code"] == code]
    bands = [r for r in answer.tables["bands"] if r["code"] == code]
    blocks: list[Block] = []
    if partners:
        blocks.append(_origin(visit, answer, partners, code, name))
    if bands:
        blocks.append(_flows(visit, answer, bands, code, name))
    return blocks


def _origin(visit: Visit, answer: Answer, rows: Sequence[Row], code: str, name: str) -> Block:
    top = max(rows, key=lambda row: row["share"] or 0.0)
    told = visit.say(
        "origin.told",
        place=visit.territory(top["origin_id"]),
        direct=visit.percent(top["direct_share"]),
        true=visit.percent(top["share"]),
    )
    chart = ranked(
        visit,
        sorted(rows, key=lambda row: -(row["share"] or 0.0)),
        "share",
        name_of=lambda row: cell(visit, row, "origin_id").words,
        link_of=lambda row: cell(visit, row, "origin_id").href or None,
        label=told,
        maximum=1.0,
    )
    title = visit.say("origin.title", name=name, year=top["year"])
    table = make_table(visit, f"origin-{code}", rows, caption=title, columns=_PARTNERS)
    return figure(
        visit, answer, f"origin-{code}", title=title, sentence=told, chart=chart, table=table,
        rows=rows, column="share", note=visit.say("origin.note"),
    )  # fmt: skip


def _flows(visit: Visit, answer: Answer, rows: Sequence[Row], code: str, name: str) -> Block:
    start, end = visit.pick("from_nl", "from_en"), visit.pick("to_nl", "to_en")
    homes = {row["to_id"] for row in rows} & {"NLD"}
    flows = [
        Flow(
            0 if row["to_id"] in homes else 1,
            row[start],
            row[end],
            row["value_usd"] / 1e6,
            visit.say("flow.words", value=visit.number(row["value_usd"] / 1e6, 1)),
        )
        for row in rows
    ]
    kept = largest(flows, visit.say("flow.rest"), visit.say("flow.words", value="{value}"))
    told = visit.say("flow.told", name=name, year=rows[0]["year"])
    columns = ("from_id", "to_id", "value_usd", "year")
    shown_rows = [
        {**row, "exporter_id": row["from_id"], "importer_id": row["to_id"]} for row in rows
    ]
    columns = ("exporter_id", "importer_id", "value_usd", "year")
    table = make_table(visit, f"flows-{code}", shown_rows, caption=told, columns=columns)
    return figure(
        visit, answer, f"flows-{code}", title=visit.say("flow.title", name=name), sentence=told,
        chart=sankey(kept, told), table=table, rows=shown_rows, column="value_usd",
    )  # fmt: skip


def trend_blocks(visit: Visit, subject: str, otherwise: Answer) -> tuple[list[Block], Answer, str]:
    """Return small multiples of every indicator with more than one year."""
    try:
        answer = visit.ask("trade", subject=subject)
    except FaultyError:
        return [], otherwise, visit.say("trade.none")
    rows = [*answer.tables.get("indicators", ())]
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row["indicator_id"], row["subject_id"]), []).append(row)
    blocks = [
        _series(visit, answer, name, about, sorted(group, key=lambda r: r["year"]))
        for (name, about), group in grouped.items()
        if len(group) > 1
    ]
    lead = visit.say("trend.lead", count=len(blocks)) if blocks else visit.say("trade.none")
    return list(blocks[:12]), answer, lead


def _series(visit: Visit, answer: Answer, name: str, about: str, rows: Sequence[Row]) -> Block:
    title = f"{visit.says(f'indicator.{name}', name.replace('-', ' '))} · {about}"
    words = [shown(visit, row, "value", row["value"]) for row in rows]
    known = [n for n, row in enumerate(rows) if row["value"] is not None]
    told = visit.say("trend.none")
    if known:
        a, b = known[0], known[-1]
        told = visit.say(
            "trend.told", first=rows[a]["year"], then=words[a], last=rows[b]["year"], now=words[b]
        )
    table = make_table(
        visit, f"{name}-{about.replace(':', '-')}", rows, caption=title, columns=("year", "value")
    )
    chart = series([(row["year"], row["value"]) for row in rows], told, words)
    return figure(
        visit, answer, f"{name}-{about.replace(':', '-')}", title=title, sentence=told,
        chart=chart, table=table, rows=rows[::-1], column="value",
    )  # fmt: skip
