"""How much dearer, on the page of a scenario in both languages."""

import re

import pytest

COBALT = "scenario?exporter=COD&what=cobalt&stage=processing&loss=1&months=8"
GALLIUM = "scenario?exporter=CHN&what=gallium&loss=1&months=12"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nl",
            ("Hoeveel duurder", "Prijs in het land dat beperkt", "Prijs terug na maand", "keer"),
        ),
        ("en", ("Dearer by", "Price in the country that restricts", "Price back after", "times")),
    ],
)
def test_a_price_has_its_figure_range_and_source(client, language: str, words: tuple[str, ...]):
    text = client.get(f"/{language}/{COBALT}").text
    for told in words:
        assert told in text
    title = "Prijs per maand: kobalt" if language == "nl" else "Price by month: cobalt"
    assert title in text
    assert "City, University of London" in text
    assert "scenario." not in re.sub(r'(href|src|action|name)="[^"]*"', "", text)


@pytest.mark.parametrize(("language", "seen"), [("nl", "5,7 keer"), ("en", "5.7 times")])
def test_without_a_price_what_was_seen_is_told_apart(client, language: str, seen: str):
    text = client.get(f"/{language}/{GALLIUM}").text
    label = "Duurder in eerdere gevallen" if language == "nl" else "Dearer in earlier episodes"
    assert label in text
    assert seen in text
    assert "Prijs per maand" not in text
    assert "Price by month" not in text
    # The mark of a published number, not that of a result of the model.
    mark = text.split(label, 1)[1].split("</dd>", 1)[0]
    assert "◆" in mark
    assert "◇" not in mark


def test_materials_in_a_product_are_named_as_such(client):
    text = client.get(
        "/nl/scenario?exporter=CHN&what=product:permanent-magnet&loss=1&months=3"
    ).text
    assert "Grondstoffen erin duurder in eerdere gevallen" in text
