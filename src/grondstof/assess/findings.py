"""Says in words what a replication found, from the data alone."""

from collections.abc import Mapping, Sequence

from grondstof.assess.eu_inputs import Printed, ShareSet
from grondstof.assess.national_statements import Statement
from grondstof.assess.unpublished import StageFinding
from grondstof.methods.intervals import Interval


def explain(
    material_id: str,
    published: Interval,
    findings: Sequence[StageFinding],
    recycling: Printed | None,
    sets: Mapping[tuple[str, str, str], ShareSet],
) -> dict[str, str]:
    """Return a finding for each stage and, under `any`, for the material.

    Args:
        material_id: The material.
        published: The published supply risk with its rounding.
        findings: What each stage allows.
        recycling: The public recycling rate, if any.
        sets: All share sets, to look for rows that cannot be right.
    """
    said = {item.stage_id: _stage(item, published) for item in findings}
    fitting = [item for item in findings if not item.result.empty]
    notes = [_rate(recycling)]
    if fitting:
        names = " and ".join(f"{item.stage_id} (scope {item.scope.value})" for item in fitting)
        notes.insert(0, f"The published value can follow at {names}.")
        notes += [_above(item) for item in findings if item.possible.low > published.high]
    else:
        notes.insert(0, "Not reproducible: no allowed input gives the published value.")
        notes += [_reason(item, published, recycling) for item in findings]
        notes += [note for item in findings if (note := copied(material_id, item.stage_id, sets))]
    return said | {"any": " ".join(notes)}


def _stage(item: StageFinding, published: Interval) -> str:
    parts = [f"Scope {item.scope.value}."]
    parts += [
        f"The printed shares of {scope} supply add up to {index.total:.2f}; the rest can come from "
        "anywhere."
        for scope, index in sorted(item.indices.items())
        if not index.usable
    ]
    if item.result.empty:
        parts.append(_direction(item, published))
    return " ".join(parts)


def _direction(item: StageFinding, published: Interval) -> str:
    low, high = item.possible.low, item.possible.high
    span = f"Between {low:.2f} and {high:.2f} is possible"
    if high < published.low:
        return f"{span}, which lies below the published value."
    if low > published.high:
        return f"{span}, which lies above the published value."
    return f"{span}, but under no single scope the published value."


def _rate(recycling: Printed | None) -> str:
    if recycling is None or recycling.value is None:
        return "No recycling input rate is public."
    return f"Recycling input rate {recycling.value:.2f} as published."


def _above(item: StageFinding) -> str:
    low = item.possible.low
    return f"At {item.stage_id} at least {low:.2f} would follow, more than was published."


def _reason(item: StageFinding, published: Interval, recycling: Printed | None) -> str:
    text = f"At {item.stage_id}: {_direction(item, published)}"
    rate = recycling.value if recycling is not None else None
    if rate and item.possible.high < published.low <= item.possible.high / (1.0 - rate):
        return f"{text} Without recycling it could follow, so the rate at hand is in doubt."
    return text


def stated(statement: Statement, again: StageFinding) -> str:
    """Return a sentence about what a statement of a national document would allow."""
    span = again.possible if again.result.empty else again.result.possible
    shares = ", ".join(f"{float(leaf.value):.0%} from {n}" for n, leaf in statement.named.items())
    holds = "does not hold" if again.result.empty else "holds"
    text = (
        f"With {shares} and the rest from {' and '.join(statement.others)} "
        f"({statement.source}) scope {again.scope.value} gives {span.low:.2f} to {span.high:.2f}, "
        f"which {holds} the published value"
    )
    reliance = again.result.import_reliance
    if reliance is None:
        return f"{text}."
    return f"{text} for an import reliance of {reliance.low:.2f} to {reliance.high:.2f}."


def copied(
    material_id: str, stage_id: str, sets: Mapping[tuple[str, str, str], ShareSet]
) -> str | None:
    """Return a sentence when the EU sourcing rows repeat the shares of world supply."""
    world, eu = (sets.get((material_id, stage_id, scope)) for scope in ("global", "eu"))
    if world is None or eu is None:
        return None
    shares = {item.territory_id: item.share for item in world.suppliers}
    same = [
        item.territory_id
        for item in eu.suppliers
        if (share := shares.get(item.territory_id)) is not None
        and item.share is not None
        and abs(share - item.share) <= 0.0055
    ]
    if len(eu.suppliers) < 3 or len(same) < len(eu.suppliers):
        return None
    return (
        f"All {len(same)} rows of EU sourcing at {stage_id} repeat the shares of world supply in "
        "whole percent, so they are no EU sourcing."
    )
