"""The pages of the list: every number and word that the answer holds, in the reader's language."""

import re
from html import unescape

import pytest

from grondstof.products.answers.desk import Desk
from grondstof.products.web.addresses import Address, parse
from grondstof.products.web.page import Form
from grondstof.products.web.screens.listing import TABS, list_page
from grondstof.products.web.visit import Visit

NL, EN = "/nl/grondstoffen", "/en/materials"
# Ids and English words that must never stand on a Dutch page of the list as they are.
RAW = (
    "global-only", "eu-proxy", "true-origin", "no-use-shares", "not-assessed", "not-listed",
    "use_shares", "nl_axes", "supply_risk", "false-alarm", "group-3", "thresholds.", " to ",
)  # fmt: skip


def words(client, path: str) -> str:
    """Return what a reader sees of a page, without marks."""
    reply = client.get(path)
    assert reply.status_code == 200, path
    main = reply.text.partition("<main")[2].partition('class="block from"')[0]
    seen = re.sub(r"<(svg|style|script).*?</\1>", " ", main, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", seen)).split())


@pytest.mark.parametrize("tab", TABS)
def test_no_id_stands_on_a_dutch_page(client, tab):
    text = words(client, f"{NL}/{tab}")
    assert [word for word in RAW if word in text] == []


@pytest.mark.parametrize("tab", TABS)
def test_the_page_is_found_from_the_list_in_both_languages(client, tab):
    for language, start in (("nl", NL), ("en", EN)):
        place = Address(language, "materials", (tab,)).path()
        assert f'href="{place}"' in client.get(start).text


def test_the_table_has_probability_interval_and_basis_of_every_material(client):
    text = client.get(f"{EN}/table").text
    rows = text.partition('id="rows"')[2].partition("</table>")[0]
    assert rows.count("<tr>") == 60
    for word in ("true origin", "EU supply (stand-in)", "world only", "watch list"):
        assert word in rows


def test_who_has_no_use_shares_stands_in_a_block_of_its_own(client):
    text = words(client, f"{NL}/tabel")
    assert "26 zijn niet beoordeeld" in text
    assert "mogen wij niet tonen welke bedrijfstak hoeveel gebruikt" in text
    assert "De lijst zonder oordelen" in text
    assert "daarom nergens" in words(client, NL)


def test_the_threshold_in_use_is_told_with_the_number_listed(client):
    text = words(client, f"{EN}/threshold")
    assert "At a threshold of 1.0 there are 34 on the list" in text
    assert "At a threshold of 2.9 % there are 34 on the list" in text


def test_doubt_says_which_gap_to_close_first(client):
    text = words(client, f"{EN}/certainty")
    assert "A better figure helps most here: end-use shares are missing" in text
    assert "Most doubt about supply risk comes from shares of suppliers" in text


def test_methods_say_what_does_not_reproduce_and_why(client):
    text = words(client, f"{EN}/methods")
    assert "this score cannot be reproduced" in text
    assert "DERA uses production figures of its own" in text
    assert "Higher with" in text
    one = words(client, f"{EN}/methods?grondstof=kobalt")
    assert "The rank of cobalt by method" in one


def test_the_method_stands_there_in_words_with_its_reasons(client):
    text = words(client, f"{NL}/rekenwijze")
    assert "Dit is niet de officiële Nederlandse lijst" in text
    assert "Een kans van een op tien is het volgen waard." in text


def test_another_day_counts_other_restrictions(client):
    before = words(client, f"{EN}/table?per=2022-01-01")
    now = words(client, f"{EN}/table")
    count = re.compile(r"(\d+) export restrictions count")
    assert int(count.search(before)[1]) < int(count.search(now)[1])


def test_a_day_that_is_none_is_refused_in_three_parts(client):
    reply = client.get(f"{NL}/tabel?per=gisteren")
    assert reply.status_code == 400
    assert "een dag, zoals 2026-11-01" in unescape(reply.text)


def test_a_home_without_value_added_is_refused_with_those_that_have_it(client):
    reply = client.get(f"{EN}/table?thuisland=COD")
    assert reply.status_code == 400
    assert "NLD" in reply.text


def test_an_official_list_stands_beside_ours_with_what_the_difference_rests_on(
    desk, tmp_path, monkeypatch
):
    folder = tmp_path / "lists"
    folder.mkdir()
    names = ("gallium", "lithium", "copper")
    lines = [f"{name},material,2026-06-01,Letter" for name in names]
    text = "\n".join(["material,level,valid_from,reference", *lines])
    (folder / "2026.csv").write_text(text, "utf-8")
    monkeypatch.setattr("grondstof.register.official_list.home_folder", lambda home: tmp_path)
    page = list_page(Visit(Desk(), parse(f"{EN}/official")), "officieel")
    rows = {row["material_id"]: row for row in page.blocks[0].rows}
    assert "gallium" not in rows
    assert rows["lithium"]["rests_on"] == "use_shares_missing"
    assert rows["copper"]["rests_on"] == "supply_risk"
    assert rows["cobalt"] | {"official": False} == rows["cobalt"]
    seen = {cell.words for line in page.blocks[0].table.rows for cell in line}
    assert {"use shares are missing", "supply risk below the threshold"} <= seen


def test_on_a_site_of_files_nothing_asks_for_what_cannot_be_worked_out(desk):
    for tab in TABS:
        visit = Visit(desk, parse(f"{EN}/{tab}"), static=True)
        page = list_page(visit, tab)
        assert [block for block in page.blocks if isinstance(block, Form)] == []
        assert page.blocks


def test_the_explanation_is_whole_on_the_page_of_the_material(client):
    text = words(client, f"{NL}/gallium/uitleg")
    for part in ("kans 100", "China 94 %", "Wanneer slaat het oordeel om?", "zonder beperkingen"):
        assert part in text
    assert "the most recent EU assessment" not in text


@pytest.mark.parametrize("name", ["methods", "hindsight", "ec-change", "list-method"])
def test_the_questions_stand_among_all_questions(client, name):
    for language, place in (("nl", "vragen"), ("en", "questions")):
        assert client.get(f"/{language}/{place}/{name}").status_code == 200
        assert f'href="/{language}/{place}/{name}"' in client.get(f"/{language}/{place}").text


def test_what_changed_between_editions_is_asked_among_the_editions(client):
    assert (
        'href="/nl/edities">Wat veranderde er tussen twee edities?' in client.get("/nl/vragen").text
    )
    assert client.get("/nl/vragen/edition-diff").status_code == 200


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("cobalt", "De Democratische Republiek Congo leverde"),
        ("cobalt/processing", "China leverde in 2016–2020 59,6"),
        ("gallium/extraction", "Van de winning van gallium zijn geen aandelen per land bekend."),
        ("promethium/uitleg", "Wij hebben promethium niet beoordeeld voor de lijst."),
    ],
)
def test_each_page_of_a_material_opens_with_its_own_sentence(client, path, told):
    assert told in words(client, f"{NL}/{path}")


def test_two_vintages_of_a_code_are_told_apart(client):
    text = words(client, f"{NL}/cobalt/trend")
    assert "goederencode 2822.00 (HS1992)" in text
    assert "goederencode 2822.00 (HS2017)" in text
    assert "goederencode 2822.00 en 8105.10" in text
