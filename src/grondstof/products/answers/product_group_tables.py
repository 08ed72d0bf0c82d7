"""Tables of a product group: what is in it, how much comes back now, and who works on it."""

import json
from collections.abc import Sequence
from typing import Any

from grondstof.assess.chains import chains
from grondstof.products.answers.base import Edition
from grondstof.products.answers.names import with_material
from grondstof.products.answers.product_group_files import Group, serving
from grondstof.products.answers.remedy_words import with_product
from grondstof.products.composition.inside import inside
from grondstof.products.composition.library import library

# The four strategies of the progress report of 2023, with the words of the report.
STRATEGIES = {
    "narrow": ("vermindering van grondstoffengebruik", "using less"),
    "substitute": ("substitutie van grondstoffen", "substitution"),
    "slow": ("levensduurverlenging", "longer life"),
    "close": ("hoogwaardige verwerking", "high-grade processing"),
}
CRITERION = "criterion"
_TAGGED = ("action", "commitment", "motion", "instrument", "programme", "target", "initiative")


def materials_of(edition: Edition, group: Group) -> list[dict[str, Any]]:
    """Return the materials in a group: where they sit, and what recycling gives in the EU now.

    `eol_rir` is the published share of EU input that comes from old scrap, over all uses of the
    material; for the group alone nobody has published it.
    """
    held = _in_goods(group)
    placed = _in_chains(group)
    for material in _in_units(edition, group):
        placed.setdefault(material, [])
    published = _recycled(edition)
    rows: list[dict[str, Any]] = []
    for material in sorted({*held, *placed}):
        low, high, goods = held.get(material, (None, None, 0))
        known = published.get(material, {})
        rows.append(
            {
                "material_id": material,
                "chains_nl": ", ".join(nl for nl, _ in placed.get(material, ())) or None,
                "chains_en": ", ".join(en for _, en in placed.get(material, ())) or None,
                "goods": goods or None,
                "content_g_kg": None,
                "content_g_kg_low": low,
                "content_g_kg_high": high,
                "eol_rir": known.get("value"),
                "year_from": known.get("year_from"),
                "year_to": known.get("year_to"),
                "kind": "published",
                "lacks": None if known else "eol_rir",
            }
        )
    rows.sort(key=lambda row: (row["eol_rir"] is None, -(row["eol_rir"] or 0.0)))
    return with_material(rows)


def _in_goods(group: Group) -> dict[str, tuple[float | None, float | None, int]]:
    """Return least and most of each material over the goods of a group, and how many hold it."""
    found: dict[str, tuple[float | None, float | None, int]] = {}
    for code in group.codes:
        if code not in library():
            continue
        for item in inside(library()[code]):
            low, high, goods = found.get(item.material_id, (None, None, 0))
            lows = [end for end in (low, item.low_g_per_kg) if end is not None]
            highs = [end for end in (high, item.high_g_per_kg) if end is not None]
            found[item.material_id] = (
                min(lows, default=None),
                max(highs, default=None),
                goods + 1,
            )
    return found


def _in_chains(group: Group) -> dict[str, list[tuple[str, str]]]:
    """Return the names of the chains of a group that need each material."""
    found: dict[str, list[tuple[str, str]]] = {}
    for chain in chains().values():
        if group.id in chain.file.groups:
            for material in sorted({node.material for node in chain.file.nodes if node.material}):
                found.setdefault(material, []).append((chain.file.name.nl, chain.file.name.en))
    return found


def _in_units(edition: Edition, group: Group) -> list[str]:
    """Return the materials of the intensities of the group's products."""
    marks = ", ".join("?" for _ in group.products) or "null"
    sql = f'select distinct material_id from "settled__intensity" where product_id in ({marks})'
    return [row["material_id"] for row in edition.rows(sql, list(group.products))]


def _recycled(edition: Edition) -> dict[str, dict[str, Any]]:
    """Return the newest published end-of-life recycling input rate of each material."""
    sql = (
        'select material_id, value, year_from, year_to from "settled__parameter" '
        "where parameter = 'eol_rir' and value is not null "
        "qualify row_number() over (partition by material_id order by year_to desc, value) = 1"
    )
    return {row["material_id"]: row for row in edition.rows(sql, [])}


def intensities_of(edition: Edition, group: Group) -> list[dict[str, Any]]:
    """Return kilograms of each material in a unit of the group's products."""
    if not group.products:
        return []
    marks = ", ".join("?" for _ in group.products)
    sql = (
        "select product_id, variant, material_id, year, intensity, intensity_low, "
        f'intensity_high, per_unit, reason from "settled__intensity" where product_id in '
        f"({marks}) qualify row_number() over (partition by product_id, variant, material_id "
        "order by case when year <= 2024 then year else -year end desc) = 1 "
        "order by product_id, variant, material_id"
    )
    return with_material(
        {**with_product(row, str(row["product_id"])), "kind": "published"}
        for row in edition.rows(sql, list(group.products))
    )


def register_of(edition: Edition, group: Group) -> list[dict[str, Any]]:
    """Return the items of the register that are about a group, with the strategies they serve.

    An item counts when it carries a tag of the group, or when it is listed as serving it.
    """
    listed = {item.item: item for item in serving() if item.serves(group.id)}
    sql = (
        "select item_id, kind, title_nl, title_en, state, owner, due, body "
        'from "reported__register_item" order by kind, item_id'
    )
    found = []
    known = edition.rows(sql, [])
    names = {row["item_id"]: row for row in known}
    for row in known:
        body = json.loads(row["body"])
        owner = names.get(row["owner"], {})
        own = listed.get(row["item_id"])
        tagged = row["kind"] in (*_TAGGED, CRITERION) and set(group.tags) & set(
            body.get("tags") or ()
        )
        if own is None and not tagged:
            continue
        strategies = own.strategies if own is not None else body.get("strategies") or ()
        found.append(
            {
                "item_id": row["item_id"],
                "register_kind": row["kind"],
                "name_nl": row["title_nl"],
                "name_en": row["title_en"],
                "state": row["state"],
                "owner": row["owner"],
                "owner_nl": owner.get("title_nl"),
                "owner_en": owner.get("title_en"),
                "due": row["due"],
                "strategies": ", ".join(strategies) or None,
                "reason_nl": own.reason.nl if own is not None else None,
                "reason_en": own.reason.en if own is not None else None,
                "group_only": own is None or own.groups != "all",
            }
        )
    found.sort(key=lambda row: (not row["group_only"], row["register_kind"], row["item_id"]))
    return found


def strategies_of(register: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the four strategies with the items that serve each."""
    rows: list[dict[str, Any]] = []
    for strategy, (nl, en) in STRATEGIES.items():
        serve = [row for row in register if strategy in (row["strategies"] or "").split(", ")]
        rows.append(
            {
                "strategy": strategy,
                "name_nl": nl,
                "name_en": en,
                "actions": len(serve),
                "items": ", ".join(row["item_id"] for row in serve) or None,
                "items_nl": "; ".join(row["name_nl"] for row in serve) or None,
                "items_en": "; ".join(row["name_en"] for row in serve) or None,
            }
        )
    return rows
