"""The assessment of Article 24: one plain mapping from which every page and file is drawn.

Each figure names where it comes from: rows of the company's file, an entry of the evidence log, or
a public cell with its year.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any

from grondstof.products.answers.base import Edition
from grondstof.products.company.evidence import COUNTRY_QUESTIONS, Evidence
from grondstof.products.company.exposure import Coded, Holding, coded, holdings
from grondstof.products.company.lines import Read
from grondstof.products.company.public import Cell, Public, public_facts, strategic
from grondstof.products.company.tiers import hidden_at, tiers
from grondstof.store.content import content_folder, load
from grondstof.store.own_home import own_home

FORM = "1"


@cache
def rules() -> Mapping[str, float]:
    """Return the figures of the verdict, as `content/products/vulnerability.yml` states them."""
    data = load(content_folder() / "products" / "vulnerability.yml").data
    bodies = data if isinstance(data, dict) else {}
    return {str(name): float(body["value"]) for name, body in bodies.items()}


def assess(
    edition: Edition,
    read: Read,
    evidence: Sequence[Evidence],
    *,
    home: str | None = None,
    previous: Mapping[str, Any] | None = None,
    measures: Sequence[Mapping[str, str]] = (),
    not_read: Sequence[str] = (),
    moved: Callable[[str, int, int], None] | None = None,
) -> dict[str, Any]:
    """Return the assessment of a company's lines on the day of the edition."""
    wanted = strategic(edition.as_of)
    items = coded(read.lines, moved)
    held = holdings(items, wanted)
    public = public_facts(edition, home or own_home(), list(held))
    materials = [
        _material(holding, public[material_id], evidence, measures)
        for material_id, holding in held.items()
    ]
    found = {
        "form": FORM,
        "edition": edition.name,
        "as_of": edition.as_of.isoformat(),
        "next_due": _later(edition.as_of, int(rules()["cycle_years"])).isoformat(),
        "strategic_list": wanted,
        "lines": len(read.lines),
        "left_out": [{"row": row} for row in read.left_out],
        "left_out_reasons": _counted(read),
        "sheets_not_read": list(not_read),
        "codes": _codes(items),
        "materials": materials,
        "evidence": [asdict(item) for item in evidence],
        "checks": dict(rules()),
    }
    found["changes"] = changes(previous, found) if previous else []
    return found


def _material(
    holding: Holding,
    public: Public,
    evidence: Sequence[Evidence],
    measures: Sequence[Mapping[str, str]],
) -> dict[str, Any]:
    cells = [*_declared(holding, evidence), *public.cells]
    top = max(
        (cell for cell in public.cells if cell.share is not None and cell.territory_id),
        key=lambda cell: cell.share or 0.0,
        default=None,
    )
    single = len(holding.suppliers) == 1
    top_share = top.share if top else None
    hidden = not single and (top_share or 0.0) >= rules()["hidden_share"]
    named = tiers(holding.material_id, holding.suppliers, evidence)
    house = hidden_at(named, len(holding.suppliers))
    cover = min(holding.stock_days) if holding.stock_days else None
    return {
        "material_id": holding.material_id,
        "rows": holding.rows,
        "rows_count": len(holding.rows),
        "mass_low_kg": holding.mass_low_kg if holding.mass_high_kg else None,
        "mass_high_kg": holding.mass_high_kg or None,
        "lines_without_amount": holding.unknown_lines,
        "grades": dict(sorted(holding.grades.items())),
        "value_eur": holding.value_eur,
        "revenue_eur": holding.revenue_eur,
        "suppliers": sorted(holding.suppliers),
        "single_source": single,
        "hidden_single_source": hidden or house is not None,
        "hidden_at": {"stage_id": top.stage_id, "territory_id": top.territory_id}
        if hidden and top
        else None,
        "tiers": named,
        "hidden_house": house,
        "declared_origins": dict(sorted(holding.declared.items())),
        "days_of_cover": cover,
        "map": [asdict(cell) for cell in cells],
        "largest_territory": top.territory_id if top else None,
        "largest_share": top_share,
        "largest_year": top.year if top else None,
        "supply_risk": list(public.supply_risk) if public.supply_risk else None,
        "supply_risk_threshold": public.threshold,
        "bans": _bans(holding, public),
        "duties": list(public.duties),
        "vulnerability": verdict(
            public, top_share, single=single, house=house is not None, cover=cover
        ),
        "substitution": public.substitution,
        "alternatives": _alternatives(public, top),
        "mitigation": [dict(row) for row in measures if row["material_id"] == holding.material_id],
    }


