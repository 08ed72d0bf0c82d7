"""How much of a material a home uses in a year, from world production and home's industries.

Where no production is at hand, what comes into use inside products stands in its place.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from grondstof.assess.recipe import Tables
from grondstof.errors import Fault, InputError
from grondstof.store.parameters import Parameters, parameters

METHOD, VERSION = "stockpile", "1"
# The stages at which use is counted, the one nearest to users first.
STAGES = ("processing", "extraction")
_PRODUCT_YEAR = 2025
_RECENT = 6
# Magnets of turbines are counted under permanent magnets.
_DOUBLE = "wind-turbine"


@dataclass(frozen=True)
class Estimate:
    """A figure with its range and what it rests on; all None when it is not known."""

    value: float | None
    low: float | None
    high: float | None
    basis: str
    year: int | None = None
    basis_nl: str = ""

    def told(self) -> dict[str, str]:
        """Return what it rests on, in both languages."""
        return {"basis_nl": self.basis_nl or self.basis, "basis_en": self.basis}


def judged() -> Parameters:
    """Return the judgements behind the planner."""
    return parameters(METHOD, VERSION)


def home_use(tables: Tables, home: str, material: str, given: float | None = None) -> Estimate:
    """Return the use of a material in a home in a year [t].

    Formula: world production x sum over using industries of use share x home's part in the value
    added of that industry over all economies at hand. A given use replaces it.
    """
    if given is not None:
        if not (np.isfinite(given) and given > 0.0):
            fault = Fault("use", f"{given:g} t", "above zero", "Give the use in tonnes a year")
            raise InputError([fault])
        return Estimate(
            given, given, given, "given by the asker", basis_nl="opgegeven door de vrager"
        )
    world, year, stage = _world_production(tables, material)
    part = _home_part(tables, home, material)
    if world is None:
        return _use_in_products(tables, home, material)
    if part is None:
        return _unknown(
            "not known: no value added of home at hand",
            "niet bekend: geen toegevoegde waarde van het thuisland",
        )
    error = judged().leaf("use.error").spread or 0.0
    value = world * part
    basis = (
        f"world {stage} of {year} times home's part in the using industries ({100 * part:.2f} %)"
    )
    step = {"processing": "verwerking", "extraction": "winning"}[stage]
    part_nl = f"{100 * part:.2f} %".replace(".", ",")
    nl = f"wereldproductie ({step}) van {year} maal het deel van thuis in de bedrijfstakken die het"
    return Estimate(
        value, value * (1.0 - error), value * (1.0 + error), basis, year,
        f"{nl} gebruiken ({part_nl})",
    )  # fmt: skip


def _unknown(why: str, why_nl: str) -> Estimate:
    return Estimate(None, None, None, why, None, why_nl)


def _use_in_products(tables: Tables, home: str, material: str) -> Estimate:
    """Return what comes into use inside turbines, modules, cars and batteries, the newest year."""
    found = [
        row
        for row in rows_of(tables["assessed__demand"], home_id=home, material_id=material)
        if row["year"] == _PRODUCT_YEAR and row["demand_t"] and row["product_id"] != _DOUBLE
    ]
    if not found:
        return _unknown(
            "not known: no world production or demand at hand",
            "niet bekend: geen wereldproductie of vraag voorhanden",
        )
    each: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        each.setdefault(row["scenario_id"], []).append(row)
    sums = [
        [sum(row[f"demand_t{end}"] for row in rows) for end in ("", "_low", "_high")]
        for rows in each.values()
    ]
    middle = sum(row[0] for row in sums) / len(sums)
    basis = f"inside products that come into use in {_PRODUCT_YEAR}, by scenario"
    low, high = min(row[1] for row in sums), max(row[2] for row in sums)
    nl = f"in producten die in {_PRODUCT_YEAR} in gebruik komen, per scenario"
    return Estimate(middle, low, high, basis, _PRODUCT_YEAR, nl)


def _world_production(tables: Tables, material: str) -> tuple[float | None, int | None, str]:
    rows = rows_of(tables["settled__production"], material_id=material)
    for stage in STAGES:
        found = [row for row in rows if row["stage_id"] == stage and row["quantity_t"]]
        if found:
            newest: dict[str, int] = {}
            for row in found:
                known = newest.get(row["content_basis"], 0)
                newest[row["content_basis"]] = max(known, row["year"])
            basis = max(newest, key=lambda name: (newest[name], name == "contained"))
            found = [row for row in found if row["content_basis"] == basis]
            year = _full_year(found)
            return sum(row["quantity_t"] for row in found if row["year"] == year), year, stage
    return None, None, ""


def _full_year(rows: list[dict[str, Any]]) -> int:
    """Return the newest year with at least two thirds of the producers of the fullest year.

    Years long before the newest do not count: the list of producers has changed since.
    """
    count: dict[int, int] = {}
    newest = max(row["year"] for row in rows)
    for row in rows:
        if row["year"] > newest - _RECENT:
            count[row["year"]] = count.get(row["year"], 0) + 1
    most = max(count.values())
    return max(year for year, number in count.items() if 3 * number >= 2 * most)


def _home_part(tables: Tables, home: str, material: str) -> float | None:
    from grondstof.vocabulary import territories

    members = territories.members(home) | {home}
    uses: dict[str, float] = {}
    for row in rows_of(tables["settled__use_share"], material_id=material):
        if row["share"] is not None:
            uses[row["industry_code"]] = uses.get(row["industry_code"], 0.0) + row["share"]
    own, world = _value_by_industry(tables, members)
    parts = {code: own[code] / total for code, total in world.items() if total > 0.0}
    whole = sum(own.values()) / sum(world.values()) if sum(world.values()) else None
    if whole is None or not sum(own.values()):
        return None
    weight = sum(uses.values())
    if weight <= 0.0:
        return whole
    return sum(share * parts.get(code, whole) for code, share in uses.items()) / weight


def _value_by_industry(
    tables: Tables, members: frozenset[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return value added by manufacturing industry of home and of all economies, newest year."""
    rows = [
        row
        for row in rows_of(tables["settled__value_added"], industry_system="ICIO45")
        if row["value_musd"] is not None and row["industry_code"].startswith("C")
    ]
    year = max((row["year"] for row in rows), default=0)
    own: dict[str, float] = {}
    world: dict[str, float] = {}
    for row in rows:
        if row["year"] == year and len(row["territory_id"]) == 3:
            code = row["industry_code"]
            world[code] = world.get(code, 0.0) + row["value_musd"]
            mine = row["value_musd"] if row["territory_id"] in members else 0.0
            own[code] = own.get(code, 0.0) + mine
    return own, world


def rows_of(arrow: Any, **wanted: object) -> list[dict[str, Any]]:
    """Return the rows of an Arrow table whose columns have these values."""
    import pyarrow.compute as pc

    for name, value in wanted.items():
        arrow = arrow.filter(pc.equal(arrow[name], value))
    return list(arrow.to_pylist())
