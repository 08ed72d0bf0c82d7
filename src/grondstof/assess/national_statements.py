"""What national documents say about where the EU buys, beside the rows of the EU study.

The statements are judgements of a home pack: `content/homes/<home>/judgements/eu-sourcing.yml`.
They replace nothing. They are used to show whether a published value that cannot follow from the
printed rows can follow from what else is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from grondstof.assess.eu_inputs import Index
from grondstof.methods.governance import PeriodScore
from grondstof.methods.intervals import Interval, widened
from grondstof.store.content import content_folder, load
from grondstof.store.parameters import Leaf, Parameters, parse_parameters

_REST = "others"


@dataclass(frozen=True)
class Statement:
    """What a document says about the EU's suppliers of a material at a stage.

    Attributes:
        named: Share by territory, as leaves with reason and source.
        others: Territories among which the rest divides in a way that is not told.
    """

    named: Mapping[str, Leaf]
    others: tuple[str, ...]

    @property
    def source(self) -> str:
        """Return the document."""
        return next(iter(self.named.values())).source


@cache
def _files() -> Sequence[Parameters]:
    paths = sorted(content_folder().glob("homes/*/judgements/eu-sourcing.yml"))
    return tuple(parse_parameters(load(path)) for path in paths)


def addresses() -> tuple[str, ...]:
    """Return the statement files relative to the content folder, for lineage."""
    root = content_folder()
    paths = sorted(root.glob("homes/*/judgements/eu-sourcing.yml"))
    return tuple(path.relative_to(root).as_posix() for path in paths)


def statement(material_id: str, stage_id: str) -> Statement | None:
    """Return the first statement about a material at a stage; None when there is none."""
    for found in _files():
        leaves = dict(found.below(f"{material_id}.{stage_id}"))
        if leaves:
            rest = leaves.pop(_REST, None)
            others = tuple(str(rest.value).split(";")) if rest is not None else ()
            return Statement(leaves, others)
    return None


def stated_index(
    found: Statement, risks: Mapping[str, PeriodScore], trade: Mapping[str, float]
) -> Index | None:
    """Return the range of the weighted index that a statement allows.

    Formula: sum over named of S^2 * WGI * t, plus that of the rest R among the others, which lies
    between R^2 / sum(1/w) (the division with the least concentration) and R^2 * max(w), with
    w = WGI * t. The trade parameter is 1 where the study gives none.

    Args:
        found: The statement.
        risks: Governance risk by territory.
        trade: Trade parameter by territory.
    """
    places = (*found.named, *found.others)
    scores = [risks[name].risk if name in risks else None for name in places]
    if any(score is None for score in scores):
        return None
    weight = {
        name: (score or 0.0) * trade.get(name, 1.0)
        for name, score in zip(places, scores, strict=True)
    }
    shares = {name: _share(leaf) for name, leaf in found.named.items()}
    rest = 1.0 - sum(float(leaf.value) for leaf in found.named.values())
    low = sum(span.low**2 * weight[name] for name, span in shares.items())
    high = sum(span.high**2 * weight[name] for name, span in shares.items())
    if found.others and rest > 0.0:
        weights = [weight[name] for name in found.others]
        low += rest**2 / sum(1.0 / item for item in weights if item > 0.0)
        high += rest**2 * max(weights)
    return Index(None, Interval(low, high), 1.0, True, ())


def _share(leaf: Leaf) -> Interval:
    return widened(float(leaf.value), leaf.spread or 0.0, 0.0, 1.0)
