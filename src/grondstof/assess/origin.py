"""Assesses true origin: for every code and year, where what home imports was made.

One unit for each system: tonnes of contained material where a content fraction was reviewed and
every flow has a weight, else value. A production series anchors a system only where its stage and
content basis equal the code's and it explains most of world exports; otherwise production is only
bounded by trade itself. What exports exceed production plus imports is of unknown origin.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from grondstof.assess.recipe import DEFAULT_DAY, Input, Question, Recipe, Tables
from grondstof.assess.trade_codes import Code, codes
from grondstof.assess.trade_systems import Floats, System, systems
from grondstof.methods.true_origin import Origins, production_bounds, trace
from grondstof.store.content import content_folder, load

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = "1"
NET_EXPORTS = "net exports"
UNKNOWN, REMAINDER = "unknown", "remainder"
# Tonnes of production by (material, stage, content basis, year), then by territory.
Production = Mapping[tuple[str, str, str, int], Mapping[str, float]]


@dataclass(frozen=True)
class Anchored:
    """Production of every territory of a system, its range, and what it rests on."""

    made: Floats
    low: Floats
    high: Floats
    basis: str
    anchor: str


@dataclass(frozen=True)
class Traced:
    """One traced system for one importer."""

    system: System
    flows: Floats
    measure: str
    anchored: Anchored
    origins: Origins

    @property
    def importer_total(self) -> float:
        """Return what the importer bought, in the unit of the system."""
        return float(self.flows.sum())


@cache
def judged(name: str) -> float:
    """Return a judgement from `parameters/true-origin/2026.yml`."""
    data: Any = load(content_folder() / "parameters" / "true-origin" / "2026.yml").data
    return float(data[name]["value"])


def members_of(home: str, year: int = DEFAULT_DAY.year) -> frozenset[str]:
    """Return the members of a home group in the middle of a year; nothing for one territory.

    Without a year it is that of the edition, so that a series of years speaks of one group.
    """
    from grondstof.vocabulary import territories

    if home in territories.groups():
        return frozenset(territories.members(home, date(year, 7, 1)))
    return frozenset()


def production_of(table: "pa.Table") -> Production:
    """Return production from `settled__production`, all grades together [t]."""
    found: dict[tuple[str, str, str, int], dict[str, float]] = {}
    for row in table.to_pylist():
        if row["quantity_t"] is None or row["grade_id"] != "any":
            continue
        key = (row["material_id"], row["stage_id"], row["content_basis"], row["year"])
        found.setdefault(key, {})[row["territory_id"]] = float(row["quantity_t"])
    return found


def flows_of(system: System, code: Code | None) -> tuple[Floats, str]:
    """Return the flows of a system in its one unit, and the name of that unit."""
    link = code.links[0] if code and len(code.links) == 1 else None
    if link is None or link.content is None or system.kg is None:
        return system.usd, "value"
    unit = "gross tonnes" if link.content_basis == "gross" else "contained tonnes"
    return system.kg / 1000.0 * link.content[0], unit


def anchor_of(
    system: System,
    flows: Floats,
    measure: str,
    code: Code | None,
    production: Production,
    members: Collection[str],
    home: str,
) -> Anchored:
    """Return production and its range for a system: from an equal series, else from trade."""
    link = code.single if code else None
    if link and link.anchor and link.content and measure != "value":
        key = (link.material_id, *link.anchor, system.year)
        made = _made(system, production.get(key, {}), members, home)
        if made.any() and _excess(flows, made) <= judged("largest_excess"):
            middle, low, high = link.content
            name = f"production of {link.material_id}, {link.anchor[0]}, {link.anchor[1]}"
            return Anchored(made, made * middle / high, made * middle / low, "anchored", name)
    least, most = production_bounds(flows, judged("production_multiple"))
    return Anchored(least, least, most, "bounded", NET_EXPORTS)


def _made(
    system: System, series: Mapping[str, float], members: Collection[str], home: str
) -> Floats:
    made = np.zeros(len(system.territories))
    places = {name: number for number, name in enumerate(system.territories)}
    for territory_id, tonnes in series.items():
        place = places.get(home if territory_id in members else territory_id)
        if place is not None:
            made[place] += tonnes
    return made


def _excess(flows: Floats, made: Floats) -> float:
    exports = flows.sum(axis=1)
    beyond = np.maximum(0.0, exports - made - flows.sum(axis=0)).sum()
    return float(beyond / exports.sum())


def restricted(system: System, flows: Floats, producers: Collection[str]) -> Anchored:
    """Return production where only some territories can be an origin, each at least net exports.

    What the others export beyond their imports has no source and is of unknown origin.
    """
    low, high = production_bounds(flows, judged("production_multiple"))
    allowed = np.array([name in producers for name in system.territories])
    none = np.zeros_like(low)
    made = np.where(allowed, low, none)
    return Anchored(made, made, np.where(allowed, high, none), "bounded", "producers only")


def trace_system(
    system: System, home: str, members: Collection[str], production: Production
) -> Traced | None:
    """Trace one system for home; None when home imports nothing of the code in that year."""
    code = codes().get((system.code_system, system.code))
    flows, measure = flows_of(system, code)
    place = system.place(home)
    if place is None or not flows[:, place].sum() > 0.0:
        return None
    anchored = anchor_of(system, flows, measure, code, production, members, home)
    return trace_with(system, flows, measure, anchored, place)


def trace_with(
    system: System, flows: Floats, measure: str, anchored: Anchored, place: int
) -> Traced:
    """Trace one system for the importer at a place, with production given."""
    origins = trace(flows, anchored.made, anchored.low, anchored.high, [place])
    return Traced(system, flows[:, place], measure, anchored, origins)


def origin_rows(traced: Traced, home: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of one traced system: the largest origins, the remainder, unknown."""
    found, system = traced.origins, traced.system
    direct = traced.flows / traced.importer_total
    size = np.maximum(found.shares[0], direct)
    kept = np.argsort(-size, kind="stable")[: int(judged("kept_origins"))]
    kept = kept[size[kept] > 5e-4]
    basis = traced.anchored.basis
    for place in kept.tolist():
        numbers = (
            float(direct[place]),
            float(found.shares[0, place]),
            float(found.low[0, place]),
            float(found.high[0, place]),
        )
        yield _row(traced, home, system.territories[place], numbers, basis)
    rest = 1.0 - float(found.unknown[0]) - float(found.shares[0, kept].sum())
    rest_direct = max(0.0, 1.0 - float(direct[kept].sum()))
    yield _row(traced, home, REMAINDER, (rest_direct, max(0.0, rest), None, None), basis)
    unknown = (
        0.0,
        float(found.unknown[0]),
        float(found.unknown_low[0]),
        float(found.unknown_high[0]),
    )
    yield _row(traced, home, UNKNOWN, unknown, UNKNOWN)


