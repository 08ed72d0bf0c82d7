"""The library of bans as a table beside the edition, so that every door to a table opens it too.

The build of an edition does not make it, because it takes minutes; `grondstof library build` does,
for the build of the edition that it was computed on and for no other. An edition that is built anew
from other figures has another stamp, and shows no bans until the library is built again.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grondstof.assess.chain_view import governance_risks
from grondstof.assess.library import (
    VERSION,
    Entry,
    chance_of,
    class_of,
    entries,
    parameters_used,
)  # fmt: skip
from grondstof.assess.recipe import Input
from grondstof.store.arrow import schema, to_arrow
from grondstof.store.editions import RECIPES, Edition
from grondstof.store.writer import write_rows
from grondstof.vocabulary.tables import tables

TABLE = "assessed__shock"


NAME = "one-year-bans"
# Which rows fed a ban, so that a trace walks from its months of use to the claims of publishers.
INPUTS = (
    Input("settled__production", on=("material_id", "stage_id")),
    Input("settled__supply_share", on=("material_id", "stage_id")),
    Input("settled__parameter", on=("material_id",), where="parameter = 'eol_rir'"),
)


def write(edition: Edition, home: str) -> Path:
    """Write what was computed for a home beside the edition, and return the file.

    Args:
        edition: Edition that the bans were computed on.
        home: Home.
    """
    goal = edition.beside / TABLE / f"{home.lower()}.parquet"
    goal.parent.mkdir(parents=True, exist_ok=True)
    new = goal.with_suffix(".new")
    write_rows(to_arrow(rows_of(edition, entries(edition, home)), schema(tables()[TABLE])), new)
    recipe = {
        "version": VERSION,
        "output": TABLE,
        "parameters": list(parameters_used()),
        "inputs": [item.to_dict() for item in INPUTS],
    }
    text = json.dumps({NAME: recipe}, indent=1, sort_keys=True)
    (edition.beside / RECIPES).write_text(text + "\n", "utf-8")
    new.replace(goal)
    return goal


def rows_of(edition: Edition, found: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return bans as rows of the table, sorted by its key."""
    risks = governance_risks(edition)
    rows = [_row(edition, entry, risks.get(entry.exporter)) for entry in found]
    return sorted(rows, key=lambda row: tuple(row[name] for name in tables()[TABLE].key))


def _row(edition: Edition, entry: Entry, risk: float | None) -> dict[str, Any]:
    likelihood = class_of(edition, entry.exporter, entry.material, risk)
    low, high, _ = chance_of(likelihood)
    row = {
        "home_id": entry.home,
        "material_id": entry.material,
        "stage_id": entry.stage,
        "exporter_id": entry.exporter,
        "share": entry.share,
        "months_of_use": entry.months,
        "months_of_use_low": entry.months_low,
        "months_of_use_high": entry.months_high,
        "at_risk_musd_low": entry.at_risk_low,
        "at_risk_musd_high": entry.at_risk_high,
        "likelihood": likelihood,
        "chance_low": low,
        "chance_high": high,
        "basis": entry.basis,
        "draws": entry.draws,
        "kind": "modelled",
        "oldest_year": entry.oldest_year,
        "recipe": NAME,
        "recipe_version": VERSION,
    }
    lacks = [name for name in tables()[TABLE].values if name != "lacks" and row[name] is None]
    return row | {"lacks": ";".join(lacks) or None}
