"""Every element that Article 24(2)-(5) asks, with its place in the dossier and in the JSON."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Element:
    """One element of the article.

    Attributes:
        article: Paragraph and point.
        key: Where it stands in the assessment's JSON; `materials[].x` for each material.
        chapter: Number of the chapter of the dossier.
    """

    article: str
    asked_nl: str
    asked_en: str
    key: str
    chapter: int


ELEMENTS = (
    Element("24(2)", "minstens elke drie jaar", "at least every three years", "next_due", 1),
    Element(
        "24(2)", "voor zover informatie er is", "as far as information is at hand", "left_out", 9
    ),
    Element("24(2)(a)", "waar gewonnen", "where extracted", "materials[].map", 3),
    Element("24(2)(a)", "waar verwerkt", "where processed", "materials[].map", 3),
    Element("24(2)(a)", "waar gerecycled", "where recycled", "materials[].map", 3),
    Element(
        "24(2)(b)", "wat de levering kan raken", "what may affect supply", "materials[].bans", 4
    ),
    Element(
        "24(2)(c)", "hoe kwetsbaar", "how vulnerable", "materials[].vulnerability", 2
    ),
    Element("24(3)", "antwoorden van leveranciers", "answers of suppliers", "evidence", 8),
    Element(
        "24(3)", "anders openbare informatie", "otherwise public information",
        "materials[].map[].basis", 3,
    ),
    Element("24(4)", "maatregelen gekozen", "measures chosen", "materials[].mitigation", 6),
    Element(
        "24(4)", "spreiding beoordeeld", "diversification considered",
        "materials[].alternatives", 6,
    ),
    Element(
        "24(4)", "vervanging beoordeeld", "substitution considered",
        "materials[].substitution", 6,
    ),
    Element("24(5)", "blad voor het bestuur", "page for the board", "materials[].vulnerability", 1),
)  # fmt: skip
