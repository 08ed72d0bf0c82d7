"""The risks that matter most in a basket: origin at the border and traced, threshold, actions."""

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from grondstof.assess.measure_files import chains
from grondstof.assess.trade_codes import codes_of
from grondstof.products.answers.base import Edition, Question
from grondstof.products.answers.names import with_material
from grondstof.store.content import content_folder, csv_rows
from grondstof.vocabulary import materials

TOP = 5
# Materials and codes of which the last answers are kept; baskets hold mostly the same ones.
_KEPT = 256
# Share of one territory from which supply is called concentrated in an action card.
CONCENTRATED = 0.5
# Mass fraction from which taking back is worth a word. [g/kg]
RICH = 50.0


def top_risks(
    edition: Edition, question: Question, rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the five riskiest materials of a basket, each with where it comes from.

    The order is supply risk; probability is null where the second axis was not assessed.
    """
    ranked = sorted(rows, key=lambda row: -(row["supply_risk"] or 0.0))
    return [_risk(edition, question, row) for row in ranked[:TOP] if row["supply_risk"]]


def actions_for(risk: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the reviewed action cards that apply to a risk."""
    conditions = {
        "always": True,
        "concentrated": (risk["world_share"] or 0.0) > CONCENTRATED,
        "restricted": bool(risk["restrictions"]),
        "amount": (risk["content_g_kg_high"] or 0.0) > (risk["content_g_kg_low"] or 0.0),
        "scrap": (risk["content_g_kg_high"] or 0.0) >= RICH,
    }
    return [
        {
            "row_id": f"{risk['material_id']}/{card['action_id']}",
            "material_id": risk["material_id"],
            **card,
            "cost": int(card["cost"]),
            "time": int(card["time"]),
            "complexity": int(card["complexity"]),
            "kind": "judged",
        }
        for card in cards()
        if conditions[card["when"]]
    ]


def instruments_for(edition: Edition, actions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the register's instruments that may pay for the actions, once each.

    An instrument counts when it is for the same aspect, is not closed, and its rule on applicants,
    if it has one, allows companies. Its other conditions are for `grondstof match`.
    """
    wanted = {card["aspect"]: card["action_id"] for card in actions if card["aspect"]}
    rows = edition.rows(
        "select item_id, title_nl, title_en, body from reported__register_item "
        "where kind = 'instrument' order by item_id"
    )
    found = []
    for row in rows:
        body = json.loads(row["body"])
        aspects = [aspect for aspect in body.get("aspects", ()) if aspect in wanted]
        if aspects and body.get("window") != "closed" and _for_companies(body):
            found.append(
                {
                    "row_id": row["item_id"],
                    "item_id": row["item_id"],
                    "name_nl": row["title_nl"],
                    "name_en": row["title_en"],
                    "action_id": wanted[aspects[0]],
                    "aid": body.get("aid"),
                    "window": body.get("window"),
                    "kind": "judged",
                }
            )
    return found


def measures_for(risks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what others do about the materials: reviewed measures, without stocks of a state."""
    wanted = [risk["material_id"] for risk in risks]
    return [
        {
            "row_id": f"{chain}/{measure.id}",
            "product_id": chain,
            "measure_id": measure.id,
            "name_nl": measure.title.nl,
            "name_en": measure.title.en,
            "strategy": measure.strategy,
            "materials": ", ".join(helped),
            "years_to_work": measure.years_to_work.value,
            "owner_nl": measure.owner.nl,
            "owner_en": measure.owner.en,
            "kind": "judged",
        }
        for chain, held in chains().items()
        for measure in held.measures
        if measure.kind != "stock"
        and (helped := [material for material in wanted if material in measure.materials])
    ]


def _for_companies(body: Mapping[str, Any]) -> bool:
    rules = [rule for rule in body.get("rules", ()) if rule.get("field") == "applicant"]
    return all({"company", "sme"} & set(rule.get("value") or ()) for rule in rules)


@cache
def cards() -> tuple[Mapping[str, str], ...]:
    """Return the reviewed action cards; cost, time and complexity run from 1 to 3."""
    path = content_folder() / "products" / "actions.csv"
    return tuple(csv_rows(path))


def _risk(edition: Edition, question: Question, row: Mapping[str, Any]) -> dict[str, Any]:
    material_id = row["material_id"]
    world = world_supply(edition, material_id)
    risk = {
        "row_id": material_id,
        **{name: row[name] for name in ("material_id", "codes", "supply_risk", "verdict")},
        "supply_risk_low": row["supply_risk_low"],
        "supply_risk_high": row["supply_risk_high"],
        "supply_risk_threshold": threshold(),
        "probability_listed": row["probability_listed"],
        "content_g_kg_low": row["content_g_kg_low"],
        "content_g_kg_high": row["content_g_kg_high"],
        **world,
        **_border(edition, question.home, material_id, str(row["codes"]).split(", ")),
        "restrictions": "; ".join(restrictions_on(edition, material_id)) or None,
        "kind": row.get("supply_risk_kind") or row.get("kind") or "computed",
        "oldest_year": row["oldest_year"],
    }
    return with_material([risk])[0]


@lru_cache(maxsize=_KEPT)
def world_supply(edition: Edition, material_id: str) -> Mapping[str, Any]:
    """Return the largest supplier of the world at the stage where supply is most concentrated."""
    found = edition.rows(
        "select stage_id, territory_id, share, year_to from settled__supply_share "
        "where material_id = ? and scope = 'global' order by share desc, stage_id limit 1",
        [material_id],
    )
    row = found[0] if found else {}
    return {
        "world_stage": row.get("stage_id"),
        "world_supplier": row.get("territory_id"),
        "world_share": row.get("share"),
        "world_year": row.get("year_to"),
    }


@lru_cache(maxsize=_KEPT)
def restrictions_on(edition: Edition, material_id: str) -> tuple[str, ...]:
    """Return the export measures that hold for a material or its group on the edition's day."""
    ids = [material_id, *materials.groups_of(material_id)]
    marks = ", ".join("?" for _ in ids)
    rows = edition.rows(
        f"select distinct restriction_id from reported__restriction where material_id in ({marks}) "
        "and (valid_from is null or valid_from <= ?) and (valid_to is null or valid_to > ?) "
        "order by 1",
        [*ids, edition.as_of, edition.as_of],
    )
    return tuple(row["restriction_id"] for row in rows)


@cache
def threshold() -> float | None:
    """Return the supply risk from which the national method lists a material."""
    from grondstof.store.content import load, yaml_files

    for path in yaml_files(content_folder() / "parameters" / "nl-axes"):
        data = load(path).data
        if isinstance(data, dict) and "thresholds" in data:
            return float(data["thresholds"]["supply_risk"]["value"])
    return None


def _border(edition: Edition, home: str, material_id: str, bought: Sequence[str]) -> dict[str, Any]:
    """Return who sells at the border and where it was made.

    The first code with a traced origin counts: a raw-material code of this material alone, then a
    code that was bought. A code that pools raw materials never stands for one of them.
    """
    empty = dict.fromkeys((
        "border_supplier", "border_share", "traced_origin", "traced_share", "traced_share_low",
        "traced_share_high", "border_code", "border_year",
    ))  # fmt: skip
    single = [code.code for code in codes_of(material_id) if code.single]
    for codes in (single, [code[:6] for code in bought]):
        found = _origins(edition, home, tuple(codes))
        if found:
            return empty | dict(found)
    return empty


@lru_cache(maxsize=_KEPT)
def _origins(edition: Edition, home: str, codes: tuple[str, ...]) -> Mapping[str, Any]:
    marks = ", ".join("?" for _ in codes) or "null"
    rows = edition.rows(
        f"select * from assessed__origin where importer_id = ? and code in ({marks}) "
        "order by year desc, code",
        [home, *codes],
    )
    same = [r for r in rows if (r["year"], r["code"]) == (rows[0]["year"], rows[0]["code"])]
    if not same:
        return {}
    border = max(same, key=lambda r: (r["direct_share"] or 0.0, r["origin_id"]))
    traced = max(same, key=lambda r: (r["share"] or 0.0, r["origin_id"]))
    return {
        "border_supplier": border["origin_id"],
        "border_share": border["direct_share"],
        "traced_origin": traced["origin_id"],
        "traced_share": traced["share"],
        "traced_share_low": traced["share_low"],
        "traced_share_high": traced["share_high"],
        "border_code": border["code"],
        "border_year": border["year"],
    }
