"""Whatever comes in is answered within the design: never a 500, never reflected unescaped."""

import pytest

from grondstof.products.web import parameters
from grondstof.products.web.addresses import WORDS

EVIL = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nl/bestaat-niet", 404),
        ("/xx", 404),
        ("/nl/grondstoffen/galium", 404),
        ("/nl/grondstoffen/gallium/foo", 404),
        ("/nl/landen/ZZZ", 404),
        ("/nl/producten/999998", 404),
        ("/nl/producten/abc", 400),
        ("/nl/register/zzqx-0", 404),
        ("/nl/begrippen/niets", 404),
        ("/nl/indicatoren/niets", 404),
        ("/nl/vragen/niets", 404),
        ("/nl/herkomst", 404),
        ("/nl/herkomst/geen_tabel/a/b", 404),
        ("/nl/herkomst/settled__supply_share/a/share", 404),
        ("/nl/grondstoffen?method=x", 400),
        ("/nl/mand?codes=abc,8505.11,x", 400),
        ("/nl/vragen/trade?jaar=1", 400),
        ("/nl/../../etc/passwd", 404),
        ("/nl/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/static/%2e%2e/app.py", 404),
        ("/nl/editie/%2e%2e%2f%2e%2e/grondstoffen", 404),
        ("/nl/grondstoffen/gallium/files/rows.exe", 404),
        ("/nl/grondstoffen/gallium/files/geen.csv", 404),
        ("/nl/grondstoffen/gallium/files/geen.svg", 404),
    ],
)
def test_a_wrong_address_is_answered(client, path, status):
    reply = client.get(path)
    assert reply.status_code == status, reply.text[:1500]


def test_a_typing_error_leads_to_the_nearest_name(client):
    assert "gallium" in client.get("/nl/grondstoffen/galium").text


@pytest.mark.parametrize(
    "path",
    [
        f"/nl/zoek?q={EVIL}",
        f"/nl/{EVIL}",
        f"/nl/grondstoffen/{EVIL}",
        f"/nl/mand?codes={EVIL}",
        f"/nl/vergelijk?g={EVIL}",
        f"/nl/uitvoerbeperkingen?land={EVIL}",
        f"/nl/vragen/register-search?tekst={EVIL}",
        f"/nl/producten?q={EVIL}",
    ],
)
def test_html_in_a_field_is_never_reflected(client, path):
    reply = client.get(path)
    assert reply.status_code < 500
    assert "<script>alert" not in reply.text


def test_a_page_for_what_is_unknown_leads_on(client):
    assert 'href="/nl/producten"' in client.get("/nl/producten/999998").text.partition("<main")[2]


def test_a_basket_of_five_thousand_codes_is_refused(client):
    codes = ",".join(["850511"] * 5000)
    assert client.get(f"/nl/mand?codes={codes}").status_code == 414
    with pytest.raises(Exception, match="at most 200"):
        parameters.code_list("codes", codes)


def test_all_wrong_values_are_named_at_once(client):
    text = client.get("/nl/mand?codes=abc,850511,zz").text
    assert "abc" in text
    assert "zz" in text


def test_a_foreign_host_and_a_long_address_are_refused(client):
    assert client.get("/nl", headers={"host": "evil.example"}).status_code == 400
    long = client.get("/nl/zoek?q=" + "a" * 9000)
    assert long.status_code == 414
    assert long.headers["content-type"].startswith("text/html")
    assert '<html lang="nl">' in long.text
    assert '<html lang="en">' in client.get("/en/search?q=" + "a" * 9000).text


def test_only_reading_is_allowed(client):
    refused = client.post("/nl")
    assert refused.status_code == 405
    assert refused.headers["allow"] == "GET, HEAD, OPTIONS"
    asked = client.ask("OPTIONS", "/nl")
    assert (asked.status_code, asked.content) == (204, b"")
    assert asked.headers["allow"] == "GET, HEAD, OPTIONS"


def test_parameters_that_change_nothing_do_not_fill_the_cache(client):
    site = client.app.app.pages
    client.get("/nl/terms")
    client.get("/nl/begrippen")
    before = len(site.cache)
    for n in range(20):
        client.get(f"/nl/begrippen?utm={n}")
    assert len(site.cache) == before


def test_what_follows_a_page_that_has_nothing_behind_it_does_not_exist(client):
    """Else every made-up ending would be a page of its own, and fill the cache."""
    for screen, (word, _) in WORDS.items():
        if word and screen != "products":
            assert client.get(f"/nl/{word}/verzonnen/meer").status_code == 404, screen
    assert client.get("/nl/producten/verzonnen").status_code == 400
