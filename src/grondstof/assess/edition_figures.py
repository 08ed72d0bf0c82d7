"""Which figures differ between two editions: verdicts that flip, figures that move, new versions.

Plain rows go in and plain rows come out; the day of the list is no part of a key, because the same
entry of a later edition stands on a later day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Key = tuple[str, ...]
# Below this relative difference a figure counts as the same; equal builds agree to 1e-9.
LEAST = 1e-6


@dataclass(frozen=True)
class Kind:
    """A table that is compared: how its rows are named and what is held side by side.

    Attributes:
        table: Name of the table.
        key: Columns that name a row.
        verdict: Column with words; None when there is none.
        figure: Column with the number.
        low: Column with the lower end of the interval.
        high: Column with the upper end.
    """

    table: str
    key: Key
    verdict: str | None
    figure: str
    low: str
    high: str


KINDS = (
    Kind(
        "assessed__national_list",
        ("material_id",),
        "verdict",
        "supply_risk",
        "supply_risk_low",
        "supply_risk_high",
    ),
    Kind(
        "assessed__criticality",
        ("method_id", "material_id", "grade_id", "stage_id"),
        "verdict",
        "supply_risk",
        "supply_risk_low",
        "supply_risk_high",
    ),
    Kind(
        "assessed__indicator",
        ("indicator_id", "subject_kind", "subject_id", "material_id", "stage_id", "year"),
        None,
        "value",
        "value_low",
        "value_high",
    ),
)


@dataclass(frozen=True)
class Move:
    """One row that differs.

    Attributes:
        key: Values of the key columns.
        change: `came`, `went`, `flipped` (another verdict) or `moved` (another figure).
        before: Figure of the first edition; None when it has none.
        after: Figure of the second edition.
        verdict_before: Verdict of the first edition.
        verdict_after: Verdict of the second edition.
        within_noise: Whether the two intervals overlap; None without intervals.
    """

    key: Key
    change: str
    before: float | None
    after: float | None
    verdict_before: str | None
    verdict_after: str | None
    within_noise: bool | None


def moves(kind: Kind, before: Iterable[Row], after: Iterable[Row]) -> Iterator[Move]:
    """Yield the rows that came, went, flipped or moved, sorted by key.

    Args:
        kind: Which table it is.
        before: Rows of the first edition; of two days with one key the last one counts.
        after: Rows of the second edition.
    """
    old, new = _keyed(kind, before), _keyed(kind, after)
    for key in sorted(set(old) | set(new)):
        one, two = old.get(key), new.get(key)
        change = _change(kind, one, two)
        if change:
            yield Move(
                key,
                change,
                one[kind.figure] if one else None,
                two[kind.figure] if two else None,
                one[kind.verdict] if one and kind.verdict else None,
                two[kind.verdict] if two and kind.verdict else None,
                _overlap(kind, one, two),
            )


def versions(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """Return the recipes and settlements with another version: name, before, after.

    Args:
        before: Manifest of the first edition.
        after: Manifest of the second edition.
    """
    found = []
    for part in ("recipes", "settlements"):
        one, two = before.get(part) or {}, after.get(part) or {}
        found += [
            (name, one.get(name), two.get(name))
            for name in sorted(set(one) | set(two))
            if one.get(name) != two.get(name)
        ]
    return found


def relative(move: Move) -> float:
    """Return the size of a move against the larger of its two figures; 1 when one is missing."""
    if move.before is None or move.after is None:
        return 1.0
    return abs(move.after - move.before) / max(abs(move.after), abs(move.before), 1e-300)


def _keyed(kind: Kind, rows: Iterable[Row]) -> dict[Key, Row]:
    return {tuple(str(row[name]) for name in kind.key): row for row in rows}


def _change(kind: Kind, one: Row | None, two: Row | None) -> str | None:
    if one is None or two is None:
        return "came" if one is None else "went"
    if kind.verdict and one[kind.verdict] != two[kind.verdict]:
        return "flipped"
    return "moved" if _differ(one[kind.figure], two[kind.figure]) else None


def _differ(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is not two
    return abs(one - two) > LEAST * max(abs(one), abs(two))


def _overlap(kind: Kind, one: Row | None, two: Row | None) -> bool | None:
    ends: Sequence[float | None] = [
        row[name] if row else None for row in (one, two) for name in (kind.low, kind.high)
    ]
    low_1, high_1, low_2, high_2 = ends
    if low_1 is None or high_1 is None or low_2 is None or high_2 is None:
        return None
    return low_1 <= high_2 and low_2 <= high_1
