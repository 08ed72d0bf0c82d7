"""The share of a partner in imports, year by year, and whether it left its earlier range.

share(y) = imports from the partner / imports from all [USD/USD], both summed over the codes.

The verdict compares the years after an event with the range (lowest to highest) of up to five
years before it. It is a comparison in time and says nothing about cause.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

YEARS_BEFORE = 5


@dataclass(frozen=True)
class Verdict:
    """What the years after an event show beside the years before.

    Attributes:
        word: `higher`, `lower`, `no effect`, `too early` or `too few years`.
        before_low: Lowest share before [fraction].
        before_high: Highest share before [fraction].
        before: Mean share before [fraction].
        after: Mean share after [fraction].
        years_before: First and last year before.
        years_after: First and last year after.
    """

    word: str
    before_low: float | None
    before_high: float | None
    before: float | None
    after: float | None
    years_before: tuple[int, int] | None
    years_after: tuple[int, int] | None


def shares(values: Mapping[tuple[int, bool], float]) -> dict[int, float]:
    """Return the partner's share by year [fraction]; years without imports are left out.

    Args:
        values: Imports [USD] by year and whether they come from the partner.
    """
    found: dict[int, float] = {}
    for year in sorted({key[0] for key in values}):
        partner, rest = values.get((year, True), 0.0), values.get((year, False), 0.0)
        if partner + rest > 0:
            found[year] = partner / (partner + rest)
    return found


def verdict(share: Mapping[int, float], year: int) -> Verdict:
    """Compare the years after an event of a year with the years before it.

    The year of the event belongs to neither side. `higher` or `lower` needs every later year
    outside the range of the earlier ones; without a later year it is `too early`, with fewer than
    two earlier ones there are `too few years`.
    """
    before = {y: share[y] for y in sorted(share) if y < year}
    before = dict(list(before.items())[-YEARS_BEFORE:])
    after = {y: share[y] for y in sorted(share) if y > year}
    if not after or len(before) < 2:
        word = "too early" if not after else "too few years"
        return Verdict(word, *_range(before), _mean(after), _span(before), _span(after))
    low, high = min(before.values()), max(before.values())
    word = "no effect"
    if min(after.values()) > high:
        word = "higher"
    elif max(after.values()) < low:
        word = "lower"
    return Verdict(word, low, high, _mean(before), _mean(after), _span(before), _span(after))


def _range(share: Mapping[int, float]) -> tuple[float | None, float | None, float | None]:
    if not share:
        return None, None, None
    return min(share.values()), max(share.values()), _mean(share)


def _mean(share: Mapping[int, float]) -> float | None:
    return sum(share.values()) / len(share) if share else None


def _span(share: Mapping[int, float] | Sequence[int]) -> tuple[int, int] | None:
    years = sorted(share)
    return (years[0], years[-1]) if years else None
