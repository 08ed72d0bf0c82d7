"""What a careful reader stumbles over: names, zeros, repeated labels, long pages, dead ends."""

import re
from html import unescape

import pytest

from grondstof.products import wording
from grondstof.products.answers.desk import Desk
from grondstof.products.charts import svg
from grondstof.products.web.addresses import Address
from grondstof.products.web.grid import grid_html
from grondstof.products.web.page import Cell, Head, Table
from grondstof.products.web.screens.signals import _shared
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit


@pytest.fixture(scope="module")
def visit(edition):
    return Visit(Desk(), Address("nl", "materials", ("gallium",)))


@pytest.mark.parametrize(
    ("value", "digits", "told"),
    [(7.44, 0, "7,4"), (0.0493, 0, "0,049"), (12.4, 0, "12"), (3.0, 0, "3"), (0.0, 0, "0"),
     (0.0004, 2, "0,0004"), (0.25, 2, "0,25"), (-0.3, 0, "−0,30")],
)  # fmt: skip
def test_a_number_that_is_not_zero_never_reads_as_zero(value, digits, told):
    assert wording.measure(value, "nl", digits) == told


def test_a_dutch_name_in_ij_opens_with_both_letters():
    assert wording.opening("ijzererts") == "IJzererts"
    assert wording.opening("indium") == "indium"


@pytest.mark.parametrize(
    ("name", "told"),
    [("Magnesium, ruw", "magnesium, ruw"), ("NdFeB-magneet", "NdFeB-magneet"),
     ("Permanente magneten", "permanente magneten"), ("LFP-cel", "LFP-cel")],
)  # fmt: skip
def test_a_name_inside_a_sentence_begins_small_unless_it_is_written_in_capitals(name, told):
    assert wording.within(name) == told


@pytest.mark.parametrize("name", ["Permanente magneten van metaal", "zink", "x" * 80])
@pytest.mark.parametrize("words", ["1,2 %", "≤ 100,0 %", "1 van 12; toeval 1,6"])
def test_a_name_and_its_number_fit_beside_each_other_on_a_phone(name, words):
    lines = svg.name_lines(name, words)
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
    assert all(len(line) <= svg.PHONE_LETTERS for line in lines)
    assert len(lines[-1]) + len(words) <= svg.PHONE_LETTERS + 1


def test_what_holds_for_every_row_is_said_once_and_the_subject_of_the_page_not_at_all(visit):
    rows = [
        {"material_id": "gallium", "region_id": "EU27", "year": 2020, "parameter": name, "value": v}
        for name, v in (("eol_rir", 0.0), ("si_sr", 0.9))
    ]
    table = make_table(visit, "parameters", rows)
    assert [head.words for head in table.heads] == ["parameter", "waarde"]
    assert [(words, cell.words) for words, cell in table.same] == [
        ("gebied", "Europese Unie (27 landen, vanaf 2020)"),
        ("jaar", "2020"),
    ]
    assert "Geldt voor elke rij: gebied Europese Unie" in grid_html(table, "nl")


def test_one_row_and_a_number_keep_their_columns(visit):
    row = {"parameter": "eol_rir", "value": 0.5, "share": 0.1}
    assert make_table(visit, "parameters", [row]).same == []
    two = make_table(visit, "parameters", [row, {**row, "parameter": "si_sr"}])
    assert "waarde" in [head.words for head in two.heads]


def test_a_column_of_ranges_in_words_stands_right_as_numbers_do(visit):
    rows = [{"name": "a", "content_range": "0,0 tot 29,0"}, {"name": "b", "content_range": "12,5"}]
    heads = make_table(visit, "inside", rows, columns=("name", "content_range")).heads
    assert [head.numeric for head in heads] == [False, True]


def test_only_a_long_table_scrolls_in_a_window_of_its_own():
    def drawn(count):
        rows = [[Cell(str(n))] for n in range(count)]
        return grid_html(Table("t", "T", [Head("n")], rows, count), "en")

    assert 'class="scroll"' in drawn(20)
    assert 'class="scroll tall"' in drawn(21)


def test_signals_of_one_rule_share_whole_sentences():
    texts = ["It rests. Use it. Who: steel.", "It rests. Use it. Who: glass."]
    assert _shared(texts) == "It rests. Use it."
    assert _shared(["It rests."]) == "It rests."
    assert _shared(["A b.", "C d."]) == ""


LONG = ["/nl/grondstoffen/gallium", "/nl/producten/850511", "/nl/landen", "/nl/signalen",
        "/nl/uitvoerbeperkingen"]  # fmt: skip


