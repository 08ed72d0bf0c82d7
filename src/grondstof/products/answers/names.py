"""Adds the Dutch and English names of materials and territories to rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from grondstof.vocabulary import materials, territories


def with_material(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with `name_nl` and `name_en` of their material behind the id."""
    known = materials.materials()
    return [
        {
            **row,
            "name_nl": known[row["material_id"]].name_nl,
            "name_en": known[row["material_id"]].name_en,
        }
        for row in rows
    ]


def with_territory(
    rows: Iterable[Mapping[str, Any]], column: str = "territory_id"
) -> list[dict[str, Any]]:
    """Return rows with `name_nl` and `name_en` of the territory in a column."""
    known = territories.territories()
    found = []
    for row in rows:
        place = known.get(row[column])
        nl, en = (place.name_nl, place.name_en) if place else (row[column], row[column])
        found.append({**row, "name_nl": nl, "name_en": en})
    return found
