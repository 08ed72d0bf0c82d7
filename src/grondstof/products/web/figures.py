"""Figures and table blocks made from rows of an answer, in one way for all screens."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products import messages, wording
from grondstof.products.answers.base import Answer
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.web.page import Figure, Table, TableBlock
from grondstof.products.web.tables import make_table, shown
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
MOST_BARS = 12


def ranked(
    visit: Visit,
    rows: Sequence[Row],
    column: str,
    *,
    name_of: Any,
    link_of: Any = None,
    label: str,
    maximum: float | None = None,
    threshold: tuple[float, str] | None = None,
    most: int = MOST_BARS,
) -> str:
    """Return ranked bars of a column of rows.

    Args:
        visit: Visit.
        rows: Rows, in the order in which they shall stand.
        column: Column that gives the length.
        name_of: Function from a row to its name.
        link_of: Function from a row to the page of its name; None for no links.
        label: The sentence that stands for the picture.
        maximum: Value at the right edge.
        threshold: A value to mark, with its name.
        most: Most bars.
    """
    items = [
        Bar(
            name_of(row),
            interval_words(visit, row, column),
            row.get(column),
            row.get(f"{column}_low"),
            row.get(f"{column}_high"),
            str(row.get("kind") or "computed"),
            link_of(row) if link_of else None,
        )
        for row in rows[:most]
    ]
    return bars(items, label, maximum=maximum, threshold=threshold)


def ranged(visit: Visit, row: Row, column: str) -> str:
    """Return a share with its range in words; without one that reads as the share itself."""
    share, low, high = (
        visit.percent(row[name]) for name in (column, f"{column}_low", f"{column}_high")
    )
    if low == high == share:
        return share
    return visit.say("share.ranged", share=share, low=low, high=high)


def interval_words(visit: Visit, row: Row, column: str) -> str:
    """Return a number, or the interval where there is only an interval."""
    value, low, high = row.get(column), row.get(f"{column}_low"), row.get(f"{column}_high")
    if value is None and low is not None and high is not None:
        ends = shown(visit, row, column, low), shown(visit, row, column, high)
        return wording.interval(*ends, visit.language)
    if value is not None and value == high and value != low:
        # The figure is itself the upper end: only the ends are known, or this one alone.
        least, most = shown(visit, row, column, low), shown(visit, row, column, high)
        known = wording.interval(least, most, visit.language)
        return visit.say("cell.most", high=most) if low is None else known
    return shown(visit, row, column, value)


def how_sure(visit: Visit, rows: Sequence[Row], column: str) -> str:
    """Return in words how sure the figures of a column are, judged by the least sure bar shown."""
    known = [r for r in rows[:MOST_BARS] if r.get(column)]
    if not known:
        return visit.say("sure.unknown")
    row = max(known, key=lambda r: _width(r, column))
    word = wording.sureness(row[column], row.get(f"{column}_low"), row.get(f"{column}_high"))
    kind = str(row.get("kind") or "")
    told = visit.say(f"sure.{word}")
    return f"{told} {visit.say(f'kind.sentence.{kind}')}" if kind else told


def _width(row: Row, column: str) -> float:
    """Return the width of an interval as a part of the largest value, 0 without one."""
    low, high = row.get(f"{column}_low"), row.get(f"{column}_high")
    return 0.0 if low is None or high is None else float(high - low)


def oldest(rows: Sequence[Row]) -> int | None:
    """Return the year of the oldest input of rows."""
    years = [row.get("oldest_year") for row in rows]
    ends = [row.get("year_from") or row.get("year") for row in rows]
    known = [int(year) for year in (years if any(years) else ends) if year]
    return min(known, default=None)


def source_lines(answer: Answer) -> list[str]:
    """Return publisher, title and year of each source of an answer."""
    return [f"{s['publisher']}, {s['title']} ({s['year']})" for s in answer.sources]


def brief_sources(lines: Sequence[str], language: str) -> str:
    """Return publishers with their years, short enough to stand below a figure.

    `Statistics Netherlands (CBS), Title (2025)` becomes `CBS (2025)`; the full lines stand in the
    file of the figure and in the list of sources of the page.
    """
    years: dict[str, list[str]] = {}
    for line in lines:
        found = re.fullmatch(r"(.+?), .+ \((\d{4})\)", line, re.DOTALL)
        if found is None:
            years.setdefault(line, [])
            continue
        short = re.search(r"\(([A-Z]{2,6})\)$", found[1])
        name = short[1] if short else found[1]
        shown_name = messages.says(f"publisher.{name}", language, name)
        years.setdefault(shown_name, []).append(found[2])
    return "; ".join(
        f"{name} ({', '.join(sorted(set(found)))})" if found else name
        for name, found in years.items()
    )


def figure(
    visit: Visit,
    answer: Answer,
    name: str,
    *,
    title: str,
    sentence: str,
    chart: str,
    table: Table,
    rows: Sequence[Row],
    column: str,
    note: str = "",
    sources: Sequence[str] | None = None,
) -> Figure:
    """Return a figure whose doubt and age follow from its rows."""
    return Figure(
        name,
        title,
        sentence,
        chart,
        table,
        list(sources) if sources is not None else source_lines(answer)[:4],
        how_sure(visit, rows, column),
        oldest(rows),
        note,
        rows=rows,
    )


def plain_table(
    visit: Visit, name: str, rows: Sequence[Row], *, title: str = "", **choices: Any
) -> TableBlock:
    """Return a table block of rows under a title that follows from the table's name."""
    words = title or visit.says(f"table.{name}", name.replace("_", " ").capitalize())
    folded = bool(choices.pop("folded", False))
    table = make_table(visit, name, rows, caption=words, **choices)
    sentence = visit.says(f"table.{name}.what", "")
    return TableBlock(words, table, sentence, folded=folded, rows=rows)


def first_walk(figure: Figure) -> str:
    """Return the address of the walk behind the first number of a figure; empty without one."""
    walks = (cell.href for row in figure.table.rows for cell in row if cell.kind and cell.href)
    return next(walks, "")
