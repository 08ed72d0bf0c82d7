"""Every page has an address in the words of its own language, and old words lead on to it."""

import re

import pytest

from grondstof.products.web import addresses
from grondstof.products.web.addresses import BELOW, Address, parse
from grondstof.products.web.screens import listing, material

ONLY_DUTCH = {
    dutch for places in BELOW.values() for words in places for dutch in words
} | {dutch for dutch, english in addresses.WORDS.values() if dutch != english}  # fmt: skip
MOVED = [
    ("/en/materials/methoden", "/en/materials/methods"),
    ("/en/materials/gallium/keten", "/en/materials/gallium/chain"),
    ("/en/materials/gallium/uitleg", "/en/materials/gallium/explained"),
    ("/nl/grondstoffen/gallium/chain", "/nl/grondstoffen/gallium/keten"),
    ("/en/materials/tabel?thuisland=DEU", "/en/materials/table?thuisland=DEU"),
]


def test_every_page_beside_the_list_and_of_a_material_has_a_word_in_both_languages():
    assert set(BELOW["materials"][0]) == set(listing.TABS)
    same = {"extraction", "processing", "trend"}
    assert set(BELOW["materials"][1]) == set(material.TABS) - same


@pytest.mark.parametrize("edition", [None, "2026"])
def test_an_address_is_read_as_it_is_written_in_both_languages(edition):
    for screen, places in BELOW.items():
        for before, words in enumerate(places):
            for name in words:
                rest = (*(("gallium",) * before), name)
                for language in ("nl", "en"):
                    place = Address(language, screen, rest, edition)
                    assert parse(place.path()) == place
                    assert not addresses.in_other_words(place.path(), place)
                    assert parse(place.path() + "/files/rows.csv").rest == (
                        *rest,
                        "files",
                        "rows.csv",
                    )


@pytest.mark.parametrize(("old", "new"), MOVED)
def test_the_word_of_the_other_language_leads_on_for_good(client, old, new):
    reply = client.get(old)
    assert (reply.status_code, reply.headers["location"]) == (308, new)
    assert client.get(new).status_code == 200


def test_an_old_address_of_an_edition_and_of_a_file_leads_on_too(client, desk):
    start = f"/en/edition/{desk.current()}/materials/gallium"
    reply = client.get(f"{start}/uitleg/files/rows.csv")
    assert reply.headers["location"] == f"{start}/explained/files/rows.csv"
    assert client.get(reply.headers["location"]).status_code == 200


@pytest.mark.parametrize("rest", [(), ("methoden",), ("gallium", "keten"), ("gallium", "uitleg")])
def test_no_english_page_links_to_a_dutch_word(client, rest):
    place = Address("en", "materials", rest)
    text = client.get(place.path()).text
    words = {
        part
        for link in re.findall(r'(?:href|action)="(/en[^"?#]*)', text)
        for part in link.split("/")
    }
    assert words & ONLY_DUTCH == set()
    assert f'hreflang="nl" href="{Address("nl", "materials", rest).path()}"' in text
    assert f'rel="canonical" href="{place.path()}"' in text
