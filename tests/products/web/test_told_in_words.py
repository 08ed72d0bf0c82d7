"""What a page tells is words and numbers of its language: no ids, files, months in digits."""

import re
from html import unescape

import pytest
import yaml

from grondstof.products.messages import catalogue
from grondstof.products.web.words_of import placed
from grondstof.store.content import content_folder


def told(client, path):
    text = client.get(path).text
    inside = text[text.index("<main") : text.index("</main")]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", inside)))


@pytest.mark.parametrize("actor", ["atradius-dsb", "bz", "eib", "nen", "rvo"])
def test_one_promise_is_no_plural(client, actor):
    assert not re.search(
        r"(?<!\d)1 (onmisbare )?afspraken\b", told(client, f"/nl/register/{actor}")
    )
    assert not re.search(r"(?<!\d)1 promises\b", told(client, f"/en/register/{actor}"))


@pytest.mark.parametrize("chain", ["", "/electrolyser", "/semiconductor", "/electric-car"])
def test_one_step_is_no_plural(client, chain):
    assert not re.search(r"(?<![\d.,])1 (onmisbare )?stappen\b", told(client, f"/nl/ketens{chain}"))
    assert not re.search(r"(?<![\d.,])1 steps\b", told(client, f"/en/chains{chain}"))


def test_errors_in_papers_name_the_paper_and_not_its_id(client):
    text = told(client, "/nl/register")
    assert "voortgangsrapportage-2023" not in text
    assert "Voortgangsrapportage Nationale Grondstoffenstrategie" in text


def test_footnotes_of_a_brief_name_no_file_of_the_program(client):
    assert ".yml" not in told(client, "/nl/notitie/gallium")


def test_months_that_a_project_saves_are_written_as_the_language_writes_them(client):
    words = "land=NLD&grondstof=gallium&stap=processing&capaciteit=20&verbruik=40"
    assert re.search(r"mist de EU \d+,\d maanden", told(client, f"/nl/past-een-regeling?{words}"))
    assert re.search(r"misses \d+\.\d months", told(client, f"/en/match?{words}"))


@pytest.mark.parametrize(
    ("group", "product", "variant"),
    [
        ("batteries", "lithium-ionbatterijen", "NMC-111"),
        ("solar-pv-systems", "zonnepanelen", "kristallijn silicium"),
        ("wind-farms", "windturbines", "zonder tandwielkast"),
    ],
)
def test_what_is_in_one_unit_names_product_and_variant(client, group, product, variant):
    text = told(client, f"/nl/productgroepen/{group}")
    assert "kg per unit" not in text
    assert re.search(rf"\b\w+ {product} {variant} ", text)


def test_months_of_earlier_prices_are_words(client):
    text = told(client, "/nl/scenario/gallium-ban-china")
    assert not re.search(r"\b20\d\d[-\N{NON-BREAKING HYPHEN}]\d\d\b", text)
    assert "(months)" not in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_footprint_names_its_table_and_no_unit_that_is_none(client, language):
    page = {"nl": "/nl/vragen/footprint", "en": "/en/questions/footprint"}[language]
    text = told(client, page)
    for words in ("wiod-2013", "eu-crma-critical", "zonder eenheid", "unit dimensionless"):
        assert words not in text


def test_an_address_inside_a_place_is_told_by_its_site():
    written = "body; date from https://www.fxtribune.com/breaking/the-eu-signs.html"
    assert placed(written, "en") == "body; date from fxtribune.com"
    assert placed("Art. 5(1)", "nl") == "Art. 5(1)"


def test_what_a_chain_does_not_know_is_said_in_dutch_too():
    """The chain files are in English; each reason has its Dutch words in the messages."""

    def reasons(found):
        if isinstance(found, dict):
            for key, value in found.items():
                if key == "unknown" and isinstance(value, str):
                    yield " ".join(value.split())
                else:
                    yield from reasons(value)
        elif isinstance(found, list):
            for value in found:
                yield from reasons(value)

    files = sorted((content_folder() / "chains").glob("*.yml"))
    said = {words for path in files for words in reasons(yaml.safe_load(path.read_text()))}
    assert len(said) > 10
    assert [words for words in sorted(said) if f"gap.{words}" not in catalogue()] == []


def test_footnotes_say_in_dutch_where_in_a_paper_it_stands(client):
    text = told(client, "/nl/notitie/gallium")
    assert "tekst over de maatregel" in text
    assert "text on the measure" not in text


def test_a_lead_that_is_the_title_again_is_not_shown(client):
    assert 'class="lead hide"' in client.get("/nl/register/npce").text
    assert 'class="lead"' in client.get("/nl/register/eu-chile").text
