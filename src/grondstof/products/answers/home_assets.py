"""What a home has of its own: plants, occurrences and programmes, with what is known of each."""

from typing import Any

from grondstof.products.answers.register_view import View
from grondstof.products.wording import capacity
from grondstof.register.models import Item, Place, Resource

_PAYS = {
    True: ("economisch winbaar", "economic to win"),
    False: ("niet economisch winbaar", "not economic to win"),
    None: ("of winning loont, is niet bekend", "whether it pays is not known"),
}


def assets(book: View, kind: str, home: str, perspective: str = "") -> list[dict[str, Any]]:
    """Return the items of a kind at home, with capacity or worth in words and their documents.

    Args:
        book: The register.
        kind: `site`, `resource`, `programme`.
        home: Home; items that name another country are left out.
        perspective: Only items of this perspective, when given.
    """
    rows = []
    for item in book.register.items(kind):
        if getattr(item, "country", home) != home:
            continue
        if perspective and perspective not in item.perspectives:
            continue
        nl, en = _more(item)
        rows.append(
            {
                "row_id": item.id,
                "item_id": item.id,
                "name_nl": item.title_nl,
                "name_en": item.title_en,
                "more_nl": nl,
                "more_en": en,
                "documents": [cite.document for cite in item.cites],
            }
        )
    return rows


def _more(item: Item) -> tuple[str, str]:
    if isinstance(item, Resource):
        unfc = f"UNFC {item.unfc}, " if item.unfc else ""
        nl, en = _PAYS[item.economic]
        return unfc + nl, unfc + en
    if not isinstance(item, Place):
        return "", ""
    if item.capacity and any(letter.isdigit() for letter in item.capacity):
        return capacity(item.capacity, "nl"), capacity(item.capacity, "en")
    return "capaciteit niet gevonden", "capacity not found"
