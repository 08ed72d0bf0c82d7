"""Says in words what a replication found, in both languages, from the data alone."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from grondstof.assess.eu_inputs import Printed, ShareSet
from grondstof.assess.national_statements import Statement
from grondstof.assess.unpublished import StageFinding
from grondstof.methods.intervals import Interval


class Words(NamedTuple):
    """The same sentences in Dutch and in English."""

    nl: str
    en: str

    def columns(self) -> dict[str, str]:
        """Return them as columns of a row."""
        return {"finding_nl": self.nl, "finding_en": self.en}


_STAGES_NL: Mapping[str, str] = {"extraction": "winning", "processing": "verwerking"}
_SCOPES_NL: Mapping[str, str] = {"global": "de wereld", "eu": "de EU"}
_REST = Words(
    "De getoonde aandelen van de aanvoer van {scope} tellen op tot {total}; de rest kan overal "
    "vandaan komen.",
    "The printed shares of {scope} supply add up to {total}; the rest can come from anywhere.",
)


def join(parts: Sequence[Words]) -> Words:
    """Return sentences after one another."""
    return Words(" ".join(part.nl for part in parts), " ".join(part.en for part in parts))


def _nl(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def _stage_nl(stage_id: str) -> str:
    return _STAGES_NL.get(stage_id, stage_id)


def explain(
    material_id: str,
    published: Interval,
    findings: Sequence[StageFinding],
    recycling: Printed | None,
    sets: Mapping[tuple[str, str, str], ShareSet],
) -> dict[str, Words]:
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
        notes.insert(0, _follows(fitting))
        notes += [_above(item) for item in findings if item.possible.low > published.high]
    else:
        notes.insert(
            0,
            Words(
                "Niet na te rekenen: geen toegestane invoer geeft de gepubliceerde waarde.",
                "Not reproducible: no allowed input gives the published value.",
            ),
        )
        notes += [_reason(item, published, recycling) for item in findings]
        notes += [note for item in findings if (note := copied(material_id, item.stage_id, sets))]
    return said | {"any": join(notes)}


def _follows(fitting: Sequence[StageFinding]) -> Words:
    nl = " en ".join(f"{_stage_nl(item.stage_id)} (bereik {item.scope.value})" for item in fitting)
    en = " and ".join(f"{item.stage_id} (scope {item.scope.value})" for item in fitting)
    return Words(
        f"De gepubliceerde waarde kan volgen bij {nl}.", f"The published value can follow at {en}."
    )


def _stage(item: StageFinding, published: Interval) -> Words:
    parts = [Words(f"Bereik {item.scope.value}.", f"Scope {item.scope.value}.")]
    parts += [
        Words(
            _REST.nl.format(scope=_SCOPES_NL.get(scope, scope), total=_nl(index.total)),
            _REST.en.format(scope=scope, total=f"{index.total:.2f}"),
        )
        for scope, index in sorted(item.indices.items())
        if not index.usable
    ]
    if item.result.empty:
        parts.append(_direction(item, published))
    return join(parts)


def _direction(item: StageFinding, published: Interval) -> Words:
    low, high = item.possible.low, item.possible.high
    nl = f"Tussen {_nl(low)} en {_nl(high)} is mogelijk"
    en = f"Between {low:.2f} and {high:.2f} is possible"
    if high < published.low:
        return Words(
            f"{nl}; dat ligt onder de gepubliceerde waarde.",
            f"{en}, which lies below the published value.",
        )
    if low > published.high:
        return Words(
            f"{nl}; dat ligt boven de gepubliceerde waarde.",
            f"{en}, which lies above the published value.",
        )
    return Words(
        f"{nl}, maar met geen enkel bereik de gepubliceerde waarde.",
        f"{en}, but under no single scope the published value.",
    )


def _rate(recycling: Printed | None) -> Words:
    if recycling is None or recycling.value is None:
        return Words(
            "Er is geen openbaar aandeel van recycling.", "No recycling input rate is public."
        )
    return Words(
        f"Aandeel van recycling {_nl(recycling.value)}, zoals gepubliceerd.",
        f"Recycling input rate {recycling.value:.2f} as published.",
    )


def _above(item: StageFinding) -> Words:
    low = item.possible.low
    return Words(
        f"Bij {_stage_nl(item.stage_id)} zou minstens {_nl(low)} volgen, meer dan is gepubliceerd.",
        f"At {item.stage_id} at least {low:.2f} would follow, more than was published.",
    )


def _reason(item: StageFinding, published: Interval, recycling: Printed | None) -> Words:
    said = _direction(item, published)
    nl, en = f"Bij {_stage_nl(item.stage_id)}: {said.nl}", f"At {item.stage_id}: {said.en}"
    rate = recycling.value if recycling is not None else None
    if rate and item.possible.high < published.low <= item.possible.high / (1.0 - rate):
        return Words(
            f"{nl} Zonder recycling kan het wel; het aandeel is dus twijfelachtig.",
            f"{en} Without recycling it could follow, so the rate at hand is in doubt.",
        )
    return Words(nl, en)


def stated(statement: Statement, again: StageFinding) -> Words:
    """Return a sentence about what a statement of a national document would allow."""
    span = again.possible if again.result.empty else again.result.possible
    others, scope = statement.others, again.scope.value
    parts = statement.named.items()
    en_shares = ", ".join(f"{float(leaf.value):.0%} from {name}" for name, leaf in parts)
    nl_shares = ", ".join(f"{100 * float(leaf.value):.0f} % uit {name}" for name, leaf in parts)
    empty = again.result.empty
    nl = (
        f"Met {nl_shares} en de rest uit {' en '.join(others)} ({statement.source}) geeft bereik "
        f"{scope} {_nl(span.low)} tot {_nl(span.high)}; daar zit de gepubliceerde waarde "
        f"{'niet in' if empty else 'in'}"
    )
    en = (
        f"With {en_shares} and the rest from {' and '.join(others)} "
        f"({statement.source}) scope {scope} gives {span.low:.2f} to {span.high:.2f}, "
        f"which {'does not hold' if empty else 'holds'} the published value"
    )
    reliance = again.result.import_reliance
    if reliance is None:
        return Words(f"{nl}.", f"{en}.")
    return Words(
        f"{nl}, bij een afhankelijkheid van invoer van {_nl(reliance.low)} tot "
        f"{_nl(reliance.high)}.",
        f"{en} for an import reliance of {reliance.low:.2f} to {reliance.high:.2f}.",
    )


def copied(
    material_id: str, stage_id: str, sets: Mapping[tuple[str, str, str], ShareSet]
) -> Words | None:
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
    return Words(
        f"Alle {len(same)} rijen van wat de EU betrekt bij {_stage_nl(stage_id)} herhalen de "
        "aandelen van de wereld in hele procenten; dat is dus niet wat de EU betrekt.",
        f"All {len(same)} rows of EU sourcing at {stage_id} repeat the shares of world supply in "
        "whole percent, so they are no EU sourcing.",
    )
