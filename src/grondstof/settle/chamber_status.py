"""Settles the status of a promise by parliament beside what letters claim: two facts, one row.

The Kamer's own status wins as `state`; what documents tell is kept beside it. They agree when both
call it finished, or both do not. Nothing is settled for items that only one of the two knows.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from grondstof.settle.settlement import Settlement, Tables

if TYPE_CHECKING:
    import pyarrow as pa

FINISHED = {
    "Voldaan": True,
    "Afgedaan": True,
    "Vervallen": True,
    "Deels Voldaan": False,
    "Openstaand": False,
}


def run(tables: Tables) -> "pa.Table":
    """Return one row for each item that parliament and the register both know."""
    from grondstof.store.arrow import schema, to_arrow
    from grondstof.vocabulary.tables import table

    register = {row["item_id"]: row for row in tables["reported__register_item"].to_pylist()}
    rows: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    claims = sorted(
        tables["reported__chamber_item"].to_pylist(),
        key=lambda row: (row["item_id"], row["source_id"] != "tweede_kamer"),
    )
    for claim in claims:
        name = claim["item_id"]
        if name not in register or claim["state"] is None:
            continue
        if name in seen:
            rows[seen[name]]["losers"] += 1
            continue
        seen[name] = len(rows)
        rows.append(_row(claim, register[name]))
    goal = table("settled__chamber_status")
    full = [{column.name: row.get(column.name) for column in goal.columns} for row in rows]
    return to_arrow(full, schema(goal))


def _row(claim: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    finished = FINISHED.get(claim["state"])
    told = known["state"] in ("claimed", "done", "dropped")
    return {
        "item_id": claim["item_id"],
        "kind": known["kind"],
        "state": claim["state"],
        "appreciation": claim.get("appreciation"),
        "since": claim["since"],
        "claimed_state": known["state"],
        "agrees": None if finished is None else finished == told,
        "dist": "exact",
        "spread": None,
        "spread_reason": None,
        "chosen_claim": claim["claim_id"],
        "reason": "The Kamer itself says whether a commitment to it is met.",
        "losers": 0,
    }


CHAMBER_STATUS = Settlement(
    "settled__chamber_status", ("reported__chamber_item", "reported__register_item"), run
)
