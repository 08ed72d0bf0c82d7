"""Cells and tables are joined by hand, so every text in them must come out escaped."""

from hypothesis import given
from hypothesis import strategies as st

from grondstof.products.web.grid import cell_html, grid_html
from grondstof.products.web.page import Cell, Head, Table

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