@pytest.mark.parametrize("path", LONG)
def test_a_long_page_begins_with_its_contents_and_every_entry_leads_somewhere(client, path):
    text = client.get(path).text
    listed = re.search(r'<details class="toc">(.*?)</details>', text, re.S)
    targets = re.findall(r'href="#([^"]+)"', listed[1])
    assert len(targets) >= 6
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert [target for target in targets if ids.count(target) != 1] == []


@pytest.mark.parametrize("path", [*LONG, "/nl/vergelijk", "/nl/begrippen/kind", "/nl/data"])
def test_no_two_parts_of_a_page_share_a_name(client, path):
    ids = re.findall(r'\sid="([^"]+)"', client.get(path).text)
    assert len(ids) == len(set(ids))


def test_the_countries_begin_with_those_home_leans_on(client):
    rows = Desk().ask("territories").rows
    assert rows[0]["territory_id"] == "CHN"
    counts = [row["codes_count"] for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) >= 1
    text = client.get("/nl/landen").text
    assert f"bij {counts[0]} goederencodes" in text
    reply = client.get("/api/v1/landen")
    assert reply.json()["rows"][0]["codesCount"] == counts[0]


def test_the_count_of_codes_is_that_of_the_factsheet(edition):
    """The index counts by SQL what the factsheet counts row by row."""
    desk = Desk()
    for row in desk.ask("territories").rows[:6]:
        sheet = desk.ask("territory", territory=row["territory_id"])
        strong = [one for one in sheet.rows if one["share"] >= 0.3]
        assert len(strong) == row["codes_count"]


@pytest.mark.parametrize(("path", "count"), [("/nl/landen/EU27", 27), ("/en/countries/EU28", 28)])
def test_a_group_of_countries_has_a_page_that_names_its_members(client, path, count):
    reply = client.get(path)
    assert reply.status_code == 200
    assert f" {count} " in unescape(re.search(r'class="lead"[^>]*>([^<]+)', reply.text)[1])


@pytest.mark.parametrize(
    ("words", "code"), [("magneet", "850511"), ("magneten", "850511"), ("accu", "850760")]
)
def test_search_finds_what_a_buyer_calls_it(client, words, code):
    assert f'href="/nl/producten/{code}"' in client.get(f"/nl/zoek?q={words}").text


def test_search_without_a_result_says_where_to_look(client):
    text = client.get("/nl/zoek?q=xqzzt").text
    assert 'href="/nl/producten?q=xqzzt"' in text


def test_an_indicator_whose_figure_stands_elsewhere_is_not_called_absent(client):
    text = client.get("/nl/indicatoren/list-rank").text
    assert "geen gegevens" not in text
    assert 'href="/nl/grondstoffen/tabel"' in text
    assert "geen gegevens" in client.get("/nl/indicatoren/environmental-impact").text


def test_a_material_without_a_figure_stays_visible_beside_others(client):
    text = client.get("/nl/vergelijk?g=kobalt,lithium").text
    assert "geen cijfer" in text


@pytest.mark.parametrize("name", ["gallium", "promethium", "iron-and-steel"])
def test_a_material_leads_on(client, name):
    text = client.get(f"/nl/grondstoffen/{name}").text
    assert "Verder met" in text
    for href in re.findall(r'<section class="block cards "[^>]*>(.*?)</section>', text, re.S)[-1:]:
        for target in re.findall(r'href="([^"]+)"', href):
            assert client.get(unescape(target)).status_code == 200, target


@pytest.mark.parametrize("path", ["/nl/grondstoffen/gallium", "/nl/grondstoffen/cobalt"])
def test_no_cell_shows_a_bare_id(client, path):
    cells = re.findall(r"<t[dh][^>]*>([^<]+)</t[dh]>", client.get(path).text)
    assert [cell for cell in cells if re.fullmatch(r"any|eu-[a-z]+|[a-z]+_[a-z_]+", cell)] == []


@pytest.mark.parametrize("path", ["/nl/handel", "/en/trade", "/nl/grondstoffen/gallium"])
def test_a_number_of_each_table_can_be_walked_back(client, path):
    """A word put in the place of a key would lead nowhere, and only in one language."""
    for table in re.findall(r"<table.*?</table>", client.get(path).text, re.S)[:4]:
        links = re.findall(r'href="(/(?:nl/herkomst|en/trace)/[^"]+)"', table)
        for link in links[-1:]:
            assert client.get(unescape(link)).status_code == 200, link
