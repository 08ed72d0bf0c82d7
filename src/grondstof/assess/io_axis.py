"""Axis 2 of the national list with what comes through suppliers: how ranks of materials change.

Direct: value added of the home weighted with the part that needs the material itself, summed over
industries. Direct and indirect: weighted with the part that needs it at any depth of the chain.
Both are figures of one home and one year; ranks run from the largest.
"""

from collections.abc import Mapping, Sequence
from typing import Any


def variant(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return both values of the axis for each material with ranks and their change.

    Args:
        rows: Rows of `assessed__sector_exposure` of one home.
    """
    direct: dict[str, float] = {}
    total: dict[str, float] = {}
    for row in rows:
        name, added = row["material_id"], row["value_added_musd"]
        direct[name] = direct.get(name, 0.0) + added * row["direct_part"]
        total[name] = total.get(name, 0.0) + row["dependent_musd"]
    before, after = _ranks(direct), _ranks(total)
    return [
        {
            "material_id": name,
            "direct_musd": direct[name],
            "dependent_musd": total[name],
            "rank_direct": before[name],
            "rank_total": after[name],
            "rank_change": before[name] - after[name],
        }
        for name in sorted(total, key=lambda name: after[name])
    ]


def _ranks(values: Mapping[str, float]) -> dict[str, int]:
    order = sorted(values, key=lambda name: (-values[name], name))
    return {name: number for number, name in enumerate(order, start=1)}
