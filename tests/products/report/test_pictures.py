"""Figures outside a browser: with their colours, and in the reports with the words for them."""

from io import BytesIO

import pytest

from grondstof.products.charts.bars import Bar, bars
from grondstof.products.charts.svg import standalone
from grondstof.products.report.pictures import png
from grondstof.products.report.printed import Heading, Line, Paper, Picture
from grondstof.products.report.printed_docx import to_docx
from grondstof.products.report.printed_html import to_html
from grondstof.products.report.printed_pdf import to_pdf
from grondstof.products.web.render import chart_style

SENTENCE = "China leads with 60 %."


@pytest.fixture(scope="module")
def svg():
    chart = bars([Bar("China", "60 %", 0.6), Bar("Japan", "10 %", 0.1)], SENTENCE, maximum=1.0)
    return standalone(chart, chart_style(), "World supply. Source: somebody (2026).")


@pytest.fixture(scope="module")
def paper(svg):
    blocks = (Heading("Supply"), Line(SENTENCE), Picture(svg, SENTENCE), Line("As printed."))
    return Paper("Gallium", "en", "Edition 2026", blocks)


def test_a_picture_in_a_file_of_its_own_has_no_variable_that_only_a_browser_knows(svg):
    assert "var(" not in svg


def test_a_bar_drawn_outside_a_browser_shows_its_length():
    """Bar and rail were drawn in one black, so that all lengths made the same picture."""
    drawn = []
    for value in (0.6, 0.1):
        chart = bars([Bar("China", "said alike", value)], SENTENCE, maximum=1.0)
        drawn.append(png(standalone(chart, chart_style(), "Source.")))
    assert drawn[0] != drawn[1]


def test_a_report_as_pdf_is_tagged_and_tells_its_figure(paper):
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(to_pdf(paper)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert SENTENCE in _told(root["/StructTreeRoot"])


def test_a_report_as_docx_tells_its_figure(paper):
    from docx import Document

    shapes = Document(BytesIO(to_docx(paper))).inline_shapes
    assert [one._inline.docPr.get("descr") for one in shapes] == [SENTENCE]


def test_a_report_as_html_tells_its_figure(paper):
    assert f'<img alt="{SENTENCE}" src="data:image/svg+xml;base64,' in to_html(paper)


def _told(node, depth=0):
    """Return the texts that stand for pictures, from the tree of a tagged PDF."""
    node = node.get_object()
    if isinstance(node, list):
        return [text for one in node for text in _told(one, depth)]
    if not hasattr(node, "get") or depth > 40:
        return []
    own = [str(node["/Alt"])] if "/Alt" in node else []
    return own + (_told(node["/K"], depth + 1) if "/K" in node else [])