def _row(
    traced: Traced,
    home: str,
    origin_id: str,
    numbers: tuple[float, float, float | None, float | None],
    basis: str,
) -> dict[str, Any]:
    direct, share, low, high = numbers
    return {
        "code_system": traced.system.code_system,
        "code": traced.system.code,
        "year": traced.system.year,
        "importer_id": home,
        "origin_id": origin_id,
        "direct_share": min(1.0, direct),
        "share": min(1.0, share),
        "share_low": low,
        "share_high": high,
        "basis": basis,
        "anchor": traced.anchored.anchor,
        "measure": traced.measure,
        "kind": "modelled",
        "oldest_year": traced.system.year,
        "lacks": "share_low;share_high" if low is None else None,
        "recipe": "origin",
        "recipe_version": VERSION,
    }


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return the origin of what home imports, for every code and year of the settled trade."""
    from grondstof.store.arrow import as_table

    production = production_of(tables["settled__production"])
    # Groups are taken as they are today: a series must not change with accession.
    members = members_of(question.home)
    rows: list[dict[str, Any]] = []
    for system in systems(tables["settled__trade"], question.home, members):
        if (system.code_system, system.code) not in codes():
            continue
        traced = trace_system(system, question.home, members, production)
        if traced is not None:
            rows.extend(origin_rows(traced, question.home))
    return as_table("assessed__origin", rows)


ORIGIN = Recipe(
    "origin",
    VERSION,
    (
        Input("settled__trade", on=("code_system", "code", "year", "importer_id")),
        Input("settled__production", on=("year", "territory_id=origin_id")),
    ),
    "assessed__origin",
    run,
    parameters=("parameters/true-origin/2026.yml", "maps/trade_codes.csv"),
)
