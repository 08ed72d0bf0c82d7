"""A paper as a tagged PDF by Typst, which brings its own fonts and needs no other program."""

import json
import tempfile
from pathlib import Path

from grondstof.errors import Fault, InputError
from grondstof.products.report.printed import Grid, Heading, Line, Paper, Picture

_PAGE = """#set document(title: {title}, author: "grondstof", date: none)
#set page(paper: "a4", margin: {margin}, numbering: "1")
#set text(lang: {lang}, size: {size}, hyphenate: true)
#set par(justify: false)
#set heading(numbering: none)
#set table(stroke: (x, y) => (bottom: 0.4pt + gray))
#show figure: set block(breakable: true)
#show figure.caption: set align(left)
#set figure.caption(position: top)
"""


def to_pdf(paper: Paper) -> bytes:
    """Return the paper as the bytes of a PDF/UA-1 file.

    Raises:
        InputError: If typst is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise InputError(
            [Fault("report", "no typst", "the [report] extra", "Install grondstof[report]")]
        ) from error
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.typ"
        source.write_text(to_typst(paper), encoding="utf-8")
        for number, svg in enumerate(_pictures(paper)):
            (Path(folder) / _file(number)).write_text(svg, encoding="utf-8")
        made = typst.compile(str(source), format="pdf", pdf_standards="ua-1", timestamp=0)
    return bytes(made)


def to_typst(paper: Paper) -> str:
    """Return the paper as Typst markup; all text is passed as quoted strings, never as markup."""
    head = _PAGE.format(
        title=_text(paper.title),
        lang=_text(paper.language),
        size="9pt" if paper.small else "10pt",
        margin="16mm" if paper.small else "22mm",
    )
    parts = [
        head,
        f"#heading(level: 1, {_text(paper.title)})",
        f"#text(gray.darken(40%), {_text(paper.subtitle)})\n",
    ]
    number = 0
    for block in paper.blocks:
        if isinstance(block, Picture):
            alt = _text(block.alt)
            parts.append(f"#image({_text(_file(number))}, width: 85%, alt: {alt})")
            number += 1
        else:
            parts.append(_block(block))
    if paper.notes:
        title = "Bronnen" if paper.language == "nl" else "Sources"
        parts.append(f"#heading(level: 2, {_text(title)})")
        size = "6.5pt" if paper.small else "8pt"
        notes = ", ".join(f"text({size}, {_text(text)})" for text in paper.notes)
        parts.append(f"#enum({notes})")
    return "\n".join(parts) + "\n"


def _pictures(paper: Paper) -> list[str]:
    return [block.svg for block in paper.blocks if isinstance(block, Picture)]


def _file(number: int) -> str:
    return f"picture-{number}.svg"


def _block(block: Heading | Line | Grid) -> str:
    if isinstance(block, Heading):
        return f"#heading(level: {block.level + 1}, {_text(block.text)})"
    if isinstance(block, Grid):
        columns = ", ".join(_column(width) for width in _widths(block))
        head = ", ".join(f"text(8pt, strong({_text(name)}))" for name in block.header)
        cells = ", ".join(f"text(8pt, {_text(text)})" for row in block.rows for text in row)
        table = f"table(columns: ({columns},), align: left, table.header({head}), {cells})"
        if not block.caption:
            return f"#{table}"
        return f"#figure(kind: table, caption: {_text(block.caption)}, {table})"
    mark = f" + super({_text(', '.join(map(str, block.notes)))})" if block.notes else ""
    body = f"[#{_text(block.text)}]{mark}"
    return f"#list({body})" if block.bullet else f"#par({body})"


def _column(letters: int) -> str:
    """Return the width of a column: short ones as they are, longer ones by what they hold."""
    return "auto" if letters <= 18 else f"{min(letters, 48)}fr"


def _widths(grid: Grid) -> list[int]:
    rows = [grid.header, *grid.rows]
    return [max(len(row[at]) for row in rows) for at in range(len(grid.header))]


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
