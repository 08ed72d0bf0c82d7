"""The files of a page: its tables as CSV, XLSX, Parquet and JSON, its figures as SVG and PNG.

A table's file holds all rows of the answer with the columns of the dictionary; the page shows the
first of them. CSV comes with a description per CSVW.
"""

from datetime import UTC, datetime
from typing import Any

from grondstof.errors import UnknownName
from grondstof.products.answers.base import Answer
from grondstof.products.charts.svg import first_picture, standalone
from grondstof.products.download import csvw, files
from grondstof.products.web import render
from grondstof.products.web.cache import Entry, entry
from grondstof.products.web.page import Figure, Page, TableBlock
from grondstof.products.web.visit import Visit
from grondstof.settings import site_address

# Stem of the letter that a basket offers, followed by language and ending.
LETTER = "supplier-letter"
_OPEN = (
    (b"access-control-allow-origin", b"*"),
    (b"cache-control", b"public, max-age=300"),
    (b"vary", b"accept-encoding"),
)


def file_of(visit: Visit, page: Page, name: str) -> Entry:
    """Return one file of a page.

    Raises:
        UnknownName: If the page has no such file.
    """
    stem, _, ending = name.partition(".")
    if ending in ("svg", "png"):
        return _picture(visit, page, stem, ending)
    if stem == LETTER and page.answer and page.answer.kind == "basket":
        from grondstof.products.report.basket_letter import letter_of
        from grondstof.products.report.printed_docx import to_docx

        body = to_docx(letter_of(page.answer, ending.removesuffix(".docx")))
        return entry(200, files.MEDIA["docx"], body, _named(name))
    if ending in ("pdf", "docx", "html") and page.answer:
        from grondstof.products.report import own_paper
        from grondstof.products.report.workshop import Job, made
        from grondstof.products.web.page_report import page_paper

        told = own_paper(page.answer, visit.language) or page_paper(visit, page)
        body = made(Job(ending, told), _stamp(visit))
        media = files.MEDIA.get(ending, "text/html; charset=utf-8")
        return entry(200, media, body, _named(name))
    if ending == "atom" and page.answer and page.answer.kind in ("signals", "since"):
        return entry(200, "application/atom+xml; charset=utf-8", _feed(visit, page.answer), _OPEN)
    rows = table_rows(page, stem)
    if page.answer is None or rows is None:
        raise UnknownName("file", name, "a file of this page", [f"{n}.csv" for n in names(page)])
    if ending == "csv-metadata.json":
        body = csvw.metadata(page.answer, stem, rows)
        return entry(200, "application/csvm+json", body, _OPEN)
    if ending not in files.WRITERS:
        raise UnknownName("file", name, "a file of this page", list(files.WRITERS))
    headers = _named(name)
    if ending == "csv":
        link = f'<{stem}.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
        headers = (*headers, (b"link", link.encode()))
    return entry(200, files.MEDIA[ending], files.WRITERS[ending](page.answer, stem, rows), headers)


def _feed(visit: Visit, answer: Answer) -> bytes:
    """Return the signals, or what changed, as an Atom feed."""
    if answer.kind == "since":
        from grondstof.products.report.atom import to_atom

        return to_atom(answer, site_address(), visit.language).encode()
    from grondstof.products.answers.signals import feed

    day = visit.desk.edition(visit.address.edition).as_of
    when = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return feed(answer, visit.language, visit.link("signals"), when)


def names(page: Page) -> list[str]:
    """Return the names of the tables of a page."""
    found = ["rows"] if page.answer else []
    for block in page.blocks:
        if isinstance(block, Figure | TableBlock):
            found.append(block.table.name)
    return list(dict.fromkeys([*found, *(page.answer.tables if page.answer else ())]))


def table_rows(page: Page, name: str) -> Any:
    """Return all rows behind a table of a page, or None when it has no such table."""
    answer = page.answer
    if answer is None:
        return None
    if name == "rows":
        return answer.rows
    if name in answer.tables:
        return answer.tables[name]
    return _part(page, answer, name)


def _part(page: Page, answer: Answer, name: str) -> Any:
    """Return rows of a table that shows a part of the answer: those whose cells it shows."""
    for block in page.blocks:
        if isinstance(block, Figure | TableBlock) and block.table.name == name:
            return block.rows or answer.rows
    return None


def _picture(visit: Visit, page: Page, name: str, ending: str) -> Entry:
    found = [block for block in page.blocks if isinstance(block, Figure) and block.name == name]
    if not found:
        known = [block.name for block in page.blocks if isinstance(block, Figure)]
        raise UnknownName("file", name, "a figure of this page", known)
    figure = found[0]
    chart = first_picture(figure.chart)
    source = "; ".join(figure.sources)
    caption = f"{figure.title}. {visit.say('source')}: {source}. grondstof, {visit.permanent()}"
    text = standalone(chart, render.chart_style(), caption)
    if ending == "png":
        from grondstof.products.report.workshop import Job, made

        return entry(200, "image/png", made(Job(ending, text), _stamp(visit)), _OPEN)
    return entry(200, "image/svg+xml", text.encode(), _OPEN)


def _stamp(visit: Visit) -> str:
    return visit.desk.stamp(visit.address.edition)


def _named(name: str) -> tuple[tuple[bytes, bytes], ...]:
    value = f'attachment; filename="{name}"'.encode("latin-1", "replace")
    return (*_OPEN, (b"content-disposition", value))
