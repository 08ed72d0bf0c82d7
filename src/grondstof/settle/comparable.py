"""Says which publishers' figures may stand side by side, and why others may not.

Figures are comparable when material, grade, stage and content basis are the same. Otherwise the
cell says in words what differs; no factor is applied to make them alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Claim = Mapping[str, Any]

_DIFFERENCES = (
    ("grade_id", "grade"),
    ("stage_id", "stage"),
    ("content_basis", "content"),
)


@dataclass(frozen=True)
class Standing:
    """One publisher's figure beside the settled one.

    Attributes:
        source_id: The publisher's data set.
        quantity_t: Its figure [t]; None when withheld or not printed.
        status: measured, estimated, provisional, withheld or nil.
        comparable: True when it counts the same thing as the reference.
        why_not: What differs, such as `content: oxide, not contained`; empty when comparable.
        claim: The whole claim.
    """

    source_id: str
    quantity_t: float | None
    status: str
    comparable: bool
    why_not: str
    claim: Claim


def side_by_side(reference: Claim, claims: Iterable[Claim]) -> list[Standing]:
    """Return the claims of the same material, territory and year beside a reference row.

    Args:
        reference: Settled or reported row with `material_id, grade_id, stage_id, territory_id,
            year, content_basis`.
        claims: Rows of `reported__production`.

    Returns:
        One standing a claim, the comparable ones first, then by source.
    """
    same = ("material_id", "territory_id", "year")
    found = [
        _standing(reference, claim)
        for claim in claims
        if all(claim[name] == reference[name] for name in same)
    ]
    return sorted(found, key=lambda item: (not item.comparable, item.source_id, item.why_not))


def _standing(reference: Claim, claim: Claim) -> Standing:
    why = "; ".join(
        f"{word}: {claim[name]}, not {reference[name]}"
        for name, word in _DIFFERENCES
        if claim[name] != reference[name]
    )
    return Standing(
        str(claim["source_id"]), claim["quantity_t"], str(claim["status"]), not why, why, claim
    )


def bases(claims: Iterable[Claim]) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Return by source which (stage, content basis, grade) it prints, sorted."""
    found: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for claim in claims:
        found[str(claim["source_id"])].add(
            (str(claim["stage_id"]), str(claim["content_basis"]), str(claim["grade_id"]))
        )
    return {source: tuple(sorted(found[source])) for source in sorted(found)}
