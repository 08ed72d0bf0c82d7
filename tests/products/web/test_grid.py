"""Cells and tables are joined by hand, so every text in them must come out escaped."""

from hypothesis import given
from hypothesis import strategies as st

from grondstof.products.web.grid import cell_html, grid_html
from grondstof.products.web.page import Cell, Head, Table
from grondstof.products.web.words_of import words_of

TEXT = st.text(alphabet="a<>&\"'–= ", max_size=12)
CELLS = st.builds(
    Cell, TEXT, TEXT, st.sampled_from(("", "measured", "computed")), TEXT, TEXT, TEXT, TEXT
)


def _texts(html: str) -> list[str]:
    """Return what stands between tags, and the values inside tags."""
    outside, inside = [], []
    for part in html.split("<"):
        tag, _, text = part.partition(">")
        outside.append(text)
        inside.extend(tag.split('"')[1::2])
    return [*outside, *inside]


@given(CELLS)
def test_no_letter_of_html_leaves_a_cell_unescaped(cell):
    html = cell_html(cell, "en")
    assert html.count("<") == html.count(">")
    assert not any(letter in text for text in _texts(html) for letter in "<>\"'")


def test_a_number_has_its_link_its_mark_and_its_interval():
    html = cell_html(Cell("3,9", "/nl/herkomst/x", "computed", "3,1", "4,8", "3.9"), "nl")
    assert '<a href="/nl/herkomst/x" class="num" rel="nofollow">3,9</a>' in html
    assert 'role="img" aria-label="' in html
    assert '<span class="range">3,1 tot 4,8</span>' in html


def test_a_gap_says_why_to_those_who_see_and_those_who_hear():
    html = cell_html(Cell("–", why="not published"), "en")
    assert html.count("not published") == 2
    assert "<a" not in html


def test_a_link_that_leaves_the_site_says_so():
    assert 'rel="external noopener"' in cell_html(Cell("a", "https://b", external=True), "en")


def test_a_table_has_a_head_for_each_column_and_row_and_says_what_is_left_out():
    heads = [Head("a <b>"), Head("number", "meaning", numeric=True), Head("words")]
    rows = [[Cell("x"), Cell("1", sort="1.0"), Cell("w" * 61)]]
    html = grid_html(Table("t", "cap", heads, rows, 5), "en")
    assert html.count('<th scope="col"') == 3
    assert '<th scope="row">x</th>' in html
    assert '<td class="n" data-v="1.0">1</td>' in html
    assert '<td class="long">' in html
    assert "a &lt;b&gt;" in html
    assert "1" in html.rpartition("</div>")[2]
    assert "5" in html.rpartition("</div>")[2]


def test_a_figure_of_which_only_the_ends_are_known_is_its_ends():
    html = cell_html(Cell("–", low="0,0 %", high="3,0 %"), "nl")
    assert html == "0,0 % tot 3,0 %"


def test_ends_that_read_as_the_figure_itself_are_left_out():
    assert cell_html(Cell("0,0 %", low="0,0 %", high="0,0 %"), "nl") == "0,0 %"


def test_a_day_stays_on_one_line_and_a_long_table_says_how_many_rows_it_has():
    rows = [[Cell(str(n)), Cell("22 december 2023", sort="2023-12-22")] for n in range(8)]
    html = grid_html(Table("t", "cap", [Head("a"), Head("b")], rows, 8), "nl")
    assert html.count('<td class="day"') == 8
    assert "8 rijen" in html
    assert "rijen" not in grid_html(Table("t", "cap", [Head("a"), Head("b")], rows[:7], 7), "nl")


def test_the_place_in_a_paper_is_told_in_the_language_of_the_reader():
    assert words_of("place", "annex 1, footnote 3", "nl") == "bijlage 1, voetnoot 3"
    assert words_of("place", "annex 1, footnote 3", "en") == "annex 1, footnote 3"
    assert words_of("place", "section 5, Analyseren ketenafhankelijkheden", "nl") == (
        "paragraaf 5, Analyseren ketenafhankelijkheden"
    )
