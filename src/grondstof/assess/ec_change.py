"""Why the published supply risk of the EU changed between 2017 and 2023, in public factors.

Three factors: the weighted index as one (world and EU sourcing half and half, as at full import
reliance), recycling, and the rest. The rest holds import reliance and substitution jointly, which
are not public for 2023; it is an interval because the published values are rounded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from grondstof.methods.attribution import shapley

Span = tuple[float, float]

FACTORS = ("index", "recycling", "rest")


@dataclass(frozen=True)
class End:
    """One end of the comparison, each number with its rounding.

    Attributes:
        published: Published supply risk.
        index: Mean of the two weighted indices; of one where only one is used.
        recycling: End-of-life recycling input rate.
    """

    published: Span
    index: Span
    recycling: Span

    def factors(self, corner: tuple[int, ...] | None = None) -> Mapping[str, float]:
        """Return the factors of the middle, or of one corner of the rounding."""
        published, index, recycling = (
            sum(span) / 2.0 if corner is None else span[side]
            for span, side in zip(
                (self.published, self.index, self.recycling), corner or (0, 0, 0), strict=True
            )
        )
        kept = 1.0 - recycling
        return {"index": index, "recycling": recycling, "rest": published / (index * kept)}


def risk(at: Mapping[str, float]) -> float:
    """Return supply risk of the three factors: index * (1 - recycling) * rest."""
    return at["index"] * (1.0 - at["recycling"]) * at["rest"]


def attribution(before: End, after: End) -> dict[str, tuple[float, float, float]]:
    """Return contribution, low and high of each factor to the change of published supply risk.

    The contributions of the middle add up to the change of the published values; the ends are the
    smallest and largest over all corners of the rounding.
    """
    middle = shapley(risk, before.factors(), after.factors())
    corners = [
        shapley(risk, before.factors(one), after.factors(two))
        for one in product((0, 1), repeat=3)
        for two in product((0, 1), repeat=3)
    ]
    return {
        name: (
            middle[name],
            min(corner[name] for corner in corners),
            max(corner[name] for corner in corners),
        )
        for name in FACTORS
    }


def span(value: float, half: float | None) -> Span:
    """Return what a rounded number can be; never below zero."""
    width = half or 0.0
    return max(0.0, value - width), value + width


def end_of(
    published: Span, indices: Sequence[Span | None], scope: str, recycling: Span
) -> End | None:
    """Return one end of the comparison; None where an index that is needed is not known.

    Args:
        published: Published supply risk.
        indices: Weighted index of world supply and of EU sourcing.
        scope: `both`, `global-only` or `eu-only`.
        recycling: Recycling rate.
    """
    chosen = {"global-only": indices[:1], "eu-only": indices[1:]}.get(scope, indices)
    known = [item for item in chosen if item is not None]
    if not known or len(known) != len(chosen) or min(item[0] for item in known) <= 0.0:
        return None
    low, high = (sum(item[side] for item in known) / len(known) for side in (0, 1))
    return End(published, (low, high), recycling)
