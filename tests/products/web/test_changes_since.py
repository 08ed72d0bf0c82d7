"""An old edition stays readable, and every current page says what changed since."""

from dataclasses import replace

import pytest

from grondstof.products.web.screens import editions


@pytest.fixture
def two(desk, monkeypatch):
    """The edition again under an older name, with one figure that was different then."""
    real_ask, now = desk.ask, desk.current()

    def ask(kind, name=None, **options):
        answer = real_ask(kind, now if name == "2025" else name, **options)
        if name != "2025" or kind != "list":
            return answer
        rows = [dict(row) for row in answer.rows]
        rows[0]["supply_risk"] = 0.5
        return replace(answer, rows=rows)

    monkeypatch.setattr(desk, "ask", ask)
    monkeypatch.setattr(desk, "names", lambda: ["2025", now])
    return desk


def test_a_changed_figure_is_named_with_both_values(two):
    from grondstof.products.web.addresses import Address
    from grondstof.products.web.visit import Visit

    query = {"pagina": "/nl/grondstoffen", "sinds": "2025"}
    page = editions.show(Visit(two, Address("nl", "editions"), query))
    rows = page.blocks[0].table.rows
    assert len(rows) == 1
    where, what, then, now = (cell.words for cell in rows[0])
    assert (what, then) == ("leveringsrisico", "0,50")
    assert now != then
    assert where


def test_an_unknown_edition_and_a_page_without_figures_are_answered(client):
    given = "pagina=/nl/grondstoffen&sinds=1999"
    assert client.get(f"/nl/edities?{given}").status_code == 404
    same = client.get("/nl/edities?pagina=/nl/methode&sinds=2026")
    assert same.status_code == 200
    assert client.get("/nl/edities?pagina=/nl/edities&sinds=2026").status_code == 400
    assert client.get("/nl/edities?pagina=/etc/passwd&sinds=2026").status_code == 404


def test_the_list_of_corrections_names_place_reason_and_what_we_do(client):
    page = client.get("/nl/correcties").text
    assert "Magnesium" in page
    assert "weglaten" in page
    assert client.get("/nl/correcties/files/rows.csv").status_code == 200
