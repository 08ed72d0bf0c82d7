"""Adds the Dutch and English names of materials and territories to rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from grondstof.products.messages import says
from grondstof.store import own_home as own
from grondstof.vocabulary import materials, territories


def own_home() -> str:
    """Return the home of this installation, for surfaces."""
    return own.own_home()


def in_sentence(place: str) -> tuple[str, str]:
    """Return the Dutch and English name of a territory or group with its article, if it has one."""
    known = territories.territories().get(place) or territories.groups().get(place)
    nl, en = (known.name_nl, known.name_en) if known else (place, place)
    key = f"territory.sentence.{place}"
    return says(key, "nl", nl), says(key, "en", en)


def with_material(
    rows: Iterable[Mapping[str, Any]], home: str | None = None
) -> list[dict[str, Any]]:
    """Return rows with the names of their material behind the id.

    Args:
        rows: Rows with `material_id`.
        home: Home whose further languages are added as `name_<language>`, where its pack has them.
    """
    known = materials.materials()
    return [
        {
            **row,
            "name_nl": known[row["material_id"]].name_nl,
            "name_en": known[row["material_id"]].name_en,
            **_further(row["material_id"], home),
        }
        for row in rows
    ]


def _further(material_id: str, home: str | None) -> dict[str, str | None]:
    if home is None:
        return {}
    from grondstof.store.home_pack import home_packs

    pack = home_packs().get(home)
    if pack is None:
        return {}
    return {
        f"name_{language}": pack.label("material", material_id, language)
        for language in pack.further_languages
    }


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
