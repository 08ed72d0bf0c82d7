"""Public facts per strategic raw material: the legal fallback of Article 24(3), cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from grondstof.products.answers import product
from grondstof.products.answers.base import Edition, Question
from grondstof.products.answers.basket_risks import threshold
from grondstof.vocabulary import lists, materials

STRATEGIC = "eu-crma-strategic"
STAGES = ("extraction", "processing")
# Territories shown per stage; the rest is named as one.
SHOWN = 6


@dataclass(frozen=True)
class Cell:
    """One cell of the map of Article 24(2)(a).

    Attributes:
        basis: `supplier`, `public` or `not known`.
        source: Publisher and title, or the evidence id of a supplier's answer.
    """

    material_id: str
    stage_id: str
    territory_id: str | None
    share: float | None
    basis: str
    year: int | None
    source: str


@dataclass(frozen=True)
class Measure:
    """An export measure that names a material."""

    restriction_id: str
    territory_id: str
    form: str
    valid_from: date | None
    suspended: bool


@dataclass(frozen=True)
class Public:
    """All public facts of one material."""

    material_id: str
    cells: tuple[Cell, ...]
    measures: tuple[Measure, ...]
    supply_risk: tuple[float, float, float] | None
    threshold: float | None
    substitution: float | None
    duties: tuple[str, ...]


def strategic(on: date) -> list[str]:
    """Return the single strategic raw materials on a day; groups are split into members."""
    found: dict[str, None] = {}
    for item in lists.on_date(on):
        if item.sort == "strategic":
            for entry in lists.entries(item.list_id):
                found.update(dict.fromkeys(materials.members(entry.material_id)))
    return sorted(found)


def public_facts(edition: Edition, home: str, wanted: list[str]) -> dict[str, Public]:
    """Return the public facts of materials from the edition."""
    from grondstof.vocabulary.flags import duties_of

    risks = product.risks(edition, Question(home=home))
    shares = _by_material(
        edition.rows(
            "select material_id, stage_id, territory_id, share, year_to, chosen_claim "
            "from settled__supply_share where scope = 'global' order by 1, 2, 4 desc, 3"
        )
    )
    parameters = _parameters(edition)
    measures = _by_material(edition.rows("select * from reported__restriction order by all"))
    title = _study(edition)
    found = {}
    for material_id in wanted:
        ids = (material_id, *materials.groups_of(material_id))
        risk = risks.get(material_id, {})
        low, middle, high = (risk.get(f"supply_risk{end}") for end in ("_low", "", "_high"))
        found[material_id] = Public(
            material_id,
            (
                *_origins(material_id, shares.get(material_id, []), title),
                _recycling(material_id, parameters, title),
            ),
            tuple(
                _measure(row, edition.as_of)
                for one in ids
                for row in measures.get(one, [])
                if _holds(row, edition.as_of)
            ),
            None if low is None or middle is None or high is None else (low, middle, high),
            threshold(),
            parameters.get((material_id, "substitution_sr"), (None, None))[0],
            tuple(
                dict.fromkeys(
                    duty.flag.flag_id for one in ids for duty in duties_of(one, edition.as_of)
                )
            ),
        )
    return found


def _origins(material_id: str, rows: list[Mapping[str, Any]], title: str) -> list[Cell]:
    cells = []
    for stage in STAGES:
        held = [row for row in rows if row["stage_id"] == stage]
        cells += [
            Cell(
                material_id,
                stage,
                row["territory_id"],
                row["share"],
                "public",
                row["year_to"],
                f"{title}; claim {row['chosen_claim']}",
            )
            for row in held[:SHOWN]
        ]
        if not held:
            cells.append(Cell(material_id, stage, None, None, "not known", None, "no public share"))
    return cells


def _recycling(
    material_id: str, parameters: Mapping[tuple[str, str], tuple[float, int]], title: str
) -> Cell:
    found = parameters.get((material_id, "eol_rir"))
    if found is None:
        return Cell(material_id, "end-of-life", None, None, "not known", None, "no public rate")
    source = f"{title}; end-of-life recycling input rate of the EU, place not published"
    return Cell(material_id, "end-of-life", None, found[0], "public", found[1], source)


def _parameters(edition: Edition) -> dict[tuple[str, str], tuple[float, int]]:
    rows = edition.rows(
        "select material_id, parameter, value, year_to from settled__parameter "
        "where parameter in ('eol_rir', 'substitution_sr') and value is not null "
        "order by material_id, parameter, year_to, region_id"
    )
    return {(r["material_id"], r["parameter"]): (r["value"], r["year_to"]) for r in rows}


def _study(edition: Edition) -> str:
    for item in edition.manifest["sources"]:
        if item["source_id"] == "ec_study":
            return f"{item['publisher']}, {item['title']} ({item['year']})"
    return "settled supply shares of the edition"


def _by_material(rows: list[dict[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["material_id"], []).append(row)
    return found


def _holds(row: Mapping[str, Any], day: date) -> bool:
    started = row["valid_from"] is None or row["valid_from"] <= day
    return started and (row["valid_to"] is None or row["valid_to"] > day)


def _measure(row: Mapping[str, Any], day: date) -> Measure:
    start, end = row["suspended_from"], row["suspended_to"]
    suspended = start is not None and start <= day and (end is None or end > day)
    return Measure(
        row["restriction_id"], row["territory_id"], row["form"], row["valid_from"], suspended
    )
