"""The letter to a supplier with its questionnaire, in Dutch, English or German, as a paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.errors import UnknownName
from grondstof.products.answers.questionnaire import letter_text, questionnaire
from grondstof.products.report.printed import Block, Grid, Heading, Line, Paper
from grondstof.vocabulary.materials import materials

LANGUAGES = ("nl", "en", "de")
_WORDS = {
    "nl": ("Producten", "Vragen", "product", "code", "grondstof", "vraag", "antwoord", "aan"),
    "en": ("Products", "Questions", "product", "code", "material", "question", "answer", "to"),
    "de": ("Produkte", "Fragen", "Produkt", "Code", "Rohstoff", "Frage", "Antwort", "an"),
}


def letter(items: Sequence[Mapping[str, Any]], language: str, supplier: str | None = None) -> Paper:
    """Return a letter about products.

    Args:
        items: Rows with `code`, `name` (text of the product) and `materials` (ids).
        language: `nl`, `en` or `de`.
        supplier: Name of the supplier; left open when None.

    Raises:
        UnknownName: the language is none of the three.
    """
    if language not in LANGUAGES:
        raise UnknownName("--language", language, "a language of the letter", LANGUAGES)
    words = _WORDS[language]
    title, *paragraphs = letter_text(language)
    blocks: list[Block] = [Line(text) for text in paragraphs]
    blocks += [
        Heading(words[0]),
        Grid(
            words[0],
            (words[2], words[3], words[4]),
            tuple(
                (
                    str(item["name"]),
                    str(item["code"] or ""),
                    ", ".join(_name(material, language) for material in item["materials"]),
                )
                for item in items
            ),
        ),
        Heading(words[1]),
        Grid(
            words[1],
            ("#", words[5], words[6]),
            tuple(
                (str(number), row[language], "")
                for number, row in enumerate(questionnaire(), start=1)
            ),
        ),
    ]
    return Paper(title, language, f"{words[7]} {supplier or '…'}", tuple(blocks))


def _name(material_id: str, language: str) -> str:
    found = materials()[material_id]
    if language == "nl":
        return found.name_nl
    return f"{found.name_en} ({found.symbol})" if found.symbol else found.name_en
