"""A page as a paper: what the report of an answer says is what its page says, in the same words."""

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

from grondstof.products import wording
from grondstof.products.charts.svg import first_picture, standalone
from grondstof.products.report.printed import Paper, Writer
from grondstof.products.web.figures import brief_sources
from grondstof.products.web.page import (
    Cards,
    Cell,
    Facts,
    Figure,
    Page,
    Prose,
    Steps,
    Table,
    TableBlock,
)
from grondstof.products.web.render import chart_style, gap_name, gap_text, once
from grondstof.products.web.visit import Visit
from grondstof.vocabulary import kinds

_MAP = 'class="chart map'
MOST_COLUMNS = 7
MOST_ROWS = 60
_PARTS = re.compile(r"<(?:p|li|h[1-6])\b[^>]*>(.*?)</(?:p|li|h[1-6])>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def page_paper(visit: Visit, page: Page) -> Paper:
    """Return a page as a paper: its sentence, its figures as tables, gaps, notes and sources."""
    writer = Writer({})
    writer.line(wording.capital(page.lead))
    for block in page.blocks:
        setter = _SETTERS.get(block.block)
        if setter is not None:
            setter(visit, writer, block)
    _about(visit, writer, page)
    edition = visit.say("report.edition", edition=visit.edition)
    return Paper(
        wording.capital(page.title),
        visit.language,
        f"{edition} · {visit.permanent()}",
        tuple(writer.blocks),
    )


def words_of_cell(cell: Cell, language: str) -> str:
    """Return one cell in words: the same words as on the page, with interval and mark."""
    if cell.words == wording.MISSING and cell.low:
        return wording.interval(cell.low, cell.high, language)
    words = cell.words
    if cell.low and not cell.low == cell.high == cell.words:
        words += f" ({wording.interval(cell.low, cell.high, language)})"
    found = kinds.kinds().get(cell.kind)
    return (
        f"{words}\N{NO-BREAK SPACE}{found.mark}"
        if found and cell.words != wording.MISSING
        else words
    )


def _figure(visit: Visit, writer: Writer, block: Figure) -> None:
    writer.heading(wording.capital(block.title))
    writer.line(block.sentence)
    writer.picture(standalone(first_picture(block.chart), chart_style(), ""), block.sentence)
    _table(visit, writer, block.table)
    sure = f"{visit.say('sure')} {block.sure}"
    if block.oldest:
        sure += f" {visit.say('oldest', year=block.oldest)}"
    writer.line(sure)
    # Of a map and its bars the paper shows the bars.
    if block.note and _MAP not in block.chart:
        writer.line(block.note)
    if block.sources:
        writer.line(f"{visit.say('source')}: {brief_sources(block.sources, visit.language)}")


def _tabled(visit: Visit, writer: Writer, block: TableBlock) -> None:
    if not block.table.rows:
        return
    if block.title:
        writer.heading(wording.capital(block.title))
    for words in (block.sentence, block.sure and f"{visit.say('sure')} {block.sure}"):
        if words:
            writer.line(words)
    _table(visit, writer, block.table)
    if block.note:
        writer.line(block.note)


def _table(visit: Visit, writer: Writer, table: Table) -> None:
    language = visit.language
    if table.same:
        same = [f"{name}: {words_of_cell(cell, language)}" for name, cell in table.same]
        writer.line(f"{visit.say('table.same')} {'; '.join(same)}.")
    shown = table.rows[:MOST_ROWS]
    header = [wording.capital(head.words) for head in table.heads[:MOST_COLUMNS]]
    rows = [[words_of_cell(cell, language) for cell in row[:MOST_COLUMNS]] for row in shown]
    writer.grid("", header, rows)
    if table.total > len(shown):
        writer.line(visit.say("table.part", shown=len(shown), total=table.total))


def _facts(visit: Visit, writer: Writer, block: Facts) -> None:
    if block.title:
        writer.heading(wording.capital(block.title))
    for term, cell in block.facts:
        writer.line(f"{wording.capital(term)}: {words_of_cell(cell, visit.language)}", bullet=True)


def _steps(visit: Visit, writer: Writer, block: Steps) -> None:
    if block.title:
        writer.heading(wording.capital(block.title))
    if block.sentence:
        writer.line(block.sentence)
    for title, line, _ in block.steps:
        writer.line(f"{title}: {line}" if line else title, bullet=True)


def _cards(visit: Visit, writer: Writer, block: Cards) -> None:
    """Add the cards that hold a figure; cards that only lead elsewhere have no use on paper."""
    told = [card for card in block.cards if card.number]
    if told and block.title:
        writer.heading(wording.capital(block.title))
    for card in told:
        line = f"{wording.capital(card.title)}: {card.number}"
        writer.line(f"{line} ({card.line})" if card.line else line, bullet=True)


def _prose(visit: Visit, writer: Writer, block: Prose) -> None:
    for part in _PARTS.findall(block.html):
        words = unescape(_TAG.sub("", part)).strip()
        if words and '<a href="#' not in part:
            writer.line(words)


def _about(visit: Visit, writer: Writer, page: Page) -> None:
    answer = page.answer
    if answer is None:
        return
    gaps = [
        f"{wording.capital(gap_name(visit, gap))}: {gap_text(visit, gap, 'why')}"
        + (f" – {gap_text(visit, gap, 'effect')}" if gap.effect else "")
        for gap in answer.gaps
    ]
    lines = [_source(visit, source) for source in once(answer.sources)]
    for key, found in (
        ("gaps", gaps),
        ("notes", [visit.speak(note) for note in answer.notes]),
        ("sources", lines),
    ):
        if found:
            writer.heading(visit.say(key))
        for line in found:
            writer.line(line, bullet=True)
    writer.line(visit.say("report.marks"))


def _source(visit: Visit, source: Mapping[str, Any]) -> str:
    year = f" ({source['year']})" if source["year"] else ""
    licence = visit.says(f"value.licence.{source['licence']}", str(source["licence"]))
    address = f" {source['url']}" if str(source.get("url") or "").startswith("http") else ""
    return f"{source['publisher']}, {source['title']}{year}. {licence}.{address}"


_SETTERS: Mapping[str, Callable[[Visit, Writer, Any], None]] = {
    "figure": _figure,
    "table": _tabled,
    "facts": _facts,
    "steps": _steps,
    "cards": _cards,
    "prose": _prose,
}
