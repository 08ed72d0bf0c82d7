"""Which unpublished inputs a published supply risk allows: the inverse of the supply risk."""

from dataclasses import dataclass

from grondstof.methods.intervals import Interval
from grondstof.methods.supply_risk import Scope, supply_risk_interval


@dataclass(frozen=True)
class Consistent:
    """What is consistent with a published supply risk.

    Attributes:
        possible: Range of the supply risk over all inputs allowed.
        import_reliance: Values of import reliance that can give the published value; None if none,
            the whole range when the scope does not use it.
        substitution: Values of the substitution index that can; None if none.
    """

    possible: Interval
    import_reliance: Interval | None
    substitution: Interval | None

    @property
    def empty(self) -> bool:
        """Return True when no allowed input gives the published value."""
        return self.import_reliance is None or self.substitution is None


def consistent_inputs(
    *,
    published: Interval,
    hhi_global: Interval | None,
    hhi_eu: Interval | None,
    recycling: Interval,
    import_reliance: Interval,
    substitution: Interval,
    scope: Scope,
) -> Consistent:
    """Return the import reliance and substitution that can have given a published supply risk.

    With fixed substitution s the possible risks over all other inputs are [s*m, s*M], so s is
    allowed between published.low/M and published.high/m. With fixed import reliance r the ends are
    linear in r, so each of the two conditions cuts off one piece of the range. Both answers are
    projections of one set; not every pair of them is allowed together.

    Args:
        published: The published supply risk with the half-width of its rounding.
        hhi_global: Governance-weighted index of world supply; None when its shares are not public.
        hhi_eu: The same of EU sourcing.
        recycling: The recycling rate, or [0, 1] when it is not public.
        import_reliance: Range allowed, [0, 1] when nothing is known.
        substitution: Range allowed.
        scope: Which supply the result rests on.
    """

    def possible(reliance: Interval, index: Interval) -> Interval:
        return supply_risk_interval(
            hhi_global=hhi_global,
            hhi_eu=hhi_eu,
            import_reliance=reliance,
            recycling=recycling,
            substitution=index,
            scope=scope,
        )

    everything = possible(import_reliance, substitution)
    if not everything.overlaps(published):
        return Consistent(everything, None, None)
    unit = possible(import_reliance, Interval(1.0, 1.0))
    floor = published.low / unit.high if unit.high > 0.0 else substitution.low
    ceiling = published.high / unit.low if unit.low > 0.0 else substitution.high
    allowed = Interval(min(floor, substitution.high), max(ceiling, substitution.low))
    at_ends = [
        possible(Interval(end, end), substitution)
        for end in (import_reliance.low, import_reliance.high)
    ]
    reliance = _where_linear(import_reliance, at_ends[0], at_ends[1], published)
    return Consistent(everything, reliance, substitution.intersect(allowed))


def _where_linear(
    span: Interval, first: Interval, last: Interval, target: Interval
) -> Interval | None:
    """Return where an interval with ends linear along the span overlaps the target."""
    high = _at_least(span, first.high, last.high, target.low)
    low = _at_least(span, -first.low, -last.low, -target.high)
    return None if high is None or low is None else high.intersect(low)


def _at_least(span: Interval, first: float, last: float, level: float) -> Interval | None:
    """Return where a line from `first` to `last` along the span is at or above the level."""
    slack = 1e-9
    if min(first, last) >= level - slack:
        return span
    if max(first, last) < level - slack:
        return None
    cross = span.low + span.width * (level - first) / (last - first)
    cross = min(max(cross, span.low), span.high)
    return Interval(cross, span.high) if last > first else Interval(span.low, cross)
