"""What stays and what leaves over all codes: published beside our bound, and how far that was off.

The interchange page: every figure with its concept, list, period and valuation; where an office has
published the same thing its figure is chosen, and ours stays as loser with its distance.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products.answers.base import Answer
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.web.figures import figure
from grondstof.products.web.page import Block, Card, Cards, Page, TableBlock
from grondstof.products.web.parameters import Parameter, whole
from grondstof.products.web.screens import Screen
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
PUBLISHED, CONCEPT = "published", "share leaving"
# How a list of our own ends -> its words.
_LISTS = {
    "mapped codes": "trade.list.all",
    "mapped codes without bituminous coal": "trade.list.coal",
}
_COLUMNS = (
    "concept", "subject_id", "list_words", "basis", "value", "valuation", "chosen", "period",
)  # fmt: skip
_OFF = ("period", "subject_id", "list_words", "value", "published_share", "off_by")
_PRINTED = (
    "concept", "subject_id", "period", "list_words", "value", "valuation", "status", "locator",
)  # fmt: skip


def show(visit: Visit) -> Page:
    """Return what stays and leaves in a year, and by how far every estimate was off."""
    year = visit.query.get("jaar")
    answer = visit.ask("trade", year=int(year) if year else None)
    blocks: list[Block] = [_leaving(visit, answer), _off(visit, answer)]
    for name, columns in (("published", _PRINTED), ("all_years", _COLUMNS)):
        rows = [in_words(visit, row) for row in answer.tables[name]]
        title = visit.say(f"trade.table.{name}")
        table = make_table(visit, name, rows, caption=title, columns=columns, most=80)
        blocks.append(TableBlock(title, table, folded=True, rows=answer.tables[name]))
    hints = [
        Card(
            visit.say("nav.territories"), visit.link("territories"), visit.say("territories.most")
        ),
        Card(visit.say("nav.signals"), visit.link("signals"), visit.say("signals.short")),
        Card(visit.say("nav.materials"), visit.link("materials"), visit.say("trade.materials")),
    ]
    return Page(
        visit.say("nav.trade"),
        visit.speak(answer.sentence),
        [*blocks, Cards(visit.say("stress.further"), hints)],
        answer,
    )


def _leaving(visit: Visit, answer: Answer) -> Block:
    """Return the published share and our bounds of one year, one bar for each list of codes."""
    rows = [row for row in answer.rows if row["concept"] == CONCEPT]
    rows.sort(key=lambda row: (row["basis"] != PUBLISHED, row["subject_id"], -row["value"]))
    year = rows[0]["period"] if rows else ""
    items = [_bar(visit, row) for row in rows]
    told = visit.say("trade.leaving.told", year=year)
    title = visit.say("trade.leaving", year=year)
    return figure(
        visit, answer, "leaving", title=title, sentence=told,
        chart=bars(items, told, maximum=1.0),
        table=make_table(
            visit, "rows", [in_words(visit, row) for row in answer.rows], caption=title,
            columns=_COLUMNS,
        ),
        rows=rows, column="value", note=visit.say("leaving.note"),
    )  # fmt: skip


def _bar(visit: Visit, row: Row) -> Bar:
    share = visit.percent(row["value"])
    if row["basis"] == PUBLISHED:
        return Bar(visit.say("trade.bar.published"), share, row["value"], kind="published")
    system, _, listed = str(row["list_version"]).partition(": ")
    codes = listed.partition(" ")[0]
    coal = "without" if row["subject_id"].endswith("without-coal") else "with"
    name = visit.say(f"trade.bar.{coal}", count=codes, system=system)
    return Bar(
        name, f"≤ {share}", row["value"], kind="modelled", hint=in_words(visit, row)["list_words"]
    )


def _off(visit: Visit, answer: Answer) -> Block:
    """Return by how far our estimates lay from what an office published later, largest first."""
    # In words: the mark of a number in this table says that it is ours.
    printed = {
        row["period"]: visit.percent(row["value"])
        for row in answer.tables["all_years"]
        if row["concept"] == CONCEPT and row["basis"] == PUBLISHED
    }
    rows = [
        {**in_words(visit, row), "published_share": printed.get(row["period"])}
        for row in answer.tables["off_by"]
    ]
    title = visit.say("trade.off")
    told = visit.say("trade.off.none") if not rows else _told(visit, rows)
    table = make_table(visit, "off_by", rows, caption=title, columns=_OFF)
    return TableBlock(title, table, told, rows=rows)


def in_words(visit: Visit, row: Row) -> dict[str, Any]:
    """Return a row with its list of codes in the language of the page, beside the key it has."""
    words = str(row["list_version"])
    for ending, key in _LISTS.items():
        if words.endswith(ending):
            words = words.removesuffix(ending) + visit.say(key)
    return {**row, "list_words": words}


def _told(visit: Visit, rows: Sequence[Row]) -> str:
    least = min(rows, key=lambda row: abs(row["off_by"]))
    most = max(rows, key=lambda row: abs(row["off_by"]))
    ends = {
        "least": visit.percent(abs(least["off_by"])), "most": visit.percent(abs(most["off_by"])),
    }  # fmt: skip
    return visit.say("trade.off.told", count=len(rows), **ends)


SCREEN = Screen(show, (Parameter("jaar", whole(1995, 2100)),))
