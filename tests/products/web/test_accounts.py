"""The three accounts on the site: drawn with interval and age, beside what is published."""

import re

import pytest

WORDS = re.compile(r"<[^>]+>")


def _text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return re.sub(r"\s+", " ", WORDS.sub(" ", answer.text))


def test_page_of_a_material_draws_its_accounts_with_unit_doubt_and_age(client):
    text = _text(client, "/nl/grondstoffen/cobalt/keten")
    assert "Hoeveel komt er binnen, zichtbaar en verborgen? (ton per jaar)" in text
    for words in ("rechtstreeks", "in al het andere wat er wordt gekocht", "Uit welk land?"):
        assert words in text
    assert "Oudste cijfer: 2011" in text
    assert "Structuur 2011 (WIOD 2013), handel van" in text
    english = _text(client, "/en/materials/cobalt/chain")
    assert "How much comes in, seen and hidden? (tonnes per year)" in english
    assert "Who buys it?" in english


def test_material_without_tonnes_is_drawn_as_a_share(client):
    text = _text(client, "/en/materials/neodymium/chain")
    assert "(share of world supply)" in text


def test_material_without_use_shares_has_no_accounts_and_the_page_stands(client):
    assert "zichtbaar en verborgen" not in _text(client, "/nl/grondstoffen/germanium/keten")


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/nl/sectoren", ("Waarom de getallen verschillen", "gepubliceerd", "koper")),
        ("/en/sectors", ("Why the figures differ", "published", "copper")),
    ],
)
def test_index_of_industries_shows_our_ratio_beside_the_published_one(client, path, wanted):
    text = _text(client, path)
    for words in wanted:
        assert words in text
    assert "2,00" in text or "2.00" in text
    assert "1,50" in text or "1.50" in text
    assert "C28, C33" in text


def test_page_of_an_industry_says_its_level_and_draws_what_it_needs(client):
    text = _text(client, "/nl/sectoren/WIOD35:c13")
    assert "WIOD35 c13: C28, C33" in text
    assert "Welke grondstoffen heeft deze bedrijfstak nodig?" in text
    assert "Toegevoegde waarde" in text
    assert _text(client, "/nl/sectoren/C28").count("wolfraam") > 0


def test_unknown_industry_is_not_found(client):
    assert client.get("/nl/sectoren/C999").status_code == 404
