"""The list along its thresholds: who is listed when one of the two thresholds lies elsewhere."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from grondstof.assess.axes_rows import Computed, bottlenecks, verdict
from grondstof.assess.nl_axes import INPUTS, PARAMETERS, compute
from grondstof.assess.recipe import Question, Recipe, Tables

if TYPE_CHECKING:
    import pyarrow as pa

OUTPUT = "assessed__list_threshold"
DRAWS = 2_000
# Supply risk on the EU scale; importance as a multiple of the threshold of the method.
SUPPLY_RISK = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.5, 2.0)
IMPORTANCE = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 2.0)


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return the probability of being listed of every material at every threshold of each axis."""
    from grondstof.store.arrow import as_table

    options = {"draws": DRAWS} | dict(question.options)
    found = compute(tables, Question(question.home, question.as_of, options=options))
    made_by = {"recipe": LIST_THRESHOLD.name, "recipe_version": LIST_THRESHOLD.version}
    rows = [row | made_by for row in threshold_rows(found)]
    return as_table(OUTPUT, rows)


def threshold_rows(found: Computed) -> Iterator[dict[str, Any]]:
    """Yield one row for each material, axis and threshold."""
    risk_bar = found.parameters.number("thresholds.supply_risk")
    worth_bar, whole = found.industries.threshold, found.industries.manufacturing
    for name, terms in bottlenecks(found).items():
        behind = found.importance.get(name)
        if behind is None:
            continue
        risk, worth = found.risk[name, terms.stage_id], behind.draws / whole
        for bar in SUPPLY_RISK:
            chance = float(np.mean((risk >= bar) & (worth >= worth_bar)))
            yield _row(found, name, "supply_risk", bar, chance)
        for times in IMPORTANCE:
            bar = times * worth_bar
            chance = float(np.mean((risk >= risk_bar) & (worth >= bar)))
            yield _row(found, name, "importance_share", bar, chance)


def _row(found: Computed, name: str, axis: str, bar: float, chance: float) -> dict[str, Any]:
    return {
        "home_id": found.home,
        "as_of": found.day,
        "axis": axis,
        "threshold": bar,
        "material_id": name,
        "probability_listed": chance,
        "verdict": verdict(chance, found.parameters),
        "kind": "modelled",
        "oldest_year": min(item.oldest_year for item in found.entries),
    }


LIST_THRESHOLD = Recipe("list-threshold", "1", INPUTS, OUTPUT, run, parameters=PARAMETERS)
