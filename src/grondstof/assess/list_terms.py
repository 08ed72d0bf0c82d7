"""The terms behind one entry of a home's list, each with interval, kind, basis and reason."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from grondstof.assess.axes_draws import indices, number_draws, sourcing_draws
from grondstof.assess.axes_inputs import Number, Terms
from grondstof.assess.axes_rows import Computed, bottlenecks
from grondstof.assess.nl_axes import INPUTS, PARAMETERS, compute
from grondstof.assess.recipe import Question, Recipe, Tables
from grondstof.methods.distributions import Floats, interval

if TYPE_CHECKING:
    import pyarrow as pa

OUTPUT = "assessed__list_term"


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return the terms of the entry that stands for a material on the list of a home."""
    from grondstof.store.arrow import as_table

    found = compute(tables, question)
    made_by = {"recipe": LIST_TERMS.name, "recipe_version": LIST_TERMS.version}
    rows = [
        {"home_id": found.home, "as_of": found.day, "material_id": name}
        | {"stage_id": terms.stage_id, "oldest_year": terms.oldest_year}
        | row
        | made_by
        for name, terms in bottlenecks(found).items()
        for row in term_rows(found, terms)
    ]
    return as_table(OUTPUT, rows)


def term_rows(found: Computed, terms: Terms) -> Iterator[dict[str, Any]]:
    """Yield the terms in the order of the formula, then the outcome and the second axis."""
    settings = found.settings
    risks = found.governance
    world, home = indices(terms, found.assembly.governance)
    draws = sourcing_draws("global", terms, terms.world, risks, settings)
    yield _drawn("HHI_GS", world, draws, "modelled", _suppliers(found, terms, "world"))
    if terms.home is not None and home is not None:
        draws = sourcing_draws("home", terms, terms.home, risks, settings)
        said = _suppliers(found, terms, "home")
        yield _drawn("HHI_home", home, draws, "modelled", said) | {"basis": terms.basis}
    for symbol, name, number in (
        ("IR", "import_reliance", terms.import_reliance),
        ("EoL_RIR", "recycling", terms.recycling),
        ("SI_SR", "substitution", terms.substitution),
    ):
        draws = number_draws(name, terms, number, settings)
        yield _drawn(symbol, number.value, draws, number.kind, number.reason) | _year(number)
    risk = found.risk[terms.material_id, terms.stage_id]
    yield _drawn("SR", float(np.median(risk)), risk, "modelled", None)
    yield from _second_axis(found, terms)


def _second_axis(found: Computed, terms: Terms) -> Iterator[dict[str, Any]]:
    behind = found.importance.get(terms.material_id)
    if behind is None:
        yield {"term": "VA", "kind": "modelled", "lacks": "value"}
        return
    whole = found.industries.manufacturing
    yield _drawn("VA", float(np.median(behind.draws)), behind.draws, "modelled", None)
    part = behind.draws / whole
    yield _drawn("VA_share", float(np.median(part)), part, "modelled", None)
    chance = found.chance(found.risk[terms.material_id, terms.stage_id], terms.material_id)
    yield {"term": "P", "value": chance, "kind": "modelled"}


def _drawn(
    symbol: str, value: float, draws: Floats, kind: str, reason: str | None
) -> dict[str, Any]:
    _, low, high = interval(draws)
    return {
        "term": symbol,
        "value": value,
        # A point value at its bound lies outside the middle 90 % of its draws.
        "value_low": min(low, value),
        "value_high": max(high, value),
        "kind": kind,
        "reason": reason,
    }


def _year(number: Number) -> dict[str, Any]:
    return {"oldest_year": number.year}


def _suppliers(found: Computed, terms: Terms, which: str) -> str:
    """Return the three suppliers that weigh most, with share, governance risk and t."""
    sourcing = terms.world if which == "world" or terms.home is None else terms.home
    governance = found.assembly.governance
    weight = sourcing.shares**2 * governance.mean[sourcing.suppliers] * sourcing.trade
    parts = []
    for number in np.argsort(-weight, kind="stable")[:3]:
        place = int(sourcing.suppliers[number])
        name = governance.name(place) or "unknown"
        parts.append(
            f"{name} {100 * sourcing.shares[number]:.0f} % (risk {governance.mean[place]:.1f}, "
            f"t {sourcing.trade[number]:.1f})"
        )
    return "; ".join(parts)


def tipping(row: Mapping[str, Any], bar: float) -> dict[str, float | None]:
    """Return for each factor the value at which supply risk meets a threshold, others as they are.

    None where no value from 0 to 1 (from 0 for an index) does.

    Args:
        row: Row of `assessed__national_list`.
        bar: Threshold of supply risk.
    """
    world = row["world_index"]
    home = world if row["home_index"] is None else row["home_index"]
    half = row["import_reliance"] / 2.0
    kept, index = 1.0 - row["recycling_rate"], row["substitution_index"]
    core = world * half + home * (1.0 - half)
    scale = bar / row["supply_risk_point"] if row["supply_risk_point"] else None
    if scale is None:
        return {}
    recycling = 1.0 - kept * scale
    needed = core * scale
    found: dict[str, float | None] = {
        "recycling_rate": recycling if 0.0 <= recycling <= 1.0 else None,
        "substitution_index": index * scale if index * scale <= 1.0 else None,
        "world_index": _positive((needed - home * (1.0 - half)) / half) if half else None,
        "home_index": _positive((needed - world * half) / (1.0 - half)),
    }
    return found if row["home_index"] is not None else {**found, "home_index": None}


def _positive(value: float) -> float | None:
    return value if value >= 0.0 else None


LIST_TERMS = Recipe("list-terms", "1", INPUTS, OUTPUT, run, homes=(), parameters=PARAMETERS)
