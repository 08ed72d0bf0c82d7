"""The eleven indicators of a material in four groups, each with its limit and where that is from.

A limit comes from a publisher or is our judgement with a reason; an indicator without a figure
that may be shown keeps its row and says who has the figure.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from grondstof.products.answers.base import Edition, row_id
from grondstof.products.answers.names import with_material
from grondstof.store.content import content_folder, csv_rows
from grondstof.vocabulary import materials
from grondstof.vocabulary.indicators import indicators
from grondstof.vocabulary.tables import table

GROUPS = ("long-term", "short-term", "business", "people-and-nature")
HIGH, MIDDLE, LOW, UNKNOWN = "high", "middle", "low", "unknown"
_TABLE = "assessed__indicator"
Row = Mapping[str, Any]


@cache
def limits() -> Mapping[str, Mapping[str, str]]:
    """Return the row of each indicator in `content/products/thresholds.csv`, in its order."""
    path = content_folder() / "products" / "thresholds.csv"
    return {row["indicator_id"]: row for row in csv_rows(path)}


def level(indicator_id: str, value: float | None) -> str:
    """Return `high`, `middle` or `low` risk of a value, `unknown` without value or limit.

    Where less is worse (years of reserves, recycling), the limits run downwards.
    """
    row = limits()[indicator_id]
    if value is None or not row["high_from"]:
        return UNKNOWN
    middle, high = float(row["middle_from"]), float(row["high_from"])
    sign = 1.0 if high >= middle else -1.0
    if sign * value >= sign * high:
        return HIGH
    return MIDDLE if sign * value >= sign * middle else LOW


def rows_of(edition: Edition, home: str, material_ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return eleven rows for each material, in the order of the groups.

    The stage with the worst value stands for the material; home's own value goes before the EU's.
    """
    found = _found(edition, home, material_ids)
    rows = [
        _row(name, material_id, _nearest(found, name, material_id))
        for material_id in material_ids
        for name in limits()
    ]
    return with_material(rows)


def _nearest(found: Mapping[tuple[str, str], Row], name: str, material_id: str) -> Row | None:
    """Return the row of a material, else that of a group it belongs to."""
    names = (material_id, *materials.groups_of(material_id))
    return next((found[name, one] for one in names if (name, one) in found), None)


def _found(edition: Edition, home: str, material_ids: Sequence[str]) -> dict[tuple[str, str], Row]:
    names = list(limits())
    subjects = {group for one in material_ids for group in (one, *materials.groups_of(one))}
    marks = ", ".join("?" for _ in names), ", ".join("?" for _ in subjects)
    rows = edition.rows(
        f"""
        select * from "{_TABLE}" where subject_kind = 'material' and value is not null
          and indicator_id in ({marks[0]}) and subject_id in ({marks[1]})
        qualify year = max(year) over (partition by indicator_id, subject_id, home_id)
        order by indicator_id, subject_id, home_id, stage_id
        """,
        [*names, *sorted(subjects)],
    )
    best: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = (row["indicator_id"], row["subject_id"])
        if key not in best or _order(row, home) > _order(best[key], home):
            best[key] = row
    return best


def _order(row: Row, home: str) -> tuple[bool, float]:
    worse = -1.0 if indicators()[row["indicator_id"]].direction == "higher-is-better" else 1.0
    return row["home_id"] == home, worse * row["value"]


def _row(name: str, material_id: str, found: Row | None) -> dict[str, Any]:
    limit, item = limits()[name], indicators()[name]
    key = table(_TABLE).key
    start: dict[str, Any] = {"row_id": f"{name}/{material_id}", "indicator_id": name}
    if found is not None:
        start = {"row_id": row_id(found, key), **{part: found[part] for part in key}}
    value = found["value"] if found is not None else None
    return {
        **start,
        "for_material_id": material_id,
        "material_id": found["material_id"] if found is not None else material_id,
        "group": limit["group"],
        "value": value,
        "value_low": found["value_low"] if found is not None else None,
        "value_high": found["value_high"] if found is not None else None,
        "unit": item.unit,
        "level_word": level(name, value),
        "middle_from": _number(limit["middle_from"]),
        "high_from": _number(limit["high_from"]),
        "basis_of_threshold": limit["basis"],
        "publisher": limit["publisher"] or None,
        "title": limit["title"] or None,
        "publication_year": int(limit["year"]) if limit["year"] else None,
        "locator": limit["locator"] or None,
        "reason_nl": limit["reason_nl"] or None,
        "reason_en": limit["reason_en"] or None,
        "held_by": None if value is not None else item.held_by or None,
        "kind": found["kind"] if found is not None else None,
        "oldest_year": found["oldest_year"] if found is not None else None,
        "lacks": None if value is not None else "value",
    }


def _number(text: str) -> float | None:
    return float(text) if text else None
