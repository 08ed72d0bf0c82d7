"""What changed on a page since an edition: every figure that the page shows is compared."""

from grondstof.products.web.page import Cell, Facts, Page, Table, TableBlock
from grondstof.products.web.screens.editions import _facts, _figures, _other_facts


def page(risk, share):
    rows = [{"row_id": "gallium/CHN", "share": share}]
    table = TableBlock("Elders", Table("elsewhere", "Elders", [], [], 1), rows=rows)
    facts = Facts("", [("leveringsrisico", Cell(risk, kind="modelled")), ("groep", Cell("metaal"))])
    return Page("gallium", "", [facts, table])


def test_a_key_figure_that_no_table_of_the_answer_holds_is_compared():
    told = [
        [cell.words for cell in row] for row in _other_facts(page("3,5", 0.9), page("4,4", 0.9))
    ]
    assert told == [["Gallium", "leveringsrisico", "3,5", "4,4"]]


def test_the_same_key_figures_are_no_change_and_words_are_no_figure():
    assert list(_other_facts(page("4,4", 0.9), page("4,4", 0.9))) == []
    assert [term for _, term in _facts(page("4,4", 0.9))] == ["leveringsrisico"]


def test_a_table_of_another_answer_counts():
    assert _figures(page("4,4", 0.9))["elsewhere", "gallium/CHN", "share"][1] == 0.9
