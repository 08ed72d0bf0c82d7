"""Axis 2 of a home's list with what comes through suppliers, beside axis 2 without it."""

from collections.abc import Sequence
from typing import Any

from grondstof.assess.io_axis import variant
from grondstof.products.answers.names import with_material
from grondstof.store.editions import Edition

Row = dict[str, Any]

_SQL = """
    select material_id, value_added_musd, direct_part, dependent_musd
    from "assessed__sector_exposure" where home_id = ?
    order by material_id, industry_system, industry_code
"""


def exposures(edition: Edition, home: str) -> list[Row]:
    """Return what axis 2 with suppliers is summed from: a row for each material and industry."""
    return edition.rows(_SQL, [home])


def supplier_table(edition: Edition, home: str, rows: Sequence[Row]) -> list[Row]:
    """Return how ranks by value added change when suppliers count, for materials of the list.

    Args:
        edition: Opened edition.
        home: Home of the list.
        rows: Rows of the list.

    Returns:
        Empty for a home whose exposure was not built.
    """
    verdicts = {row["material_id"]: row["verdict"] for row in rows}
    exposure = [row for row in exposures(edition, home) if row["material_id"] in verdicts]
    if not exposure:
        return []
    return [
        {
            "row_id": row["material_id"],
            **row,
            "verdict": verdicts[row["material_id"]],
            "kind": "modelled",
        }
        for row in with_material(variant(exposure))
    ]
