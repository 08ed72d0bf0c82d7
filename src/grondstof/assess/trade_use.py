"""Assesses what stays and what leaves: the office's published figures, and our own bound beside.

A bound is not a measurement: min(exports, imports) of each code is the most that can have left
again, and home production of the same code is counted in it. FOB dollars (BACI) and CIF euro
(CBS, Comext) are kept apart; concept, list version and valuation stand beside every figure. Where
an office has published the same thing, its figure is chosen and ours stays with its distance.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from grondstof.assess.origin import members_of
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.assess.trade_systems import home_flows
from grondstof.methods.trade import leaving_bound

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = "1"
FOB = "FOB dollars"
OURS = "own bound"
PUBLISHED = "published"
# Own lists of codes: a total says which codes it counts, and totals of two lists are never mixed.
COAL = "270112"
Imports = Mapping[str, tuple[float, float]]


def flows_by_code(
    trade: "pa.Table", home: str, members: Collection[str]
) -> dict[tuple[str, int], dict[str, tuple[float, float]]]:
    """Return (imports, exports) of home by (code system, year), then by code [USD]."""
    found: dict[tuple[str, int], dict[str, tuple[float, float]]] = {}
    for flow in home_flows(trade, home, members):
        pair = (flow.imports_usd, flow.exports_usd)
        found.setdefault((flow.code_system, flow.year), {})[flow.code] = pair
    return found


def bound_rows(flows: Mapping[tuple[str, int], Imports], home: str) -> Iterator[dict[str, Any]]:
    """Yield imports, exports and the most that can have left, by code and for lists of codes."""
    for (code_system, year), by_code in sorted(flows.items()):
        for code, pair in sorted(by_code.items()):
            yield from _figures(home, "code", code, {code: pair}, year, code_system)
        name = f"{code_system}: {len(by_code)} mapped codes"
        yield from _figures(home, "list", "mapped-codes", by_code, year, name)
        without = {code: pair for code, pair in by_code.items() if code != COAL}
        if without and len(without) < len(by_code):
            name = f"{code_system}: {len(without)} mapped codes without bituminous coal"
            yield from _figures(home, "list", "mapped-codes-without-coal", without, year, name)


def _figures(
    home: str, kind: str, subject: str, flows: Imports, year: int, version: str
) -> Iterator[dict[str, Any]]:
    imports = np.array([pair[0] for pair in flows.values()])
    exports = np.array([pair[1] for pair in flows.values()])
    if not imports.sum() > 0.0:
        return
    leaving = leaving_bound(imports, exports)
    figures = (
        ("imports", float(imports.sum()) / 1e6, "million USD"),
        ("exports", float(exports.sum()) / 1e6, "million USD"),
        ("share leaving", leaving, "fraction"),
        ("domestic use", float(imports.sum()) / 1e6 * (1.0 - leaving), "million USD"),
    )
    for concept, value, unit in figures:
        bounded = concept in ("share leaving", "domestic use")
        row = _row(home, kind, subject, concept, str(year), version, OURS)
        # What leaves is at most the bound; what stays is at least the rest.
        low = (0.0 if concept == "share leaving" else value) if bounded else None
        high = (
            (value if concept == "share leaving" else float(imports.sum()) / 1e6)
            if bounded
            else None
        )
        row |= {"value": value, "value_low": low, "value_high": high, "unit": unit}
        row |= {"valuation": FOB, "kind": "modelled" if bounded else "computed"}
        row |= {"oldest_year": year, "chosen": True}
        yield row


def _row(
    home: str, kind: str, subject: str, concept: str, period: str, version: str, basis: str
) -> dict[str, Any]:
    return {
        "territory_id": home,
        "subject_kind": kind,
        "subject_id": subject,
        "concept": concept,
        "period": period,
        "list_version": version,
        "basis": basis,
        "recipe": "trade-use",
        "recipe_version": VERSION,
    }


def published_rows(table: "pa.Table", home: str) -> Iterator[dict[str, Any]]:
    """Yield the published figures on home, as printed."""
    for claim in table.to_pylist():
        if claim["territory_id"] != home or claim["value"] is None:
            continue
        kind, subject, concept = claim["subject_kind"], claim["subject_id"], claim["concept"]
        row = _row(home, kind, subject, concept, claim["period"], claim["list_version"], PUBLISHED)
        row |= {name: claim[name] for name in ("value", "value_low", "value_high", "unit")}
        row |= {"valuation": claim["valuation"], "kind": "published", "chosen": True}
        row |= {"oldest_year": int(claim["period"][:4])}
        yield row


def compare(rows: list[dict[str, Any]]) -> None:
    """Let a published figure win over our bound of the same thing, and note the distance.

    Only figures without a unit of money are compared across valuations; dollars free on board and
    euro with freight are not the same thing.
    """
    printed = {
        (row["territory_id"], row["subject_id"], row["concept"], row["period"]): row
        for row in rows
        if row["basis"] == PUBLISHED
    }
    lists = {"mapped-codes": "eu-crma-critical", "mapped-codes-without-coal": "eu-crma-critical"}
    for row in rows:
        if row["basis"] != OURS:
            continue
        subject = lists.get(row["subject_id"], row["subject_id"])
        key = (row["territory_id"], subject, row["concept"], row["period"])
        official = printed.get(key)
        if official is None:
            continue
        row["chosen"] = False
        if row["unit"] == official["unit"] and official["value"]:
            row["off_by"] = (row["value"] - official["value"]) / official["value"]


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return what stays and what leaves, by code and list, published and bounded."""
    from grondstof.store.arrow import as_table

    members = members_of(question.home)
    rows = list(published_rows(tables["settled__trade_figure"], question.home))
    rows += bound_rows(
        flows_by_code(tables["settled__trade"], question.home, members), question.home
    )
    compare(rows)
    return as_table("assessed__trade_use", rows)


TRADE_USE = Recipe(
    "trade-use",
    VERSION,
    (
        Input(
            "settled__trade", on=("importer_id=territory_id", "code=subject_id", "year=oldest_year")
        ),
        Input(
            "settled__trade_figure",
            on=("territory_id", "subject_id", "concept", "period", "list_version"),
        ),
    ),
    "assessed__trade_use",
    run,
    parameters=("maps/trade_codes.csv",),
)
