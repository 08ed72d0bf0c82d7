"""Value of information: which data gap, once closed, would change most verdicts of a list."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.axes_draws import (
    Settings,
    exact,
    governance_draws,
    supply_risk_draws,
)
from grondstof.assess.axes_inputs import Number, Terms
from grondstof.assess.axes_rows import Computed, bottlenecks
from grondstof.assess.nl_axes import INPUTS, PARAMETERS, compute
from grondstof.assess.recipe import Question, Recipe, Tables
from grondstof.methods.information import changed_verdicts
from grondstof.methods.probabilistic_risk import Sourcing

if TYPE_CHECKING:
    import pyarrow as pa

Floats = NDArray[np.float64]

OUTPUT = "assessed__list_information"
DRAWS = 2_000
BINS = 20
# Gap -> the inputs of supply risk that stay uncertain when the effect of that gap is told.
RISK_GAPS = ("shares", "governance", "trade", "recycling", "substitution", "reliance")


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return for each data gap how many verdicts its closing is expected to change."""
    from grondstof.store.arrow import as_table

    options = {"draws": DRAWS} | dict(question.options)
    found = compute(tables, Question(question.home, question.as_of, options=options))
    made_by = {"recipe": LIST_INFORMATION.name, "recipe_version": LIST_INFORMATION.version}
    return as_table(OUTPUT, [row | made_by for row in information_rows(found)])


def information_rows(found: Computed) -> Iterator[dict[str, Any]]:
    """Yield one row for each gap and material whose verdict it may change."""
    settings = found.settings
    still = governance_draws(found.assembly.governance, replace(settings, width=False))
    moving = found.governance
    for name, terms in bottlenecks(found).items():
        behind = found.importance.get(name)
        risk = found.risk[name, terms.stage_id]
        if behind is None:
            risky = float(np.mean(risk >= found.parameters.number("thresholds.supply_risk")))
            yield _row(found, "use_shares_missing", name, risky)
            continue
        worth = behind.draws / found.industries.manufacturing
        listed = (risk >= found.parameters.number("thresholds.supply_risk")) & (
            worth >= found.industries.threshold
        )
        effects = dict(_effects(terms, still, moving, settings)) | {"use_shares": worth}
        for gap, effect in effects.items():
            yield _row(found, gap, name, _changed(found, listed, effect))


def _changed(found: Computed, listed: NDArray[np.bool_], effect: Floats) -> float:
    bars = tuple(found.parameters.number(f"verdict.{name}") for name in ("watch", "listed"))
    return changed_verdicts(listed, effect, bars, BINS)


def _effects(
    terms: Terms, still: Floats, moving: Floats, settings: Settings
) -> Iterator[tuple[str, Floats]]:
    """Yield supply risk with one input uncertain and the others at their point value.

    The streams belong to the inputs, so an input moves here exactly as it does in the list.
    """
    for gap in RISK_GAPS:
        risks = moving if gap == "governance" else still
        yield gap, supply_risk_draws(_only(terms, gap), risks, settings)


def _only(terms: Terms, gap: str) -> Terms:
    def held(number: Number, name: str) -> Number:
        return number if gap == name else replace(number, spread=None)

    def kept(sourcing: Sourcing | None) -> Sourcing | None:
        if sourcing is None or gap not in ("shares", "trade"):
            return None if sourcing is None else exact(sourcing)
        if gap == "trade":
            return replace(sourcing, kappa=None)
        return replace(sourcing, trade_spread=np.zeros_like(sourcing.trade_spread))

    world = kept(terms.world)
    return replace(
        terms,
        world=terms.world if world is None else world,
        home=kept(terms.home),
        recycling=held(terms.recycling, "recycling"),
        substitution=held(terms.substitution, "substitution"),
        import_reliance=held(terms.import_reliance, "reliance"),
    )


def _row(found: Computed, gap: str, name: str, changed: float) -> dict[str, Any]:
    return {
        "home_id": found.home,
        "as_of": found.day,
        "gap": gap,
        "material_id": name,
        "verdicts_changed": changed,
        "kind": "modelled",
        "oldest_year": min(item.oldest_year for item in found.entries),
    }


LIST_INFORMATION = Recipe("list-information", "1", INPUTS, OUTPUT, run, parameters=PARAMETERS)
