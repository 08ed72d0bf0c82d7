"""Names and numbers of trade answers: codes, homes, origins, percentages in both languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.assess.trade_codes import Code, code_names, codes, codes_of, find_code
from grondstof.products.answers.base import row_id
from grondstof.vocabulary import materials, territories
from grondstof.vocabulary.tables import table

_SPECIAL = {
    "unknown": ("onbekende herkomst", "unknown origin"),
    "remainder": ("overige landen", "other territories"),
}


def place_name(territory_id: str) -> tuple[str, str]:
    """Return the Dutch and English name of a territory, a group, or a remainder of a table."""
    if territory_id in _SPECIAL:
        return _SPECIAL[territory_id]
    place = territories.territories().get(territory_id)
    if place is not None:
        return place.name_nl, place.name_en
    group = territories.groups().get(territory_id)
    return (group.name_nl, group.name_en) if group else (territory_id, territory_id)


def named(rows: Sequence[Mapping[str, Any]], column: str) -> list[dict[str, Any]]:
    """Return rows with `name_nl` and `name_en` of the territory in a column."""
    found = []
    for row in rows:
        nl, en = place_name(row[column])
        found.append({**row, "name_nl": nl, "name_en": en})
    return found


def with_code_name(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with the names of the trade code in `code`."""
    names = code_names()
    return [
        {
            **row,
            "code_name_nl": names.get(row["code"], (row["code"],) * 2)[0],
            "code_name_en": names.get(row["code"], (row["code"],) * 2)[1],
        }
        for row in rows
    ]


def with_row_id(rows: Sequence[Mapping[str, Any]], name: str) -> list[dict[str, Any]]:
    """Return rows that begin with the id made of their key values."""
    key = table(name).key
    return [{"row_id": row_id(row, key), **row} for row in rows]


def percent(share: float | None, language: str) -> str:
    """Return a fraction as a percentage in words of a sentence, for example `98,6 %`."""
    if share is None:
        return "onbekend" if language == "nl" else "unknown"
    text = f"{100 * share:.1f}"
    return (text.replace(".", ",") if language == "nl" else text) + " %"


def money(musd: float, language: str) -> str:
    """Return million dollars in words of a sentence."""
    text = f"{musd:,.0f}" if musd >= 10 else f"{musd:,.2f}"
    if language == "nl":
        text = text.replace(",", "_").replace(".", ",").replace("_", ".")
        return f"{text} miljoen dollar"
    return f"{text} million dollars"


def subject(text: str) -> tuple[str | None, list[Code]]:
    """Return the material a text names, if any, and the mapped codes it asks about.

    A number is a trade code, dots allowed; anything else is a material in any known spelling.

    Raises:
        UnknownName: neither a shipped code nor a known material.
    """
    digits = text.replace(".", "").replace(" ", "")
    if digits.isdigit():
        code, vintages = find_code(text)
        return None, [codes()[one, code] for one in vintages if (one, code) in codes()]
    found = materials.find(text)
    return found.material_id, codes_of(found.material_id)
