"""Measures for a chain: read from content, turned into a choice, ranked and optimised.

Nodes of the choice are the materials of the chain. A cut of each material's largest supplier is
drawn as for the stockpile planner; a measure takes its effect off the shortage.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.home_use import judged
from grondstof.assess.measure_files import (
    DAYS,
    Judged,
    Measure,
    MeasureFile,
    PlantCost,
    cost_source,
)
from grondstof.assess.recipe import Tables
from grondstof.assess.stockpile import SCENARIOS, Subject, subject
from grondstof.errors import Fault, InputError, Phrase
from grondstof.methods.portfolio import Problem
from grondstof.methods.stockpile import DAYS_PER_YEAR, holding_cost
from grondstof.methods.streams import stream
from grondstof.vocabulary.materials import materials

Floats = NDArray[np.float64]

HOLDING_YEARS = 10.0


@dataclass(frozen=True)
class Chosen:
    """A choice to be made, with what stands behind it.

    Attributes:
        measures: Measures with a cost, in the order of the problem.
        without_cost: Measures that only take part in the ranking by effect.
        problem: The choice over `measures`.
        effects: The same over all measures, with costs of 1, for the ranking by effect.
        costs: Draws of the cost, shape (draws, measures) [EUR].
        subjects: What is known of each material.
        lacking: Materials left out, with the reason in English and Dutch.
        bound: How a tonne short was valued.
    """

    measures: tuple[Measure, ...]
    without_cost: tuple[Measure, ...]
    problem: Problem
    effects: Problem
    costs: Floats
    subjects: tuple[Subject, ...]
    lacking: tuple[tuple[str, str, str], ...]
    bound: str


def assemble(
    tables: Tables, home: str, file: MeasureFile, seed: int, bound: str | None = None
) -> Chosen:
    """Return the choice for a home.

    Args:
        tables: Tables that the stockpile planner reads.
        home: Territory or group.
        file: Measures of one chain.
        seed: Seed of the draws.
        bound: `high` values a tonne short by value added, `low` by price; None takes `high`,
            unless it leaves out more than half of the materials that have a price.

    Raises:
        InputError: If nothing is known of any material of the chain.
    """
    names = sorted({name for item in file.measures for name in item.materials})
    everything = [subject(tables, home, name, seed) for name in names]
    bound = bound or _fuller(everything)
    known = _valued(everything, bound)
    lacking = tuple((item.material_id, *_lack(item)) for item in everything if item not in known)
    if not known:
        why = Phrase(
            "{why_en}",
            why_en="; ".join(f"{materials()[name].name_en}: {why}" for name, why, _ in lacking),
            why_nl="; ".join(f"{materials()[name].name_nl}: {why}" for name, _, why in lacking),
        )
        fault = Fault(
            Phrase("measures for {chain}", chain=file.chain),
            why,
            "use, price or value added",
            "Choose another bound",
        )
        raise InputError([fault])
    kept = [item for item in file.measures if _touches(item, known)]
    drawer = _Effects(known, seed)
    everyone = _problem(kept, known, drawer, bound, [1.0] * len(kept))
    costs = {item.id: cost for item in kept if (cost := _cost(item, known, seed)) is not None}
    priced = [item for item in kept if item.id in costs]
    table = np.array([costs[item.id] for item in priced]).T if priced else np.empty((1, 0))
    middle = [float(costs[item.id][0]) for item in priced]
    return Chosen(
        tuple(priced),
        tuple(item for item in kept if item.id not in costs),
        _problem(priced, known, drawer, bound, middle),
        everyone,
        table,
        known,
        lacking,
        bound,
    )


def _valued(everything: Sequence[Subject], bound: str) -> tuple[Subject, ...]:
    """Return the materials whose loss and cut are known."""
    return tuple(item for item in everything if _per_tonne(item, bound) and item.cuts is not None)


def _fuller(everything: Sequence[Subject]) -> str:
    """Return `high`, unless it values fewer than half of the materials that `low` values."""
    high, low = (len(_valued(everything, bound)) for bound in ("high", "low"))
    return "high" if high > 0 and 2 * high >= low else "low"


class _Effects:
    """Draws the shortage each measure takes off, scenario by scenario."""

    def __init__(self, known: Sequence[Subject], seed: int) -> None:
        self.known = known
        self.seed = seed
        self.short = np.stack(
            [item.cuts.shortages for item in known if item.cuts is not None], axis=2
        )

    def of(self, measure: Measure) -> Floats:
        """Return tonnes taken off by node, shape (scenarios, nodes)."""
        found = np.zeros((SCENARIOS, len(self.known)))
        drawn = self._drawn(measure)
        for node, item in enumerate(self.known):
            use = item.use.value
            if item.material_id not in measure.materials or use is None:
                continue
            short = self.short[:, :, node]
            if measure.effect.unit == DAYS:
                found[:, node] = np.minimum(drawn * use / DAYS_PER_YEAR, short.sum(axis=1))
            else:
                kept = drawn[:, None] * use / 12.0
                found[:, node] = np.minimum(kept, short).sum(axis=1)
        return found

    def _drawn(self, measure: Measure) -> Floats:
        leaf = measure.effect
        rng = stream(self.seed, "measures", measure.id)
        drawn = leaf.value + (leaf.spread or 0.0) * rng.uniform(-1.0, 1.0, SCENARIOS)
        return np.asarray(np.maximum(drawn, 0.0))


def _problem(
    kept: Sequence[Measure],
    known: Sequence[Subject],
    drawer: _Effects,
    bound: str,
    cost: Sequence[float],
) -> Problem:
    groups: dict[str, list[int]] = {}
    for place, item in enumerate(kept):
        if item.alternatives is not None:
            groups.setdefault(item.alternatives, []).append(place)
    effect = [drawer.of(item) for item in kept]
    relief = [
        [
            item.supplier_relief.value
            if item.supplier_relief is not None and node.material_id in item.materials
            else 0.0
            for node in known
        ]
        for item in kept
    ]
    return Problem(
        names=tuple(item.id for item in kept),
        cost=np.array(cost, dtype=np.float64),
        effect=np.stack(effect, axis=1) if effect else np.empty((SCENARIOS, 0, len(known))),
        shortage=drawer.short.sum(axis=1),
        loss=np.array([_per_tonne(item, bound) or 0.0 for item in known]),
        weight=np.full(SCENARIOS, 1.0 / SCENARIOS),
        alternatives=tuple(tuple(group) for group in groups.values() if len(group) > 1),
        share=np.array([item.cuts.share if item.cuts is not None else np.nan for item in known]),
        relief=np.array(relief, dtype=np.float64).reshape(len(kept), len(known)),
        nodes=tuple(item.material_id for item in known),
    )


def _per_tonne(item: Subject, bound: str) -> float | None:
    """Return the loss per tonne short [EUR/t]."""
    if bound == "low":
        value = item.price.value
        return None if value is None else value * judged().number("loss.price_jump")
    if item.value_added.value is None or not item.use.value:
        return None
    return item.value_added.value / item.use.value


def _cost(measure: Measure, known: Sequence[Subject], seed: int) -> Floats | None:
    """Return draws of the cost, its value first; None where nobody has published one [EUR]."""
    rng = stream(seed, "measures-cost", measure.id)
    if isinstance(measure.cost, Judged):
        width = measure.cost.spread or 0.0
        drawn = measure.cost.value + width * rng.uniform(-1.0, 1.0, SCENARIOS)
        drawn[0] = measure.cost.value
        return np.asarray(np.maximum(drawn, 1.0))
    if isinstance(measure.cost, PlantCost):
        return _plant_cost(measure, measure.cost, known, rng)
    if measure.cost.rule == "unknown":
        return None
    total = np.zeros(SCENARIOS)
    capital, storage = judged().number("cost.capital_rate"), judged().number("cost.storage_rate")
    for item in known:
        if item.material_id not in measure.materials:
            continue
        if item.use.value is None or item.price.value is None:
            return None
        bought = measure.effect.value * item.use.value / DAYS_PER_YEAR * item.price.value
        held = holding_cost(bought, HOLDING_YEARS, capital, storage)
        low, high = item.price.low or item.price.value, item.price.high or item.price.value
        around = rng.uniform(low, high, SCENARIOS) / item.price.value * _use_factor(item, seed)
        around[0] = 1.0
        total += held * around
    return total if float(total[0]) > 0.0 else None


def _plant_cost(
    measure: Measure, cost: PlantCost, known: Sequence[Subject], rng: np.random.Generator
) -> Floats | None:
    """Return draws of the investment in a plant for a part of use, its value first [EUR].

    Formula: investment for a tonne of product a year x part of use x use / content.
    """
    total = np.zeros(SCENARIOS)
    for item in known:
        if item.material_id in measure.materials and item.use.value is not None:
            total += item.use.value
    per_tonne = cost.per_tonne.value + (cost.per_tonne.spread or 0.0) * rng.uniform(
        -1.0, 1.0, SCENARIOS
    )
    content = cost.content.value + (cost.content.spread or 0.0) * rng.uniform(-1, 1, SCENARIOS)
    per_tonne[0], content[0] = cost.per_tonne.value, cost.content.value
    drawn = per_tonne * measure.effect.value * total / content
    return np.asarray(drawn) if float(drawn[0]) > 0.0 else None


def _use_factor(item: Subject, seed: int) -> Floats:
    """Return draws of true over estimated use; a stock of so many days costs in step with it."""
    use = item.use
    if use.value is None or use.low is None or use.high is None:
        return np.ones(SCENARIOS)
    rng = stream(seed, "measures-use", item.material_id)
    return np.asarray(rng.uniform(use.low, use.high, SCENARIOS) / use.value)


def loss_draws(chosen: Chosen, seed: int) -> Floats:
    """Return draws of the loss per tonne short, shape (draws, nodes) [EUR/t].

    The first row is that of the problem. The truth lies between the loss by price and that by
    value added, so the others lie anywhere between them on a logarithmic scale, each material on
    its own. Where one of the two is unknown for a material, all keep the loss of the problem: a
    material of which more is known must not look more valuable for it.
    """
    found = np.tile(chosen.effects.loss, (SCENARIOS, 1))
    ends = [
        [value for value in (_per_tonne(item, "low"), _per_tonne(item, "high")) if value]
        for item in chosen.subjects
    ]
    if any(len(pair) < 2 for pair in ends):
        return found
    for node, (low, high) in enumerate(ends):
        name = chosen.subjects[node].material_id
        way = stream(seed, "measures-loss", name).uniform(0.0, 1.0, SCENARIOS)
        drawn = np.exp(np.log(low) + way * (np.log(high) - np.log(low)))
        found[1:, node] = drawn[1:]
    return found


def _touches(measure: Measure, known: Sequence[Subject]) -> bool:
    return any(item.material_id in measure.materials for item in known)


def _lack(item: Subject) -> tuple[str, str]:
    for part in (item.use, item.value_added, item.price):
        if part.value is None:
            return part.basis, part.basis_nl or part.basis
    return "no supplier shares at hand", "geen leveranciers bekend"


def measure_rows(chosen: Chosen) -> list[dict[str, Any]]:
    """Return what is fixed about each measure, those with a cost first."""
    return [
        {
            "measure_id": item.id,
            "kind_of_measure": item.kind,
            "strategy": item.strategy,
            "name_nl": item.title.nl,
            "name_en": item.title.en,
            "materials": ", ".join(item.materials),
            "stage_id": item.stage,
            "owner_nl": item.owner.nl,
            "owner_en": item.owner.en,
            "effect": item.effect.value,
            "effect_unit": item.effect.unit,
            "effect_low": item.effect.value - (item.effect.spread or 0.0),
            "effect_high": item.effect.value + (item.effect.spread or 0.0),
            "years_to_work": item.years_to_work.value,
            "reason_nl": item.reason.nl,
            "reason_en": item.reason.en,
            "source": item.effect.source,
            "cost_source": cost_source(item),
        }
        for item in (*chosen.measures, *chosen.without_cost)
    ]
