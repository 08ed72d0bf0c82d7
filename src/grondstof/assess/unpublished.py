"""What the unpublished inputs of the 2023 study can have been, material by material and stage.

Import reliance and the substitution index of 2023 are public for no material, the recycling rate
for most. For each stage the weighted indices are rebuilt and the reliance and substitution that
give the published supply risk are solved for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grondstof.assess.eu_inputs import Index, Printed
from grondstof.methods.consistency import Consistent, consistent_inputs
from grondstof.methods.intervals import Interval
from grondstof.methods.supply_risk import Scope
from grondstof.store.parameters import Parameters

STAGES = ("extraction", "processing")


@dataclass(frozen=True)
class Ranges:
    """What may be assumed where nothing is printed."""

    recycling: Interval
    import_reliance: Interval
    substitution: Interval


@dataclass(frozen=True)
class StageFinding:
    """What one stage of one material allows.

    Attributes:
        stage_id: The stage.
        scope: Scope rule that fits, or the default one when none does.
        result: Ranges of inputs consistent with the published value under that scope.
        possible: Range of supply risk over all scopes that the data allow.
        indices: Weighted index by scope, as far as shares are printed.
    """

    stage_id: str
    scope: Scope
    result: Consistent
    possible: Interval
    indices: Mapping[str, Index]


def ranges(source: Parameters) -> Ranges:
    """Return the ranges of unknown inputs from a parameter file."""

    def span(name: str) -> Interval:
        leaf = source.leaf(name)
        middle, half = source.number(name), leaf.spread or 0.0
        return Interval(round(middle - half, 9), round(middle + half, 9))

    return Ranges(
        recycling=span("recycling.unknown"),
        import_reliance=span("import_reliance.unknown"),
        substitution=span("substitution.supply_risk"),
    )


def scopes_of(indices: Mapping[str, Index]) -> Sequence[Scope]:
    """Return the scope rules that the printed shares allow, the default first.

    EU-only is left out where world shares exist: it equals both scopes at import reliance 0.
    """
    if "global" in indices and "eu" in indices:
        return (Scope.BOTH, Scope.GLOBAL_ONLY)
    return (Scope.GLOBAL_ONLY,) if "global" in indices else (Scope.EU_ONLY,)


def stage_finding(
    stage_id: str,
    published: Interval,
    indices: Mapping[str, Index],
    recycling: Printed | None,
    assumed: Ranges,
) -> StageFinding:
    """Return what one stage allows; the first scope that fits the published value is taken."""
    printed = recycling.interval(0.0, 1.0) if recycling is not None else None
    found = {
        scope: consistent_inputs(
            published=published,
            hhi_global=_interval(indices, "global"),
            hhi_eu=_interval(indices, "eu"),
            recycling=printed or assumed.recycling,
            import_reliance=assumed.import_reliance,
            substitution=assumed.substitution,
            scope=scope,
        )
        for scope in scopes_of(indices)
    }
    fitting = [scope for scope, result in found.items() if not result.empty]
    scope = fitting[0] if fitting else next(iter(found))
    possible = found[scope].possible
    for result in found.values():
        possible = possible.hull(result.possible)
    return StageFinding(stage_id, scope, found[scope], possible, indices)


def _interval(indices: Mapping[str, Index], scope: str) -> Interval | None:
    return indices[scope].interval if scope in indices else None
