"""Everything about one material: criticality, who supplies it by stage, lists and indicators."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Gap, Sentence, row_id, sources
from grondstof.products.answers.names import in_sentence, with_territory
from grondstof.products.wording import capital
from grondstof.store.editions import Edition
from grondstof.vocabulary import lists, materials
from grondstof.vocabulary.materials import Material
from grondstof.vocabulary.tables import table


def answer(edition: Edition, question: Question) -> Answer:
    """Return what is known of a material; `question.material` is a name in any known spelling.

    Raises:
        UnknownName: If no material carries that name; the message names the nearest.
    """
    found = materials.find(question.material or "")
    name = found.material_id
    shares = _with_id(with_territory(_ordered_shares(edition, name)), "settled__supply_share")
    tables = {
        "criticality": _key_rows(edition, "assessed__criticality", name),
        "production": _with_id(with_territory(_production(edition, name)), "settled__production"),
        "replication": _key_rows(edition, "assessed__replication", name),
        "indicators": _key_rows(edition, "assessed__indicator", name),
        "parameters": _key_rows(edition, "settled__parameter", name),
        "use": _key_rows(edition, "settled__use_share", name),
        "lists": _lists(name),
    }
    used = ("ec_study", "ec_study_2017", "wmd", "usgs_mcs", "bgs", "wgi")
    return Answer(
        "material",
        question,
        edition.name,
        supply_sentence(found, shares),
        shares,
        tables={key: rows for key, rows in tables.items() if rows},
        gaps=_gaps(found, tables),
        sources=sources(edition, used),
    )


def _with_id(rows: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    key = table(name).key
    return [{"row_id": row_id(row, key), **row} for row in rows]


def _key_rows(edition: Edition, name: str, material_id: str) -> list[dict[str, Any]]:
    return _with_id(edition.look_up(name, material_id=material_id), name)


def _ordered_shares(edition: Edition, material_id: str) -> list[dict[str, Any]]:
    """Return the shares by stage and scope, the largest supplier first, unknown shares last."""
    rows = edition.look_up("settled__supply_share", material_id=material_id)
    rows.sort(
        key=lambda row: (
            row["stage_id"], row["scope"], *_largest_first(row["share"]),
            *_largest_first(row["share_high"]), row["territory_id"],
        )
    )  # fmt: skip
    return rows


def _production(edition: Edition, material_id: str) -> list[dict[str, Any]]:
    """Return who made how much in the newest year, the largest first."""
    year = _newest_production(edition).get(material_id)
    if year is None:
        return []
    rows = edition.look_up("settled__production", material_id=material_id, year=year)
    rows.sort(
        key=lambda row: (
            row["stage_id"], row["content_basis"], *_largest_first(row["quantity_t"]),
            row["territory_id"],
        )
    )  # fmt: skip
    return rows


@lru_cache(maxsize=2)
def _newest_production(edition: Edition) -> Mapping[str, int]:
    """Return the newest year of production of each material."""
    sql = 'select material_id, max(year) as year from "settled__production" group by material_id'
    return {row["material_id"]: row["year"] for row in edition.rows(sql)}


def _largest_first(value: float | None) -> tuple[bool, float]:
    return value is None, -(value or 0.0)


def _lists(material_id: str) -> list[dict[str, Any]]:
    return [
        {
            "row_id": entry.list_id,
            "list_id": entry.list_id,
            "title_nl": entry.title_nl,
            "title_en": entry.title_en,
            "legal_reference": entry.legal_reference,
            "valid_from": entry.valid_from,
        }
        for entry in lists.memberships(material_id)
    ]


def supply_sentence(material: Material, shares: Sequence[Mapping[str, Any]]) -> Sentence:
    """Return who supplied most of the world, over the stages that the shares are of."""
    world = [row for row in shares if row["scope"] == "global" and row["share"] is not None]
    if not world:
        return Sentence(
            f"Van {material.name_nl} zijn geen aandelen in de wereldproductie bekend.",
            f"No shares in world supply of {material.name_en} are known.",
        )
    top = max(world, key=lambda row: (row["share"], row["territory_id"]))
    years = f"{top['year_from']}–{top['year_to']}"
    place_nl, place_en = in_sentence(top["territory_id"])
    percent = 100 * top["share"]
    nl = f"{percent:.1f}".replace(".", ",")
    stage_nl = {"extraction": "winning", "processing": "verwerking"}.get(
        top["stage_id"], top["stage_id"]
    )
    return Sentence(
        f"{capital(place_nl)} leverde in {years} {nl} % van de wereld{stage_nl} van "
        f"{material.name_nl}.",
        f"{capital(place_en)} held {percent:.1f} % of world {top['stage_id']} of "
        f"{material.name_en} in {years}.",
    )


def _gaps(material: Material, tables: dict[str, list[dict[str, Any]]]) -> list[Gap]:
    why = "no publisher at hand gives this figure"
    return [
        Gap(
            name,
            why,
            f"that part is left out for {material.name_en}",
            "geen van onze uitgevers geeft dit cijfer",
            f"dat deel ontbreekt bij {material.name_nl}",
        )
        for name, rows in tables.items()
        if not rows and name in ("production", "use", "criticality")
    ]
