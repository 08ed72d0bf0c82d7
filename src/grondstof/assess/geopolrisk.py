"""GeoPolRisk of every material, importer and year of World Mining Data, in one query."""

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Any

from grondstof.store.content import content_folder, csv_rows
from grondstof.store.engine import DuckEngine, sql_text

if TYPE_CHECKING:
    import pyarrow as pa

    from grondstof.store.editions import Edition

FIRST_YEAR, LAST_YEAR = 2018, 2024
PRODUCTION = """
    select material_id, territory_id, year, quantity_t from "reported__production"
    where source_id = 'wmd' and quantity_t is not null
"""
STABILITY = """
    select territory_id, year, estimate from "settled__governance"
    where dimension = 'pv' and estimate is not null
    and vintage = (select max(vintage) from "settled__governance" where dimension = 'pv')
"""
TRADE = f"""
    select year, exporter_id, importer_id, code_system, code, quantity_kg from "settled__trade"
    where year between {FIRST_YEAR} and {LAST_YEAR} and code_system = 'HS1992'
"""
# The publisher takes every quantity as it is printed, outliers included.
PRINTED = f"""
    select year, exporter_id, importer_id, code_system, code, quantity_kg from "reported__trade"
    where year between {FIRST_YEAR} and {LAST_YEAR} and code_system = 'HS1992' and month = 0
"""


@cache
def code_map() -> "pa.Table":
    """Return which codes the method takes for which material, as its publisher maps them."""
    import pyarrow as pa

    path = content_folder() / "maps" / "geopolrisk_codes.csv"
    rows = [
        {name: row[name] for name in ("material_id", "code_system", "code")}
        for row in csv_rows(path)
    ]
    return pa.Table.from_pylist(rows)


def query(trade: "pa.Table", production: "pa.Table", stability: "pa.Table") -> "pa.Table":
    """Return the parts of the score for every material, importer and year.

    Args:
        trade: year, exporter_id, importer_id, code_system, code, quantity_kg.
        production: material_id, territory_id, year, quantity_t.
        stability: territory_id, year, estimate of political stability.
    """
    # One thread: with more, the last digits of sums depend on the order of the threads.
    with DuckEngine(threads=1) as engine:
        engine.view("trade", trade)
        engine.view("production", production)
        engine.view("stability", stability)
        engine.view("code_map", code_map())
        years = {"first_year": FIRST_YEAR, "last_year": LAST_YEAR}
        return engine.query(sql_text("geopolrisk"), years)


def scores(edition: "Edition", importer: str) -> list[dict[str, Any]]:
    """Return the score of every material and year for an importer.

    `value` is open where a partner has no governance estimate; `value_low` and `value_high` then
    hold what it can be.

    Args:
        edition: Opened edition.
        importer: Territory that imports.
    """
    found = query(edition.arrow(TRADE), edition.arrow(PRODUCTION), edition.arrow(STABILITY))
    return [
        {
            "material_id": row["material_id"],
            "importer_id": row["importer_id"],
            "year": row["year"],
            "concentration": row["hhi"],
            "import_risk": row["import_risk"],
            "open_share": row["open_share"],
            "value": _times(row["hhi"], row["import_risk"]),
            "value_low": _times(row["hhi"], row["import_risk_low"]),
            "value_high": _times(row["hhi"], row["import_risk_high"]),
        }
        for row in _of(found, [importer])
    ]


def replications(
    edition: "Edition", importers: Collection[str]
) -> dict[tuple[str, str, int], tuple[float, float | None]]:
    """Return concentration and score as the publisher computes them: its defaults, its quantities.

    A partner without an estimate counts as 0.5 and quantities are taken as printed. Keys are
    importer, material and year.

    Args:
        edition: Opened edition.
        importers: Territories that import.
    """
    found = query(edition.arrow(PRINTED), edition.arrow(PRODUCTION), edition.arrow(STABILITY))
    return {
        (row["importer_id"], row["material_id"], row["year"]): (
            row["hhi"],
            _times(row["hhi"], row["replicated"]),
        )
        for row in _of(found, importers)
    }


def _of(found: "pa.Table", importers: Collection[str]) -> list[dict[str, Any]]:
    """Return rows of some importers, picked before they become objects."""
    import pyarrow as pa
    import pyarrow.compute as pc

    chosen = pc.is_in(found["importer_id"], pa.array(sorted(importers)))
    return list(found.filter(chosen).to_pylist())


def _times(concentration: float | None, risk: float | None) -> float | None:
    return None if concentration is None or risk is None else concentration * risk
