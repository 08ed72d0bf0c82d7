"""Chooses between claims by a declared order of sources and keeps the reason.

`preferences.yml` is the judgement: for each settled table an order of sources, each with a reason,
and exceptions for single materials. A claim that is not chosen stays in the reported table and is
counted as a loser.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from grondstof.errors import Fault, InputError
from grondstof.store.private import private_sources
from grondstof.vocabulary.tables import table

if TYPE_CHECKING:
    import pyarrow as pa

Claim = Mapping[str, Any]


@dataclass(frozen=True)
class Spread:
    """How far a settled value may be off: distribution, width and the reason for the width."""

    dist: str
    spread: float | None
    reason: str


@dataclass(frozen=True)
class Order:
    """An order of sources, best first, with the reason for each place."""

    reasons: Mapping[str, str]

    def place(self, claim: Claim) -> tuple[int, str]:
        """Return where a claim stands: known sources by order, others last by name."""
        names = list(self.reasons)
        source = str(claim["source_id"])
        return (names.index(source) if source in names else len(names), source)

    def reason(self, claim: Claim) -> str:
        """Return why the source of a claim is preferred."""
        return self.reasons.get(str(claim["source_id"]), "the only source")


@dataclass(frozen=True)
class Preferences:
    """The orders of one settled table: a general one and exceptions by material."""

    general: Order
    by_material: Mapping[str, Order]

    def order(self, claim: Claim) -> Order:
        """Return the order that holds for a claim."""
        return self.by_material.get(str(claim.get("material_id")), self.general)


def preferences(output: str) -> Preferences:
    """Return the preferences of a settled table; sources of a private overlay come first.

    Raises:
        InputError: If the table has no entry in `preferences.yml`.
    """
    found, own = _preferences(output), private_sources()
    if not own:
        return found
    first = dict.fromkeys(own, "private overlay: figures of one's own go before published ones")
    return Preferences(
        Order({**first, **found.general.reasons}),
        {name: Order({**first, **item.reasons}) for name, item in found.by_material.items()},
    )


@cache
def _preferences(output: str) -> Preferences:
    text = files("grondstof.settle").joinpath("preferences.yml").read_text("utf-8")
    entry = (yaml.safe_load(text) or {}).get(output)
    if entry is None:
        fault = Fault(
            "settle/preferences.yml", f"no entry for {output}", "an order of sources", "Add one"
        )
        raise InputError([fault])
    exceptions = entry.get("exceptions", [])
    return Preferences(
        _order(entry["order"]),
        {item["material_id"]: _order(item["order"]) for item in exceptions},
    )


def _order(entries: Sequence[Mapping[str, str]]) -> Order:
    return Order({entry["source"]: entry["reason"] for entry in entries})


def prefer(
    claims: "pa.Table",
    output: str,
    spread: Callable[[Claim, Sequence[Claim]], Spread],
    judged: Preferences | None = None,
) -> "pa.Table":
    """Return one settled row for each key, sorted by key.

    A withheld or empty claim can only be chosen when no claim of the key has a value: then the
    settled value is empty and the reason says so.

    Args:
        claims: Rows of a reported table.
        output: Name of the settled table; its key is that of the claims without the source.
        spread: Chosen claim and all claims of the key -> distribution of the settled value.
        judged: Preferences; read from `preferences.yml` when absent.
    """
    from grondstof.store.arrow import schema, to_arrow

    goal = table(output)
    order = judged or preferences(output)
    main = _main_value(goal.values)
    groups: dict[tuple[Any, ...], list[Claim]] = defaultdict(list)
    for claim in claims.to_pylist():
        groups[tuple(claim[name] for name in goal.key)].append(claim)
    rows = []
    for key in sorted(groups, key=_sortable):
        best = sorted(groups[key], key=lambda claim: _rank(claim, order, main))
        rows.append(_settled(best, goal.key, goal.values, order, spread, main))
    return to_arrow(rows, schema(goal))


def _main_value(values: Sequence[str]) -> str:
    return values[0]


def _sortable(key: Sequence[Any]) -> tuple[str, ...]:
    return tuple(str(part) for part in key)


def _rank(claim: Claim, order: Preferences, main: str) -> tuple[int, int, str, str]:
    place, source = order.order(claim).place(claim)
    has_value = any(claim.get(name) is not None for name in (main, "share_high", "text_value"))
    return (0 if has_value else 1, place, source, str(claim["claim_id"]))


def _settled(
    best: Sequence[Claim],
    key: Sequence[str],
    values: Sequence[str],
    order: Preferences,
    spread: Callable[[Claim, Sequence[Claim]], Spread],
    main: str,
) -> dict[str, Any]:
    chosen = best[0]
    width = spread(chosen, best)
    reason = order.order(chosen).reason(chosen)
    if chosen["status"] == "withheld":
        reason = "every publisher withholds this figure"
    return {
        **{name: chosen[name] for name in key},
        **{name: chosen.get(name) for name in values},
        "dist": width.dist,
        "spread": width.spread,
        "spread_reason": width.reason,
        "chosen_claim": chosen["claim_id"],
        "reason": reason,
        "losers": len(best) - 1,
    }
