"""Everything about one material: criticality, who supplies it by stage, lists and indicators."""

from typing import Any

from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Gap, Sentence, row_id, sources
from grondstof.products.answers.names import with_territory
from grondstof.store.editions import Edition
from grondstof.vocabulary import lists, materials
from grondstof.vocabulary.materials import Material
from grondstof.vocabulary.tables import table

_SHARES = """
    select * from "settled__supply_share" where material_id = ?
    order by stage_id, scope, share desc nulls last, share_high desc nulls last, territory_id
"""
_PRODUCTION = """
    select * from "settled__production" where material_id = ?
    and year = (select max(year) from "settled__production" where material_id = ?)
    order by stage_id, content_basis, quantity_t desc nulls last, territory_id
"""


def answer(edition: Edition, question: Question) -> Answer:
    """Return what is known of a material; `question.material` is a name in any known spelling.

    Raises:
        UnknownName: If no material carries that name; the message names the nearest.
    """
    found = materials.find(question.material or "")
    name = found.material_id
    shares = _with_id(with_territory(edition.rows(_SHARES, [name])), "settled__supply_share")
    tables = {
        "criticality": _key_rows(edition, "assessed__criticality", name),
        "production": _with_id(
            with_territory(edition.rows(_PRODUCTION, [name, name])), "settled__production"
        ),
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
        _sentence(found, shares),
        shares,
        tables={key: rows for key, rows in tables.items() if rows},
        gaps=_gaps(found, tables),
        sources=sources(edition, used),
    )


def _with_id(rows: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    key = table(name).key
    return [{"row_id": row_id(row, key), **row} for row in rows]


def _key_rows(edition: Edition, name: str, material_id: str) -> list[dict[str, Any]]:
    order = ", ".join(f'"{column}"' for column in table(name).key)
    sql = f'select * from "{name}" where material_id = ? order by {order}'
    return _with_id(edition.rows(sql, [material_id]), name)


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


def _sentence(material: Material, shares: list[dict[str, Any]]) -> Sentence:
    world = [row for row in shares if row["scope"] == "global" and row["share"] is not None]
    if not world:
        return Sentence(
            f"Van {material.name_nl} zijn geen aandelen in de wereldproductie bekend.",
            f"No shares in world supply of {material.name_en} are known.",
        )
    top = max(world, key=lambda row: (row["share"], row["territory_id"]))
    years = f"{top['year_from']}-{top['year_to']}"
    percent = 100 * top["share"]
    nl = f"{percent:.1f}".replace(".", ",")
    stage_nl = {"extraction": "winning", "processing": "verwerking"}.get(
        top["stage_id"], top["stage_id"]
    )
    return Sentence(
        f"{top['name_nl']} leverde in {years} {nl} % van de wereld{stage_nl} van "
        f"{material.name_nl}.",
        f"{top['name_en']} held {percent:.1f} % of world {top['stage_id']} of "
        f"{material.name_en} in {years}.",
    )


def _gaps(material: Material, tables: dict[str, list[dict[str, Any]]]) -> list[Gap]:
    why = "no publisher at hand gives this figure"
    return [
        Gap(
            name,
            why,
            f"{material.name_en} has no figures of this kind",
            "geen uitgever die wij hebben geeft dit cijfer",
            f"{material.name_nl} heeft geen cijfers van deze soort",
        )
        for name, rows in tables.items()
        if not rows and name in ("production", "use", "criticality")
    ]
