"""Why a list changed: each move taken apart into its factors, exactly."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grondstof.methods.attribution import shapley
from grondstof.methods.probabilistic_risk import combine

Row = Mapping[str, Any]

FACTORS = ("world_index", "home_index", "import_reliance", "recycling_rate", "substitution_index")
AXIS_2 = "importance_share"
# Without axis 2 an entry has no margin; the supply axis alone is told.
_LEAST = 1e-9


@dataclass(frozen=True)
class Change:
    """One entry of two lists.

    Attributes:
        before: Its row on the first list; None when it was not there.
        after: Its row on the second list; None when it is no longer there.
        kind: `came`, `went`, `moved` or `same`, by verdict.
        within_noise: True when the two intervals of supply risk overlap.
        risk: Contribution of each factor to the change of supply risk.
        margin: Contribution of each factor and of axis 2 to the change of the margin.
    """

    material_id: str
    before: Row | None
    after: Row | None
    kind: str
    within_noise: bool
    risk: Mapping[str, float]
    margin: Mapping[str, float]


def changes(before: Sequence[Row], after: Sequence[Row], bar: float) -> Iterator[Change]:
    """Yield what became of every entry between two lists, sorted by material.

    Args:
        before: Rows of `assessed__national_list` of one home.
        after: The same of the other edition.
        bar: Threshold of supply risk.
    """
    old = {row["material_id"]: row for row in before}
    new = {row["material_id"]: row for row in after}
    for name in sorted(set(old) | set(new)):
        one, two = old.get(name), new.get(name)
        if one is None or two is None:
            yield Change(name, one, two, "came" if one is None else "went", False, {}, {})
            continue
        kind = "same" if one["verdict"] == two["verdict"] else "moved"
        yield Change(name, one, two, kind, overlap(one, two), *_parts(one, two, bar))


def overlap(one: Row, two: Row) -> bool:
    """Return whether the intervals of supply risk of two rows overlap."""
    low = max(one["supply_risk_low"], two["supply_risk_low"])
    return bool(low <= min(one["supply_risk_high"], two["supply_risk_high"]))


def supply_risk(at: Mapping[str, float]) -> float:
    """Return supply risk of the factors of a row."""
    return float(
        combine(
            at["world_index"],
            at["home_index"],
            at["import_reliance"],
            at["recycling_rate"],
            at["substitution_index"],
        )
    )


def margin(at: Mapping[str, float]) -> float:
    """Return the margin to the list: the smaller of both axes over its threshold; 1 is the border.

    m = min(SR / SR_bar, share / share_bar)
    """
    return min(supply_risk(at) / at["risk_bar"], at[AXIS_2] / at["share_bar"])


def _parts(one: Row, two: Row, bar: float) -> tuple[Mapping[str, float], Mapping[str, float]]:
    first, second = _factors(one), _factors(two)
    risk = shapley(supply_risk, first, second)
    if one[AXIS_2] is None or two[AXIS_2] is None:
        return risk, {}
    bars = [row["importance_threshold"] for row in (one, two)]
    ends = [
        {**factors, AXIS_2: row[AXIS_2], "risk_bar": bar, "share_bar": share_bar}
        for factors, row, share_bar in zip((first, second), (one, two), bars, strict=True)
    ]
    return risk, shapley(margin, *ends)


def _factors(row: Row) -> dict[str, float]:
    found = {name: row[name] for name in FACTORS}
    if found["home_index"] is None:
        # World supply alone: the same as a home that buys like the world.
        found["home_index"] = found["world_index"]
    return found


def moved(found: Change) -> bool:
    """Return whether an entry came, went, has another verdict or another supply risk."""
    return found.kind != "same" or any(abs(part) > _LEAST for part in found.risk.values())
