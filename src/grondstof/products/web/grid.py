"""Tables and cells as HTML, joined from strings: the part of a page that is drawn most often.

A page holds a handful of headings and thousands of cells. The headings stand in the templates; a
cell is put together here, because a template engine needs ten times as long for it. Every text
passes `escaped`; the finished text is marked as safe once.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape

from markupsafe import Markup

from grondstof.products import messages, wording
from grondstof.products.web.page import Cell, Head, Table
from grondstof.products.web.words_of import tongue
from grondstof.vocabulary import kinds

_LONG = 60
# Rows from which a table may not fit its window.
_MANY = 8
# Rows from which a table scrolls in a window of its own.
_WINDOW = 20
# Columns from which words may break on paper, which is narrower than a screen scrolls.
_COLUMNS = 6
# Letters of a head that would make a tower in a narrow column.
_WIDE_HEAD = 20
# Letters from which the language of a text shows.
_SPOKEN = 18
# Letters from which a column wants room.
_WORDY = 25
_COMMAND = re.compile(r"`([^`]+)`")
_SPECIAL = re.compile("[&<>\"']").search


def escaped(text: str) -> str:
    """Return a text with the letters that mean something in HTML replaced."""
    return escape(text) if _SPECIAL(text) else text


def coded_html(text: str) -> str:
    """Return a text in which a command between backquotes stands as one."""
    return _COMMAND.sub(r"<code>\1</code>", escaped(text))


def cell_html(cell: Cell, language: str) -> str:
    """Return one cell: its words, its link, the mark of its kind, its interval."""
    # Where only the ends are known, they are the figure.
    if cell.low and cell.words == wording.MISSING:
        ends = wording.interval(cell.low, cell.high, language)
        cell = cell._replace(words=ends, low="", high="")
    words = coded_html(cell.words) if "`" in cell.words else escaped(cell.words)
    if cell.words == wording.MISSING and not cell.low:
        why = escaped(cell.why)
        return f'<span class="gap" title="{why}">–<span class="hide"> {why}</span></span>'
    if cell.href:
        words = f'<a href="{escaped(cell.href)}"{_manner(cell)}>{words}</a>'
    if cell.kind:
        words += kind_html(cell.kind, language)
    if cell.low and not cell.low == cell.high == cell.words:
        ends = wording.interval(cell.low, cell.high, language)
        words += f' <span class="range">{escaped(ends)}</span>'
    return words


@lru_cache(maxsize=64)
def kind_html(kind: str, language: str) -> str:
    """Return the mark of a kind of number, with its name for who cannot see it."""
    found = kinds.kinds().get(kind)
    sign = escaped(found.mark) if found else ""
    name = escaped((found.name_nl if language == "nl" else found.name_en) if found else "")
    return f' <i class="kind" role="img" aria-label="{name}" title="{name}">{sign}</i>'


def grid_html(table: Table, language: str) -> str:
    """Return a table with its caption, in a region that a keyboard can scroll."""
    caption = escaped(table.caption)
    # The first cell of a row is its heading and stands left, a year or a share as well.
    heads = "".join(
        _head(head, head.numeric and at > 0, language) for at, head in enumerate(table.heads)
    )
    opens = _openings(table.heads)
    rows = "\n".join(_row(row, opens, language) for row in table.rows)
    many = ' class="many"' if len(table.heads) > _COLUMNS else ""
    look = "scroll tall" if len(table.rows) > _WINDOW else "scroll"
    return (
        f"{_same(table, language)}"
        f'<div class="{look}" role="region" aria-label="{caption}" tabindex="0">\n'
        f"<table data-sort{many}>\n<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>{_part(table, language)}"
    )


def _same(table: Table, language: str) -> str:
    """Return what holds for every row of a table, as one line above it."""
    if not table.same:
        return ""
    said = "; ".join(f"{escaped(words)} {_told(cell, language)}" for words, cell in table.same)
    stop = "" if said.removesuffix("</span>").endswith(".") else "."
    return f'<p class="small same">{escaped(messages.say("table.same", language))} {said}{stop}</p>'


def _told(cell: Cell, language: str) -> str:
    """Return a cell inside a sentence, marked when it is in the other language."""
    mark, inner = spoken(cell.words, language), cell_html(cell, language)
    return f"<span{mark}>{inner}</span>" if mark else inner


def drawers(language: str) -> dict[str, Callable[..., Markup]]:
    """Return the functions that templates call for a table and for one cell."""
    return {
        "grid": lambda table: Markup(grid_html(table, language)),
        "cell": lambda cell: Markup(cell_html(cell, language)),
        "coded": lambda words: Markup(coded_html(words)),
        "spoken": lambda words: Markup(spoken(words or "", language)),
    }


def _manner(cell: Cell) -> str:
    if cell.external:
        return ' rel="external noopener"'
    return ' class="num" rel="nofollow"' if cell.kind or cell.sort else ""


def _head(head: Head, right: bool, language: str) -> str:
    looks = [*(["n"] if right else []), *(["wide"] if len(head.words) > _WIDE_HEAD else [])]
    numeric = f' class="{" ".join(looks)}"' if looks else ""
    meaning = f' title="{escaped(head.meaning)}"' if head.meaning else ""
    words = escaped(head.words)
    if head.href:
        # Beside the words and not around them, because the words sort the table.
        told = escaped(messages.say("head.what", language, name=head.words))
        words += f' <a class="what" href="{escaped(head.href)}" aria-label="{told}">?</a>'
    return f'<th scope="col"{numeric}{meaning}>{words}</th>'


def _openings(heads: Sequence[Head]) -> list[str]:
    return ['<td class="n"' if head.numeric else "<td" for head in heads]


def _row(row: Sequence[Cell], opens: Sequence[str], language: str) -> str:
    parts = []
    for place, cell in enumerate(row):
        inner = cell_html(cell if place else _opening(cell), language)
        tongue_mark = spoken(cell.words, language) if len(cell.words) > _SPOKEN else ""
        if not place:
            parts.append(f'<tr><th scope="row"{tongue_mark}>{inner}</th>')
            continue
        start = opens[place]
        if start == "<td" and len(cell.words) > _LONG:
            start = '<td class="long"'
        elif start == "<td" and _is_day(cell.sort):
            start = '<td class="day"'
        elif start == "<td" and len(cell.words) > _WORDY:
            start = '<td class="mid"'
        value = f' data-v="{escaped(cell.sort)}"' if cell.sort else ""
        parts.append(f"{start}{tongue_mark}{value}>{inner}</td>")
    parts.append("</tr>" if parts else "<tr></tr>")
    return "".join(parts)


def _opening(cell: Cell) -> Cell:
    return cell._replace(words=wording.opening(cell.words)) if cell.words[:2] == "ij" else cell


def spoken(words: str, language: str) -> str:
    """Return the mark of a text that is in the other language, so that it is spoken right."""
    own = tongue(words)
    return f' lang="{own}"' if own and own != language else ""


def _is_day(sort: str) -> bool:
    return len(sort) == 10 and sort[4] == sort[7] == "-"


def _part(table: Table, language: str) -> str:
    if table.total <= len(table.rows):
        return _count(table, language)
    words = messages.say("table.part", language, shown=len(table.rows), total=table.total)
    return f'<p class="small">{escaped(words)}</p>'


def _count(table: Table, language: str) -> str:
    """Return how many rows there are, for a table that may be longer than its window."""
    if len(table.rows) < _MANY:
        return ""
    words = messages.say("table.count", language, count=len(table.rows))
    return f'<p class="small">{escaped(words)}</p>'
