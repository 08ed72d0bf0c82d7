"""End-use shares of other regions, for materials without shares of the EU.

They are published figures of the United States or the world without industries. They stand beside
the list and never enter an axis of it.
"""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from grondstof.store.content import content_folder, csv_rows

_FILE = "uses_elsewhere.csv"


@cache
def uses_elsewhere() -> tuple[Mapping[str, Any], ...]:
    """Return all rows, with publisher, title, year and locator."""
    path = content_folder() / "maps" / _FILE
    return tuple(
        {**row, "share": float(row["share"]), "year": int(row["year"]) if row["year"] else None}
        for row in csv_rows(path)
    )


def of_materials(names: Collection[str]) -> list[dict[str, Any]]:
    """Return the rows of some materials, each marked as of another region.

    Args:
        names: Materials that are not assessed on the second axis.
    """
    return [
        {
            "row_id": f"{row['material_id']}/{row['region']}/{row['application']}",
            **row,
            "flags": "other-region;no-industry",
            "kind": "published",
        }
        for row in uses_elsewhere()
        if row["material_id"] in names
    ]
