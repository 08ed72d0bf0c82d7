"""Named suppliers up to two tiers up: does everything pass through one house without our seeing?

Suppliers name whom they buy from (first tier up) and whom that house buys from (second tier up).
A tier has a hidden single source when every answer at that tier names one and the same house; it
is certain only when each of the company's own suppliers answered.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from grondstof.products.company.evidence import Evidence

# Question of the letter -> tiers above the company's own supplier.
TIERS = {"bought_from": 1, "bought_from_next": 2}


def tiers(
    material_id: str, suppliers: Iterable[str], evidence: Sequence[Evidence]
) -> list[dict[str, Any]]:
    """Return each tier that somebody answered for, nearest first.

    Args:
        material_id: The material.
        suppliers: The company's own suppliers of it.
        evidence: The log; answers of others than these suppliers do not count.

    Returns:
        `tier`, `names` (all houses named), `answered` and `suppliers` (counts), `passes_through`
        (the one house, or None), `certain` (whether all suppliers answered), `evidence` (ids).
    """
    own = {_plain(name) for name in suppliers}
    found = []
    for question, tier in TIERS.items():
        told = [
            item
            for item in evidence
            if (item.sort, item.material_id, item.question_id) == ("answer", material_id, question)
            and _plain(item.supplier) in own
        ]
        if told:
            found.append(_tier(tier, own, told))
    return found


def hidden_at(found: Sequence[dict[str, Any]], suppliers: int) -> dict[str, Any] | None:
    """Return the nearest tier at which several suppliers turn out to be one house."""
    if suppliers < 2:
        return next((row for row in found if row["passes_through"] and row["tier"] > 1), None)
    return next((row for row in found if row["passes_through"] and row["answered"] > 1), None)


def _tier(tier: int, own: set[str], told: Sequence[Evidence]) -> dict[str, Any]:
    shown: dict[str, str] = {}
    for item in told:
        for name in item.text.split(";"):
            if name.strip():
                shown.setdefault(_plain(name), " ".join(name.split()))
    answered = {_plain(item.supplier) for item in told}
    names = sorted(shown.values(), key=str.casefold)
    return {
        "tier": tier,
        "names": names,
        "answered": len(answered),
        "suppliers": len(own),
        "passes_through": names[0] if len(names) == 1 else None,
        "certain": answered == own,
        "evidence": [item.evidence_id for item in told],
    }


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
