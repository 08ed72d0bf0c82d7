"""The national list of a home on two axes: supply uncertainty and value added of its industry.

`nl-axes` is this project's operationalisation of the two axes of the Dutch strategy; it is not the
official method, of which only the axes and the yearly recalibration are known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.axes_draws import Settings, all_draws, governance_draws, point
from grondstof.assess.axes_importance import Importance, Industries, importance, industries, uses
from grondstof.assess.axes_inputs import Assembly, Terms
from grondstof.assess.axes_sensitivity import variance_shares
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.methods.distributions import interval
from grondstof.methods.streams import DEFAULT_SEED, stream
from grondstof.store.parameters import Parameters, parameters
from grondstof.vocabulary.tables import table

if TYPE_CHECKING:
    import pyarrow as pa

Floats = NDArray[np.float64]
Key = tuple[str, str]

OUTPUT = "assessed__national_list"
VERSION = "2026"
DRAWS = 10_000
SENSITIVITY_DRAWS = 2_000
DEFAULT_DAY = date(2026, 11, 1)


@dataclass(frozen=True)
class Computed:
    """Everything that was computed for one list, before it becomes rows."""

    entries: list[Terms]
    risk: Mapping[Key, Floats]
    free_risk: Mapping[Key, Floats]
    importance: Mapping[str, Importance]
    industries: Industries
    assembly: Assembly
    settings: Settings


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return the list of a home on a day; the stage with the highest median stands for a material.

    Options: `draws`, `seed`, `sensitivity` (whether shares of variance are computed).

    Raises:
        InputError: If home has no value added by industry.
    """
    from grondstof.store.arrow import schema, to_arrow

    options = question.options
    settings = Settings(int(options.get("draws", DRAWS)), int(options.get("seed", DEFAULT_SEED)))
    found = compute(tables, question, settings)
    rows = list_rows(found, question, sensitivity=bool(options.get("sensitivity", True)))
    return to_arrow(rows, schema(table(OUTPUT)))


def compute(tables: Tables, question: Question, settings: Settings) -> Computed:
    """Draw supply risk and importance of every material for a home on a day."""
    judged = parameters("nl-axes", VERSION)
    day = question.as_of or DEFAULT_DAY
    assembly = Assembly(tables, question.home, day, judged)
    known = industries(tables, question.home, judged)
    entries = assembly.terms()
    risks = governance_draws(assembly.governance, settings)
    risk = all_draws(entries, risks, settings)
    return Computed(
        entries=entries,
        risk=risk,
        free_risk={**risk, **all_draws(_unrestricted(assembly, entries), risks, settings)},
        importance=_importances(tables, known, judged, settings),
        industries=known,
        assembly=assembly,
        settings=settings,
    )


def _unrestricted(assembly: Assembly, entries: list[Terms]) -> list[Terms]:
    """Return the entries that a restriction touches, as they would be without any restriction."""
    touched = {(item.material_id, item.stage_id) for item in entries if item.restricted}
    if not touched:
        return []
    free = assembly.without_restrictions().terms()
    return [item for item in free if (item.material_id, item.stage_id) in touched]


def _importances(
    tables: Tables, known: Industries, judged: Parameters, settings: Settings
) -> Mapping[str, Importance]:
    kappa = judged.number("use_shares.kappa") if settings.width else None
    found = {}
    for name, shares in sorted(uses(tables).items()):
        rng = stream(settings.seed, "settled__use_share", name)
        result = importance(shares, known, kappa, settings.draws, rng)
        if result.allocated > 0.0:
            found[name] = result
    return found


def list_rows(found: Computed, question: Question, *, sensitivity: bool) -> list[dict[str, Any]]:
    """Return the rows of the list, with ranks and verdicts."""
    worst = _bottlenecks(found)
    places = _rank_intervals(found, worst)
    other = Settings(min(SENSITIVITY_DRAWS, found.settings.draws), found.settings.seed)
    one = governance_draws(found.assembly.governance, other)
    two = governance_draws(
        found.assembly.governance, Settings(other.draws, found.settings.seed + 1)
    )
    rows = []
    for terms in (worst[name] for name in sorted(worst)):
        row = _row(found, terms, question, places)
        if sensitivity:
            shares = variance_shares(terms, one, two, other)
            row |= {f"variance_{group}": share for group, share in shares.items()}
        rows.append(row)
    _number(rows)
    return rows


def _bottlenecks(found: Computed) -> dict[str, Terms]:
    worst: dict[str, Terms] = {}
    medians = {key: float(np.median(draws)) for key, draws in found.risk.items()}
    for terms in found.entries:
        name = terms.material_id
        if name not in worst or medians[name, terms.stage_id] > medians[name, worst[name].stage_id]:
            worst[name] = terms
    return worst


