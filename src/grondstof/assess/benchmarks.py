"""Where the Union stands beside the targets of Article 5, as far as public figures reach.

The targets are fractions of yearly Union consumption, which no publisher at hand states for each
material. What can be told is the Union's share of world output and the largest single country in
the Union's sourcing; neither is the target itself, and neither is presented as one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Standing:
    """What figures show for one material and stage.

    Attributes:
        share: Share [fraction].
        territory_id: Country it belongs to; None for the Union.
        year_from: First year.
        year_to: Last year.
    """

    share: float
    territory_id: str | None
    year_from: int
    year_to: int


def union_share(rows: Iterable[Row], members: Collection[str]) -> Standing | None:
    """Return the summed world share of the members; None when no member is in the rows.

    Args:
        rows: Rows of one material and stage, scope global, with share [fraction] and years.
        members: Territories of the Union.
    """
    known = [row for row in rows if row["share"] is not None]
    inside = [row for row in known if row["territory_id"] in members]
    if not known:
        return None
    total = sum(row["share"] for row in inside)
    return Standing(
        total, None, min(row["year_from"] for row in known), max(row["year_to"] for row in known)
    )


def largest_outside(rows: Iterable[Row], members: Collection[str]) -> Standing | None:
    """Return the largest country outside the Union in its sourcing; None without rows.

    Args:
        rows: Rows of one material and stage, scope eu, with share [fraction] and years.
        members: Territories of the Union.
    """
    outside = [
        row for row in rows if row["share"] is not None and row["territory_id"] not in members
    ]
    countries = [row for row in outside if row["territory_id"] not in ("ROW", "S19")]
    if not countries:
        return None
    top = max(countries, key=lambda row: (row["share"], row["territory_id"]))
    return Standing(top["share"], top["territory_id"], top["year_from"], top["year_to"])


def union_series(rows: Iterable[Row], members: Collection[str]) -> dict[int, float]:
    """Return the Union's share of world output by year [fraction].

    A member that has no row of its own in a year stands in that year's remainder and is no zero.
    So only years count in which every member of the first year has a row again.

    Args:
        rows: Rows of one material, stage and content basis with year, territory and quantity [t];
            a quantity that is withheld or missing counts for neither side.
        members: Territories of the Union.
    """
    inside: dict[int, dict[str, float]] = {}
    world: dict[int, float] = {}
    for row in rows:
        if row["quantity_t"] is None:
            continue
        world[row["year"]] = world.get(row["year"], 0.0) + row["quantity_t"]
        if row["territory_id"] in members:
            inside.setdefault(row["year"], {})[row["territory_id"]] = row["quantity_t"]
    named = set(inside[min(inside)]) if inside else set()
    return {
        year: sum(inside[year].values()) / world[year]
        for year in sorted(inside)
        if world[year] and named <= set(inside[year])
    }
