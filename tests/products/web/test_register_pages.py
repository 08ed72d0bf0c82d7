"""The register on the site, as its readers use it: officer, assistant, project owner."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest

PAGES = (
    "register", "kalender", "veranderingen", "partnerschappen", "projecten", "instrumenten",
    "past-een-regeling", "lacunes", "doelen", "notitie",
)  # fmt: skip
NOTATIONS = (
    "32852-259", "32 852, nr. 259", "Kamerstuk 32852-259", "32852 nr 259", "32.852, nr. 259",
    "motie 32 852 nr.259", "kst-32852-259", "32852/259", "32 852 259",
    "Kamerstukken II 2022/23, 32 852, nr. 259",
)  # fmt: skip


def read(client, path, **query):
    reply = client.get(path, **({"params": query} if query else {}))
    assert reply.status_code == 200, (path, reply.status_code)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", reply.text)))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_register_is_there_with_its_neighbours(client, page):
    text = client.get(f"/nl/{page}").text
    assert 'class="lead"' in text
    assert 'class="tabs"' in text
    assert 'href="/nl/kalender"' in text or 'aria-current="page">Kalender' in text


@pytest.mark.parametrize("question", ["targets", "calendar", "strategy", "match", "since", "brief"])
def test_questions_of_the_register_lead_to_their_pages(client, question):
    assert client.get(f"/nl/vragen/{question}").status_code == 200
    assert client.get(f"/en/questions/{question}").status_code == 200


@pytest.mark.parametrize("text", NOTATIONS)
def test_an_assistant_types_a_motion_in_any_notation_and_reads_one_line(client, text):
    page = read(client, "/nl/zoek", q=text)
    line = ("gevraagd verminder de afhankelijkheid van China", "geclaimd op 22 december 2023",
            "status volgens het parlement niet opgehaald",
            "gemeten effect aandeel van China in de invoer, Nederland: van")  # fmt: skip
    places = [page.index(part) for part in line]
    assert places == sorted(places)


def test_an_officer_sees_what_was_promised_on_gallium_and_what_is_next_and_prints_it(client):
    page = read(client, "/nl/notitie/gallium")
    for words in ("Wat is er beloofd en wat komt er", "geclaimd in een brief op 22 december 2023",
                  "Wat komt er:", "Voetnoten"):  # fmt: skip
        assert words in page
    start = {"docx": b"PK", "pdf": b"%PDF", "html": b"<!doctype html>"}
    for ending, first in start.items():
        body = client.get(f"/nl/notitie/gallium/files/report.{ending}").content
        assert body[: len(first)].lower() == first.lower()


def test_an_owner_sees_which_instruments_fit_and_what_the_project_brings(client):
    words = "land=NLD&grondstof=gallium&stap=processing&capaciteit=20&verbruik=40&bedrag=25"
    words += "&fase=investment&aanvrager=sme"
    page = read(client, f"/nl/past-een-regeling?{words}")
    assert re.search(r"Past onder een voorwaarde \(\d+\)", page)
    assert "de documenten beslissen dit niet" in page
    assert "maanden EU-verbruik" in page
    assert "als China een jaar stopt, mist de EU" in page
    assert "Geen regeling dekt aanvoer op lange termijn" in page


def test_the_form_keeps_its_state_in_the_address_and_nowhere_else(client):
    query = {"land": "NLD", "stap": "processing", "bedrag": "25"}
    reply = client.get("/nl/past-een-regeling", params=query)
    assert "set-cookie" not in reply.headers
    assert '<option value="processing" selected>' in reply.text
    assert 'name="bedrag" type="text" value="25"' in reply.text
    assert "value=\"25\"" not in client.get("/nl/past-een-regeling").text  # fmt: skip


def test_a_form_that_cannot_be_read_says_everything_that_is_wrong(client):
    reply = client.get("/nl/past-een-regeling", params={"land": "Atlantis", "bedrag": "veel"})
    assert reply.status_code in (400, 404)
    assert "Atlantis" in reply.text
    assert "veel" in reply.text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hp2", "Acties"),
        ("ezk", "Acties"),
        ("eu-chile", "Is er iets van te zien in de invoer?"),
        ("project-be-1-gepeto", "Welke regelingen passen?"),
        ("wbso", "Voorwaarden"),
        ("restriction-CN-2025-55", "niet gecontroleerd"),
        ("crma-45", "CRMA artikel 45(1)"),
    ],
)
def test_items_have_a_page_by_their_kind(client, name, words):
    assert words in read(client, f"/nl/register/{name}")
    read(client, f"/en/register/{name}")


def test_every_link_of_the_calendar_and_the_changes_leads_somewhere(client):
    for page in ("kalender", "veranderingen?sinds=2025-06-01"):
        links = set(re.findall(r'href="(/nl/register/[^"#?]+)"', client.get(f"/nl/{page}").text))
        assert links
        assert [link for link in links if client.get(link).status_code != 200] == []


def test_partnerships_never_say_why(client):
    page = read(client, "/nl/register/eu-chile")
    assert "Waardoor het veranderde, volgt hier niet uit" in page
    for word in ("dankzij", "doordat", "door het partnerschap"):
        assert word not in page


def test_changes_can_be_followed_as_a_feed(client):
    link = re.search(r'href="([^"]+changes\.atom)"', client.get("/nl/veranderingen").text)
    reply = client.get(unescape(link[1]))
    assert reply.headers["content-type"].startswith("application/atom+xml")
    assert ElementTree.fromstring(reply.content).findall("{http://www.w3.org/2005/Atom}entry")


def test_many_sources_are_folded_and_none_stands_twice(client):
    page = client.get("/nl/register").text
    listed = re.findall(r"<li>((?:(?!<li>).)*?<cite.*?)</li>", page, re.DOTALL)
    assert "<summary>Toon er nog" in page
    assert len(listed) == len(set(listed)) > 9
    assert "Alleen aangehaald" in page
    assert ". cited." not in page


def test_an_empty_basket_shows_what_a_full_one_is(client):
    page = client.get("/nl/mand").text
    assert 'href="/nl/mand?codes=850511"' in page


@pytest.mark.parametrize("index", ["/nl/vragen", "/en/questions"])
def test_every_question_leads_to_an_answer(client, index):
    main = client.get(index).text.split("<main")[1].split("</main>")[0]
    addresses = sorted(set(re.findall(r'href="(/[^"]+)"', main)))
    assert len(addresses) > 20
    assert [
        (a, client.get(a).status_code) for a in addresses if client.get(a).status_code != 200
    ] == []