def _rank_intervals(found: Computed, worst: Mapping[str, Terms]) -> dict[str, tuple[int, int]]:
    names = sorted(worst)
    draws = np.column_stack([found.risk[name, worst[name].stage_id] for name in names])
    order = np.argsort(np.argsort(-draws, axis=1, kind="stable"), axis=1) + 1
    low, high = np.percentile(order, [5.0, 95.0], axis=0)
    return {name: (int(np.floor(low[i])), int(np.ceil(high[i]))) for i, name in enumerate(names)}


def _row(
    found: Computed, terms: Terms, question: Question, places: Mapping[str, tuple[int, int]]
) -> dict[str, Any]:
    key = (terms.material_id, terms.stage_id)
    judged, governance = found.assembly.parameters, found.assembly.governance
    draws = found.risk[key]
    median, low, high = interval(draws)
    behind = found.importance.get(terms.material_id)
    worth = {} if behind is None else _worth(behind, found.industries)
    chance = None if behind is None else _chance(draws, behind, found.industries, judged)
    free = (
        None if behind is None else _chance(found.free_risk[key], behind, found.industries, judged)
    )
    return {
        "home_id": question.home,
        "as_of": question.as_of or DEFAULT_DAY,
        "material_id": terms.material_id,
        "stage_id": terms.stage_id,
        "supply_risk": median,
        "supply_risk_low": low,
        "supply_risk_high": high,
        "supply_risk_direct": point(terms, governance, direct=True) if terms.direct else None,
        "supply_basis": terms.basis,
        "import_reliance": terms.import_reliance.value,
        "import_reliance_reason": terms.import_reliance.reason,
        **worth,
        "probability_listed": chance,
        "rank_low": places[terms.material_id][0],
        "rank_high": places[terms.material_id][1],
        "verdict": verdict(chance, judged),
        "verdict_without_restrictions": verdict(free, judged),
        "restrictions": ";".join(terms.restricted) or None,
        "flags": _flags(terms, behind, judged),
        "kind": "modelled",
        "oldest_year": terms.oldest_year,
        "lacks": None if behind else "value_added_meur;importance_share;probability_listed",
        "recipe": NATIONAL_LIST_NAME,
        "recipe_version": "1",
    }


def _worth(behind: Importance, known: Industries) -> dict[str, float]:
    median, low, high = interval(behind.draws)
    whole = known.manufacturing
    return {
        "value_added_meur": median,
        "value_added_meur_low": low,
        "value_added_meur_high": high,
        "importance_share": median / whole,
        "importance_share_low": low / whole,
        "importance_share_high": high / whole,
        "importance_as_published": float(behind.point.as_published) / whole,
        "importance_reweighted": float(behind.point.reweighted) / whole,
        "merged_share": behind.merged,
        "importance_eu_method": float(behind.point.as_published) * 10.0 / known.largest,
    }


def _chance(draws: Floats, behind: Importance, known: Industries, judged: Parameters) -> float:
    risky = draws >= judged.number("thresholds.supply_risk")
    worth = behind.draws / known.manufacturing >= known.threshold
    return float(np.mean(risky & worth))


def verdict(chance: float | None, judged: Parameters) -> str:
    """Return listed, watch, not-listed, or not-assessed without a probability."""
    if chance is None:
        return "not-assessed"
    if chance >= judged.number("verdict.listed"):
        return "listed"
    return "watch" if chance >= judged.number("verdict.watch") else "not-listed"


def _flags(terms: Terms, behind: Importance | None, judged: Parameters) -> str | None:
    flags = []
    if behind is None:
        flags.append("no-use-shares")
    elif behind.merged > judged.number("merged.flag_above"):
        flags.append("merged-industry")
    if behind is not None and behind.allocated < 0.9:
        flags.append("use-partly-unallocated")
    if terms.basis in ("eu-proxy", "global-only"):
        flags.append(terms.basis)
    if terms.unknown_governance:
        flags.append("governance-unknown")
    if terms.recycling.kind == "judged":
        flags.append("recycling-unknown")
    return ";".join(flags) or None


def _number(rows: list[dict[str, Any]]) -> None:
    order = sorted(rows, key=lambda row: (-row["supply_risk"], row["material_id"]))
    for place, row in enumerate(order, start=1):
        row["rank"] = place


NATIONAL_LIST_NAME = "national-list"
_BY_ENTRY = ("material_id", "stage_id")

NATIONAL_LIST = Recipe(
    NATIONAL_LIST_NAME,
    "1",
    (
        Input("settled__supply_share", on=_BY_ENTRY),
        Input(
            "settled__governance",
            through="settled__supply_share",
            through_on=("territory_id",),
            where="year between 2019 and 2023",
        ),
        Input("settled__parameter", on=("material_id",)),
        Input("settled__use_share", on=("material_id",)),
        Input("settled__value_added", where="year between 2016 and 2018 or year = 2020"),
        Input("assessed__origin", on=("importer_id=home_id",)),
        Input("reported__restriction", on=("material_id",)),
    ),
    OUTPUT,
    run,
    parameters=("parameters/nl-axes/2026.yml", "maps/merged_industries.csv"),
)
