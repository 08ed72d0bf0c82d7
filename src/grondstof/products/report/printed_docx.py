"""A paper as a Word document, with real headings, lists and header rows."""

from io import BytesIO
from typing import Any

from grondstof.errors import Fault, InputError
from grondstof.products.report.printed import Grid, Heading, Line, Paper, Picture

# Pixels to the inch of a figure: sharp in print.
_DENSITY = 144.0
_LANGUAGE = {"nl": "nl-NL", "en": "en-GB", "de": "de-DE"}


def to_docx(paper: Paper) -> bytes:
    """Return the paper as the bytes of a .docx file.

    Raises:
        InputError: If python-docx is not installed.
    """
    document = _document(paper)
    document.add_heading(paper.title, 0)
    document.add_paragraph(paper.subtitle)
    drawn = iter(_pictures(paper))
    for block in paper.blocks:
        if isinstance(block, Picture):
            _picture(document, next(drawn), block.alt)
        elif isinstance(block, Heading):
            document.add_heading(block.text, block.level)
        elif isinstance(block, Grid):
            _grid(document, block)
        else:
            _line(document, block)
    if paper.notes:
        document.add_heading("Bronnen" if paper.language == "nl" else "Sources", 1)
        for number, text in enumerate(paper.notes, start=1):
            _note(document, f"{number}. {text}", paper.small)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _document(paper: Paper) -> Any:
    try:
        from docx import Document
        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt
    except ImportError as error:
        fault = Fault("report", "no python-docx", "the [report] extra", "Install grondstof[report]")
        raise InputError([fault]) from error
    document = Document()
    document.core_properties.title = paper.title
    document.core_properties.language = _LANGUAGE[paper.language]
    document.core_properties.author = "grondstof"
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(9 if paper.small else 10.5)
    style.paragraph_format.space_after = Pt(2 if paper.small else 4)
    fonts = style.element.rPr.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "Calibri")
    for section in document.sections:
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        margin = Cm(1.8 if paper.small else 2.3)
        section.left_margin = section.right_margin = margin
        section.top_margin = section.bottom_margin = margin
    return document


def _pictures(paper: Paper) -> list[bytes]:
    """Return the figures as PNG, drawn together."""
    from grondstof.products.report.pictures import pngs

    return pngs([block.svg for block in paper.blocks if isinstance(block, Picture)], _DENSITY)


def _picture(document: Any, png: bytes, alt: str) -> None:
    from docx.shared import Cm

    shape = document.add_picture(BytesIO(png), width=Cm(16))
    shape._inline.docPr.set("descr", alt)


def _line(document: Any, line: Line) -> None:
    style = "List Bullet" if line.bullet else None
    paragraph = document.add_paragraph(line.text, style=style)
    if line.notes:
        mark = paragraph.add_run(", ".join(str(number) for number in line.notes))
        mark.font.superscript = True


def _note(document: Any, text: str, small: bool) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph(text)
    paragraph.paragraph_format.space_after = Pt(0)
    for run in paragraph.runs:
        run.font.size = Pt(6.5 if small else 8)


def _grid(document: Any, grid: Grid) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt

    if grid.caption:
        document.add_paragraph(grid.caption).runs[0].bold = True
    table = document.add_table(rows=1, cols=len(grid.header))
    table.style = "Light Grid Accent 1"
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for cell, text in zip(table.rows[0].cells, grid.header, strict=True):
        cell.text = text
    for row in grid.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(8)
