"""The two yearly reports: every sentence with a figure has a footnote, every table row a source."""

import re

import pytest

from grondstof.assess.recipe import Question
from grondstof.products.report.contribution_report import contribution_paper
from grondstof.products.report.printed import Grid, Heading, Line
from grondstof.products.report.promise_chapters import counted
from grondstof.products.report.strategy_reports import progress_paper

# Numbers that name an article of law or a material are no figures.
_NAMES = re.compile(r"Art\. [\d()\-,]+|hp\d")
PAPERS = (progress_paper, contribution_paper)


@pytest.mark.parametrize("make", PAPERS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_sentence_with_a_figure_is_traced(book, make, language):
    paper = make(book, Question(), language)
    lines = [block for block in paper.blocks if isinstance(block, Line)]
    bare = [
        line.text
        for line in lines
        if re.search(r"\d", _NAMES.sub("", line.text)) and not line.notes
    ]
    # What is not known names the targets whose figures are missing; it states none.
    assert [text for text in bare if "10, 40" not in text] == []
    assert max(note for line in lines for note in line.notes) <= len(paper.notes)


@pytest.mark.parametrize("make", PAPERS)
def test_every_row_of_promises_names_its_source(book, make):
    paper = make(book, Question(), "nl")
    grids = [b for b in paper.blocks if isinstance(b, Grid) and b.header[-1] == "Bron"]
    assert grids
    assert all(re.fullmatch(r"\d+(, \d+)*", row[-1]) for grid in grids for row in grid.rows)


def test_the_progress_report_has_a_chapter_for_each_of_the_five_perspectives(book):
    paper = progress_paper(book, Question(), "nl")
    titles = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert len(titles) == 7
    assert titles[0] == "Circulariteit en innovatie"
    assert titles[-2:] == ["Overige afspraken", "Later dan afgesproken"]


def test_the_dutch_contribution_holds_no_english_reasons(book):
    paper = contribution_paper(book, Question(), "nl")
    text = " ".join(block.text for block in paper.blocks if isinstance(block, Line))
    for word in ("extraction", "no publisher", "Only the location", "Member State"):
        assert word not in text


def test_counts_are_a_sentence_in_one_and_in_many():
    rows = [{"state": "done"}, {"state": "no word"}, {"state": "no word"}]
    assert counted(rows, "nl") == "Van 3 afspraken: 1 is gedaan en 2 kregen geen bericht meer."
    assert counted(rows[:1], "en") == "Of 1 promise: 1 is done."
