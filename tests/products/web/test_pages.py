"""Every sort of page answers in both languages, within its budget, with what it must carry."""

import re

import pytest

from grondstof.products.web.addresses import WORDS, Address, parse
from grondstof.products.web.screens import screen
from grondstof.products.web.screens.listing import TABS as LIST_TABS

SHARE = "gallium/processing/global/CHN/2016/2020"
PAGES = [
    Address(language, name, rest).path()
    for language in ("nl", "en")
    for name, rest in [
        *((name, ()) for name in WORDS if name != "trace"),
        ("materials", ("gallium",)),
        ("materials", ("gallium", "processing")),
        ("materials", ("gallium", "keten")),
        ("materials", ("gallium", "trend")),
        ("materials", ("gallium", "uitleg")),
        ("materials", ("lithium",)),
        *(("materials", (tab,)) for tab in LIST_TABS),
        ("territories", ("CHN",)),
        ("territories", ("NLD",)),
        ("territories", ("XKX",)),
        ("territories", ("KIR",)),
        ("materials", ("cobalt", "keten")),
        ("materials", ("platinum", "keten")),
        ("products", ("811292",)),
        ("products", ("850511",)),
        ("terms", ("hhi",)),
        ("terms", ("kind",)),
        ("register", ("crma-45",)),
        ("indicators", ("stocks",)),
        ("trace", ("settled__supply_share", *SHARE.split("/"), "share")),
    ]
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_within_its_budget(client, path):
    reply = client.get(path, headers={"accept-encoding": "gzip"})
    assert reply.status_code == 200, reply.text[:2000]
    assert int(reply.headers["content-length"]) <= 50_000
    assert f'<html lang="{path[1:3]}">' in reply.text
    assert reply.text.count("<h1>") == 1
    assert "style=" not in reply.text
    assert "None" not in re.sub(r"<[^>]*>", "", reply.text)


@pytest.mark.parametrize("path", PAGES)
def test_every_figure_has_sentence_table_downloads_and_source(client, path):
    text = client.get(path).text
    for figure in re.findall(r"<figure.*?</figure>", text, re.S):
        assert re.search(r"<figcaption><h2>[^<]+</h2><p(?: class=.hide.)?>[^<]+</p>", figure)
        assert "<table" in figure
        assert ".csv" in figure
        assert ".svg" in figure
        assert 'class="source"' in figure
        assert 'class="sure"' in figure


def test_addresses_are_read_as_they_are_written():
    for name in WORDS:
        rest = () if name == "start" else ("a b", "ö")
        for edition in (None, "2026"):
            address = Address("en", name, rest, edition)
            assert parse(address.path()) == address


def test_the_start_follows_the_language_of_the_browser(client):
    assert client.get("/", headers={"accept-language": "en-GB,nl"}).headers["location"] == "/en"
    assert client.get("/", headers={"accept-language": "fr"}).headers["location"] == "/nl"


def test_a_page_of_an_edition_has_its_own_address(client, desk):
    name = desk.current()
    reply = client.get(f"/nl/editie/{name}/grondstoffen/gallium")
    assert reply.status_code == 200
    assert f"/nl/editie/{name}/grondstoffen" in reply.text
    assert client.get("/nl/editie/1900/grondstoffen").status_code == 404


def test_an_unchanged_page_is_not_sent_again(client):
    first = client.get("/nl/data")
    again = client.get("/nl/data", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_head_gives_no_body(client):
    reply = client.head("/nl")
    assert (reply.status_code, reply.content) == (200, b"")


def test_safety_headers_stand_on_every_answer(client):
    for path in ("/nl", "/nl/foo", "/healthz", "/api/v1/bronnen"):
        policy = client.get(path).headers["content-security-policy"]
        assert "unsafe" not in policy
        assert client.get(path).headers["x-content-type-options"] == "nosniff"


def test_every_screen_is_registered():
    assert all(screen(name).show for name in WORDS)


def test_fixed_addresses(client):
    assert client.get("/healthz").json()["status"] == "ok"
    assert "Contact: https://" in client.get("/.well-known/security.txt").text
    assert "Disallow" in client.get("/robots.txt").text


@pytest.mark.parametrize("path", ["/nl/signalen", "/en/signals"])
def test_the_signals_can_be_narrowed_and_followed(client, path):
    whole = client.get(path).text
    assert f'href="{path}/files/signals.atom"' in whole
    feed = client.get(f"{path}/files/signals.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert feed.text.count("<entry>") > 10
    one = client.get(f"{path}?grondstof=tungsten&ernst=high").text
    assert one.count("<li><h3>") < whole.count("<li><h3>")
    assert client.get(f"{path}?ernst=terrible").status_code == 400


def test_the_interchange_page_lists_how_far_estimates_were_off(client):
    text = client.get("/nl/handel").text
    block = re.search(r'<section class="block" id="off_by">.*?</section>', text, re.S)[0]
    block = block.replace("\xa0", " ")
    assert block.count("<tr>") == 5, "four estimates and the head"
    assert "82,0 %" in block
    assert "−58,8 %" in block
    assert "codes zonder steenkool" in block
    assert client.get("/nl/handel?jaar=soon").status_code == 400


def test_a_code_shows_border_and_trace_with_anchor_and_its_bound_beside_the_published(client):
    text = client.get("/en/products/850511").text
    figure = re.search(r'<figure[^>]*id="origin-850511".*?</figure>', text, re.S)[0]
    assert "at the border" in figure
    assert "Anchor: net exports" in figure
    assert "pooled" not in figure.casefold() or "for none of these materials alone" in figure
    leaving = re.search(r'<figure[^>]*id="leaving".*?</figure>', text, re.S)[0]
    assert "all materials, published (2022)" in leaving
    assert "≤" in leaving


@pytest.mark.parametrize("path", ["/nl/landen/CHN", "/en/countries/COD"])
def test_a_country_has_marks_both_shares_a_map_flows_and_tables(client, path):
    text = client.get(path).text
    for part in ('id="drawn"', "chart map", "chart sankey", 'class="block facts', "<table"):
        assert part in text
    assert text.count('class="band"') <= 12


@pytest.mark.parametrize("language", ["nl", "en"])
def test_sectors_and_chains_are_one_step_from_the_menu_and_the_start(client, language):
    text = client.get(f"/{language}").text
    menu, main = text.partition("<main")[0], text.partition("<main")[2]
    for name in ("sectors", "chains"):
        link = f'href="{Address(language, name).path()}"'
        assert link in menu
        assert link in main
