"""How a material reaches home, and whether that changes: flows, true origin and series."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grondstof.errors import FaultyError
from grondstof.products import wording
from grondstof.products.answers.base import Answer
from grondstof.products.charts.banded import both_forms
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.charts.lines import series
from grondstof.products.charts.pairs import Pair, pairs
from grondstof.products.charts.sankey import Flow, largest
from grondstof.products.web.figures import figure, ranged
from grondstof.products.web.maps import share_map
from grondstof.products.web.page import Block, Card, Cards, Figure, TableBlock
from grondstof.products.web.tables import cell, dotted, make_table, shown
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
_PARTNERS = ("origin_id", "direct_share", "share", "basis", "anchor", "year")
_USE = ("code", "imports_musd", "exports_musd", "leaving_share_high", "valuation", "year")
_ANCHORS = ("anchor", "origin_id", "share", "share_of_known")
_SMALL = 0.005
_MOST_PAIRS = 8
_APART = ("unknown", "remainder")
MOST_SERIES = 12
# Series that answer most questions, in the order in which they stand.
_TOLD = (
    "trade-imports", "trade-top1-share", "trade-traced-top1-share", "trade-hhi",
    "trade-price-index", "trade-exports", "trade-traced-hhi", "trade-hhi-governance",
)  # fmt: skip


def origin_blocks(visit: Visit, subject: str, otherwise: Answer) -> tuple[list[Block], Answer, str]:
    """Return flows and true origin of a material or code, the answer they rest on, a sentence."""
    try:
        answer = visit.ask("trade", subject=subject)
    except FaultyError:
        return [], otherwise, visit.say("trade.none")
    rows = once(answer.rows)
    blocks: list[Block] = []
    for number, row in enumerate(rows[:6]):
        # A map weighs more than all else on the page: the first code has one.
        blocks += _of_code(visit, answer, row, mapped=number == 0)
    blocks.append(_leaving(visit, answer, rows))
    for name in ("published", "use", "map"):
        if answer.tables.get(name):
            title = visit.say(f"trade.table.{name}")
            table = make_table(visit, name, answer.tables[name], caption=title)
            blocks.append(TableBlock(title, table, folded=True, rows=answer.tables[name]))
    card = Card(visit.say("nav.trade"), visit.link("trade"), visit.say("trade.short"))
    blocks.append(Cards("", [card]))
    return blocks, answer, visit.speak(answer.sentence)


def once(rows: Sequence[Row]) -> list[Row]:
    """Return one row for each code: of two vintages the newest year, else the longer series.

    Codes that hold one material come first, the largest imports before the others.
    """
    found: dict[str, Row] = {}
    for row in sorted(rows, key=lambda r: (-r["year"], r["code_system"])):
        found.setdefault(row["code"], row)
    return sorted(found.values(), key=lambda r: (r["match"] == "pooled", -r["imports_musd"]))


def _of_code(visit: Visit, answer: Answer, row: Row, *, mapped: bool) -> list[Block]:
    own = (row["code_system"], row["code"])
    partners = [r for r in answer.tables["partners"] if (r["code_system"], r["code"]) == own]
    bands = [r for r in answer.tables["bands"] if (r["code_system"], r["code"]) == own]
    blocks: list[Block] = []
    if partners:
        blocks.append(_origin(visit, answer, partners, row, mapped=mapped))
    if partners and row["match"] == "pooled":
        blocks += _anchors(visit, row)
    if bands:
        name = visit.pick(row["name_nl"], row["name_en"])
        blocks.append(_flows(visit, answer, bands, row["code"], name))
    return blocks


def _origin(visit: Visit, answer: Answer, rows: Sequence[Row], code: Row, *, mapped: bool) -> Block:
    """Return one figure of a code: both shares of every origin, and the map of the traced one."""
    real = [row for row in rows if row["origin_id"] not in _APART]
    top = max(real or rows, key=lambda row: row["share"] or 0.0)
    told = visit.say(
        "origin.told",
        place=visit.place(top["origin_id"]),
        direct=visit.percent(top["direct_share"]),
        true=ranged(visit, top, "share"),
    )
    title = visit.say(
        "origin.title",
        name=wording.within(visit.pick(code["name_nl"], code["name_en"])),
        year=top["year"],
    )
    table = make_table(visit, f"origin-{code['code']}", rows, caption=title, columns=_PARTNERS)
    return figure(
        visit, answer, f"origin-{code['code']}", title=title, sentence=told,
        chart=_pairs(visit, rows, told) + (_map(visit, real, title) if mapped else ""),
        table=table, rows=rows,
        column="share", note=_note(visit, rows, code),
    )  # fmt: skip


def _anchors(visit: Visit, code: Row) -> list[Block]:
    """Return how far the shares lie apart when only the makers of one material can be origin."""
    found = visit.ask("origin", subject=code["code"]).tables["anchors"]
    own = (code["code_system"], code["code"], code["year"])
    rows = [r for r in found if (r["code_system"], r["code"], r["year"]) == own]
    rows = [{**r, "anchor": _anchor(visit, r["anchor"])} for r in rows]
    title, name = visit.say("anchors.title"), f"anchors-{code['code']}"
    table = make_table(visit, name, rows, caption=title, columns=_ANCHORS)
    return [TableBlock(title, table, visit.say("anchors.told"), folded=True, rows=rows)]


def _pairs(visit: Visit, rows: Sequence[Row], told: str) -> str:
    """Return the largest origins; what is unknown stands last and is always there."""
    worth = [r for r in rows if max(r["share"], r["direct_share"], r["share_high"] or 0) >= _SMALL]
    worth.sort(key=lambda r: (r["origin_id"] in _APART, -max(r["share"], r["direct_share"])))
    real = [row for row in worth if row["origin_id"] not in _APART][:_MOST_PAIRS]
    last = [row for row in rows if row["origin_id"] == "unknown"]
    items = [
        Pair(
            cell(visit, row, "origin_id").words,
            (visit.percent(row["direct_share"]), visit.percent(row["share"])),
            row["direct_share"],
            row["share"],
            row["share_low"],
            row["share_high"],
            cell(visit, row, "origin_id").href or None,
        )
        for row in [*real, *last]
    ]
    return pairs(items, told, (visit.say("origin.direct"), visit.say("origin.traced")))


def _map(visit: Visit, rows: Sequence[Row], label: str) -> str:
    values = {row["origin_id"]: row["share"] for row in rows if row["share"] >= _SMALL}
    home = str(rows[0]["importer_id"]) if rows else None
    none = visit.say("map.less", least=visit.percent(_SMALL))
    return share_map(visit, values, label, home=home, none=none)


def _note(visit: Visit, rows: Sequence[Row], code: Row) -> str:
    """Return what the shares rest on: anchor, unit, what is anchored, bounded and unknown."""
    part = dict.fromkeys(("anchored", "bounded", "unknown"), 0.0)
    for row in rows:
        part[row["basis"]] += row["share"]
    anchor, measure = rows[0]["anchor"], rows[0]["measure"]
    said = visit.say(
        "origin.note",
        anchor=_anchor(visit, anchor),
        measure=visit.says(f"value.measure.{measure}", measure),
        **{name: visit.percent(value) for name, value in part.items()},
    )
    if code["match"] != "pooled":
        return said
    names = [visit.material(name) for name in str(code["materials"]).split(", ")]
    listed = wording.enumerate_words(names, visit.language)
    return f"{visit.say('origin.pooled', names=listed)} {said}"


def _anchor(visit: Visit, anchor: str) -> str:
    """Return an anchor in words; `production of x, stage, basis` is taken apart."""
    if anchor.startswith("only producers of "):
        name = visit.material(anchor.removeprefix("only producers of "))
        return visit.say("anchors.only", name=name)
    name, _, rest = anchor.removeprefix("production of ").partition(", ")
    stage, _, basis = rest.partition(", ")
    if not rest:
        return visit.says(f"value.anchor.{anchor}", anchor)
    return visit.say(
        "origin.production",
        name=visit.material(name),
        stage=visit.stage(stage),
        basis=visit.says(f"value.content_basis.{basis}", basis),
    )


def _leaving(visit: Visit, answer: Answer, rows: Sequence[Row]) -> Block:
    """Return how much of each code can leave again, beside what the office has published."""
    printed = [
        row
        for row in answer.tables["published"]
        if row["concept"] == "share leaving" and row["territory_id"] == answer.question.home
    ]
    printed.sort(key=lambda row: (row["subject_kind"] != "material", row["period"]))
    shown = [
        {
            **row,
            "leaving_share": row["leaving_share_high"],
            "leaving_share_low": 0.0,
            "kind": "modelled",
        }
        for row in rows
    ]
    more = len(shown) > 1
    told = visit.say("leaving.told.more", count=len(shown)) if more else visit.say("leaving.told")
    items: list[Bar] = []
    if printed:
        share, when = printed[0]["value"], printed[0]["period"]
        about = "material" if printed[0]["subject_kind"] == "material" else "list"
        words = visit.percent(share)
        told = f"{told} {visit.say(f'leaving.{about}', share=words, year=when)}"
        items = [Bar(visit.say(f"leaving.bar.{about}", year=when), words, share, kind="published")]
    items += [_most(visit, row) for row in sorted(shown, key=lambda r: -r["leaving_share"])]
    title = visit.say("leaving.title")
    return figure(
        visit, answer, "leaving", title=title, sentence=told,
        chart=bars(items, told, maximum=1.0),
        table=make_table(visit, "leaving", shown, caption=title, columns=_USE), rows=shown,
        column="leaving_share", note=visit.say("leaving.note"),
    )  # fmt: skip


def _most(visit: Visit, row: Row) -> Bar:
    name = visit.pick(row["name_nl"], row["name_en"])
    words = f"≤ {visit.percent(row['leaving_share'])}"
    href = visit.link("products", row["code"])
    return Bar(name, words, row["leaving_share"], kind="modelled", href=href, hint=name)


def _flows(visit: Visit, answer: Answer, rows: Sequence[Row], code: str, name: str) -> Block:
    start, end = visit.pick("from_nl", "from_en"), visit.pick("to_nl", "to_en")
    homes = {row["to_id"] for row in rows} & {answer.question.home}
    flows = [
        Flow(
            0 if row["to_id"] in homes else 1,
            row[start],
            row[end],
            row["value_usd"] / 1e6,
            visit.say("flow.words", value=visit.measure(row["value_usd"] / 1e6)),
        )
        for row in rows
    ]
    kept = largest(flows, visit.say("flow.rest"), visit.say("flow.words", value="{value}"))
    told = visit.say("flow.told", name=wording.within(name), year=rows[0]["year"])
    shown_rows = [
        {**row, "exporter_id": row["from_id"], "importer_id": row["to_id"]} for row in rows
    ]
    columns = ("exporter_id", "importer_id", "value_usd", "year")
    table = make_table(visit, f"flows-{code}", shown_rows, caption=told, columns=columns)
    title = visit.say("flow.title", name=wording.within(name))
    return figure(
        visit, answer, f"flows-{code}", title=title, sentence=told,
        chart=both_forms(kept, told), table=table, rows=shown_rows, column="value_usd",
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
    codes = _spoken_codes(visit, [about for _, about in grouped])
    figures = [
        _series(visit, answer, name, about, codes[about], sorted(group, key=lambda r: r["year"]))
        for (name, about), group in sorted(grouped.items(), key=_first_told)
        if len(group) > 1
    ]
    if not figures:
        return [], answer, visit.say("trade.none")
    first = figures[0]
    told = first.sentence[:1].lower() + first.sentence[1:]
    lead = visit.say("trend.lead", what=first.title, told=told, count=len(figures))
    return list(figures[:MOST_SERIES]), answer, lead


def _first_told(group: tuple[tuple[str, str], list[Row]]) -> tuple[int, str]:
    """Return the order of series: what comes in, from how few, at what price; then all others."""
    (name, about), _ = group
    return (_TOLD.index(name) if name in _TOLD else len(_TOLD), about)


def _series(
    visit: Visit, answer: Answer, name: str, about: str, code: str, rows: Sequence[Row]
) -> Figure:
    what = visit.says(f"indicator.{name}", name.replace("-", " "))
    title = visit.say("trend.title", what=what, code=code)
    words = [_counted(visit, row) for row in rows]
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
    made = figure(
        visit, answer, f"{name}-{about.replace(':', '-')}", title=title, sentence=told,
        chart=chart, table=table, rows=rows[::-1], column="value",
    )  # fmt: skip
    return replace(made, look="half")


def _counted(visit: Visit, row: Row) -> str:
    """Return a value of a series in words; a place in an order is a plain number."""
    if row.get("unit") == "rank" and row["value"] is not None:
        return visit.number(row["value"], 0)
    return shown(visit, row, "value", row["value"])


def _spoken_codes(visit: Visit, subjects: Sequence[str]) -> dict[str, str]:
    """Return `8112.92` for `HS2017:811292`, with the vintage where two of them meet on a page."""
    found = {}
    for about in subjects:
        system, _, code = about.rpartition(":")
        parts = code.split("+")
        if not all(part.isdigit() for part in parts):
            found[about] = about
            continue
        words = wording.enumerate_words([dotted(part) for part in parts], visit.language)
        twice = len({other for other in subjects if other.rpartition(":")[2] == code}) > 1
        found[about] = f"{words} ({system})" if twice else words
    return found
