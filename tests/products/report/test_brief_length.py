"""The brief fits on two pages, as PDF by its pages and as Word by the height of its text.

Word has no pages until it is opened; the height is reckoned from the styles of the document with
letters of 0.52 of their size and lines of 1.22 of it, which is wide for Calibri.
"""

import math
from datetime import date

import docx
import pytest
from pypdf import PdfReader

from grondstof.assess.recipe import Question
from grondstof.products.answers import brief
from grondstof.products.report.brief_report import brief_paper
from grondstof.products.report.write import write

LETTER, LINE = 0.52, 1.22
POINT = 12700
# Those with the most to say: many suppliers, measures and promises.
LONGEST = ("neodymium", "lithium", "cobalt", "gallium", "China", "batteries")


def styled(style, read, default):
    while style is not None:
        found = read(style)
        if found is not None:
            return found
        style = style.base_style
    return default


def pages_of(path):
    document = docx.Document(path)
    section = document.sections[0]
    width = (section.page_width - section.left_margin - section.right_margin) / POINT
    page = (section.page_height - section.top_margin - section.bottom_margin) / POINT
    return sum(height(paragraph, width) for paragraph in document.paragraphs) / page


def height(paragraph, width):
    sizes = [run.font.size.pt for run in paragraph.runs if run.font.size]
    size = (
        sizes[0] if sizes else styled(paragraph.style, lambda s: s.font.size and s.font.size.pt, 11)
    )
    space = 0.0
    for name in ("space_before", "space_after"):
        own = getattr(paragraph.paragraph_format, name)
        given = styled(paragraph.style, lambda s, name=name: getattr(s.paragraph_format, name), 0)
        space += (own if own is not None else given or 0) / POINT
    indent = styled(paragraph.style, lambda s: s.paragraph_format.left_indent, 0) / POINT
    lines = max(1, math.ceil(len(paragraph.text) * size * LETTER / (width - indent)))
    return lines * size * LINE + space


@pytest.mark.parametrize("subject", LONGEST)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_longest_briefs_fit_on_two_pages_in_both_formats(edition, tmp_path, subject, language):
    asked = Question(as_of=date(2026, 11, 20), options={"subject": subject})
    paper = brief_paper(brief.answer(edition, asked), language)
    assert pages_of(write(paper, tmp_path / "brief.docx")) <= 2.0
    assert len(PdfReader(write(paper, tmp_path / "brief.pdf")).pages) <= 2


def test_a_measure_of_height_that_sees_a_third_page(edition, tmp_path):
    asked = Question(as_of=date(2026, 11, 20), options={"subject": "lithium"})
    path = write(brief_paper(brief.answer(edition, asked)), tmp_path / "brief.docx")
    before = pages_of(path)
    document = docx.Document(path)
    for _ in range(60):
        document.add_paragraph("Een regel die er te veel staat. " * 8)
    document.save(path)
    assert pages_of(path) > before + 2