def verdict(
    public: Public,
    top_share: float | None,
    *,
    single: bool,
    cover: float | None,
    house: bool = False,
) -> dict[str, Any]:
    """Return `significant`, `possible`, `limited` or `not known`, with what it rests on.

    Significant: the whole interval of supply risk lies above the threshold and one territory holds
    more than the concentrated share. Possible: the interval reaches the threshold, and supply is
    concentrated, comes through one supplier (or one house behind several, when `house` says so), is
    under a measure, or is covered for a short time.
    """
    if public.supply_risk is None or public.threshold is None:
        return {"verdict": "not known", "low": None, "high": None, "because": ["no supply risk"]}
    low, _, high = public.supply_risk
    concentrated = (top_share or 0.0) > rules()["concentrated_share"]
    because = [
        name
        for name, holds in (
            ("concentrated", concentrated),
            ("single source", single),
            ("hidden single source", house),
            ("export measure", bool(public.measures)),
            ("short cover", cover is not None and cover < rules()["short_cover_days"]),
        )
        if holds
    ]
    if low >= public.threshold and concentrated:
        level = "significant"
    elif high >= public.threshold and because:
        level = "possible"
    else:
        level = "limited"
    return {"verdict": level, "low": low, "high": high, "because": because}


def _declared(holding: Holding, evidence: Sequence[Evidence]) -> list[Cell]:
    return [
        Cell(
            holding.material_id,
            COUNTRY_QUESTIONS[item.question_id],
            item.text,
            None,
            "supplier",
            int(item.day[:4]) if item.day[:4].isdigit() else None,
            f"evidence {item.evidence_id}",
        )
        for item in evidence
        if item.sort == "answer"
        and item.material_id == holding.material_id
        and item.question_id in COUNTRY_QUESTIONS
    ]


def _bans(holding: Holding, public: Public) -> list[dict[str, Any]]:
    """Return what bans would stop: all value that can hold the material, and the expected part.

    First the measures in force, then a one-year ban by each large supplying territory that has
    none: those are what-ifs, and say so by having no `restriction_id`.
    """
    share: dict[str, float] = {}
    for cell in public.cells:
        if cell.territory_id and cell.share:
            share[cell.territory_id] = max(share.get(cell.territory_id, 0.0), cell.share)
    measured = [
        _ban(holding, share, measure.territory_id)
        | {
            "restriction_id": measure.restriction_id,
            "form": measure.form,
            "suspended": measure.suspended,
        }
        for measure in public.measures
    ]
    under = {row["territory_id"] for row in measured}
    supposed = [
        _ban(holding, share, territory)
        | {"restriction_id": None, "form": "ban", "suspended": False}
        for territory, part in sorted(share.items(), key=lambda item: (-item[1], item[0]))
        if territory not in under and part >= rules()["supposed_ban_share"]
    ]
    return measured + supposed


def _ban(holding: Holding, share: Mapping[str, float], territory: str) -> dict[str, Any]:
    part = share.get(territory)
    return {
        "territory_id": territory,
        "share": part,
        "value_at_risk_eur": None if part is None else holding.value_eur * part,
        "value_at_risk_high_eur": holding.value_eur,
        "revenue_at_risk_eur": None if part is None else holding.revenue_eur * part,
        "revenue_at_risk_high_eur": holding.revenue_eur,
    }


def _alternatives(public: Public, top: Cell | None) -> list[dict[str, Any]]:
    if top is None:
        return []
    return [
        {"territory_id": cell.territory_id, "share": cell.share, "year": cell.year}
        for cell in public.cells
        if cell.stage_id == top.stage_id and cell.territory_id not in (None, top.territory_id)
    ]


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what changed since an earlier cycle, per material and figure."""
    old = {row["material_id"]: row for row in before.get("materials", ())}
    new = {row["material_id"]: row for row in now["materials"]}
    found = []
    for material_id in sorted(old.keys() | new.keys()):
        if material_id not in new or material_id not in old:
            what = "new" if material_id in new else "gone"
            found.append({"material_id": material_id, "what": what, "before": None, "now": None})
            continue
        for name, take in _COMPARED.items():
            one, two = take(old[material_id]), take(new[material_id])
            if one != two:
                found.append({"material_id": material_id, "what": name, "before": one, "now": two})
    return found


_COMPARED: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "verdict": lambda row: row["vulnerability"]["verdict"],
    "suppliers": lambda row: len(row["suppliers"]),
    "days of cover": lambda row: row["days_of_cover"],
    "largest territory": lambda row: row["largest_territory"],
    "value": lambda row: round(row["value_eur"], 2),
}


def _codes(items: Sequence[Coded]) -> dict[str, int]:
    found = {"given": 0, "guessed": 0, "not known": 0}
    for item in items:
        found[item.basis] += 1
    return found


def _counted(read: Read) -> list[dict[str, Any]]:
    counts: dict[str, int] = {}
    for fault in read.faults:
        counts[fault.found] = counts.get(fault.found, 0) + 1
    return [{"found": found, "count": count} for found, count in sorted(counts.items())]


def _later(day: date, years: int) -> date:
    return replace_year(day, day.year + years)


def replace_year(day: date, year: int) -> date:
    """Return the same day of another year; 28 February for the leap day."""
    return date(year, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
