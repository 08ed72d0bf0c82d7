"""The rows of a home's list: medians, intervals, probability, rank, verdict, shares of variance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.axes_draws import Settings, governance_draws, indices, point
from grondstof.assess.axes_importance import Importance, Industries
from grondstof.assess.axes_inputs import Assembly, Terms
from grondstof.assess.axes_sensitivity import variance_shares
from grondstof.methods.distributions import interval
from grondstof.store.parameters import Parameters

Floats = NDArray[np.float64]
Key = tuple[str, str]

SENSITIVITY_DRAWS = 2_000


@dataclass(frozen=True)
class Computed:
    """Everything that was computed for one list, before it becomes rows.

    Attributes:
        risk: Draws of supply risk by entry.
        free_risk: The same as if no export restriction held.
        plain_risk: The same without any judgement.
        governance: Draws of the governance risk of every territory.
    """

    home: str
    day: date
    entries: list[Terms]
    risk: Mapping[Key, Floats]
    free_risk: Mapping[Key, Floats]
    plain_risk: Mapping[Key, Floats]
    importance: Mapping[str, Importance]
    industries: Industries
    assembly: Assembly
    settings: Settings
    governance: Floats

    @property
    def parameters(self) -> Parameters:
        """Return the parameters of the list."""
        return self.assembly.parameters

    def chance(self, risk: Floats, material_id: str) -> float | None:
        """Return the probability that both axes reach their thresholds; None without axis 2."""
        behind = self.importance.get(material_id)
        if behind is None:
            return None
        risky = risk >= self.parameters.number("thresholds.supply_risk")
        worth = behind.draws / self.industries.manufacturing >= self.industries.threshold
        return float(np.mean(risky & worth))


def list_rows(found: Computed, *, sensitivity: bool) -> list[dict[str, Any]]:
    """Return the rows of the list, with ranks and verdicts."""
    worst = bottlenecks(found)
    places = _rank_intervals(found, worst)
    shares = _variances(found, worst) if sensitivity else {}
    rows = [
        {**_row(found, terms), **places[name], **shares.get(name, {})}
        for name, terms in worst.items()
    ]
    order = sorted(rows, key=lambda row: (-row["supply_risk"], row["material_id"]))
    for place, row in enumerate(order, start=1):
        row["rank"] = place
    return rows


def bottlenecks(found: Computed) -> dict[str, Terms]:
    """Return the entry of each material with the highest median supply risk, sorted by material."""
    worst: dict[str, Terms] = {}
    medians = {key: float(np.median(draws)) for key, draws in found.risk.items()}
    for terms in found.entries:
        name = terms.material_id
        if name not in worst or medians[name, terms.stage_id] > medians[name, worst[name].stage_id]:
            worst[name] = terms
    return dict(sorted(worst.items()))


def verdict(chance: float | None, judged: Parameters) -> str:
    """Return listed, watch, not-listed, or not-assessed without a probability."""
    if chance is None:
        return "not-assessed"
    if chance >= judged.number("verdict.listed"):
        return "listed"
    return "watch" if chance >= judged.number("verdict.watch") else "not-listed"


def _variances(found: Computed, worst: Mapping[str, Terms]) -> Mapping[str, Mapping[str, float]]:
    draws, seed = min(SENSITIVITY_DRAWS, found.settings.draws), found.settings.seed
    governance = found.assembly.governance
    one = governance_draws(governance, Settings(draws, seed))
    two = governance_draws(governance, Settings(draws, seed + 1))
    return {
        name: {
            f"variance_{group}": share
            for group, share in variance_shares(terms, one, two, Settings(draws, seed)).items()
        }
        for name, terms in worst.items()
    }


def _rank_intervals(found: Computed, worst: Mapping[str, Terms]) -> dict[str, dict[str, int]]:
    draws = np.column_stack([found.risk[name, terms.stage_id] for name, terms in worst.items()])
    order = np.argsort(np.argsort(-draws, axis=1, kind="stable"), axis=1) + 1
    low, high = np.percentile(order, [5.0, 95.0], axis=0)
    return {
        name: {"rank_low": int(np.floor(low[i])), "rank_high": int(np.ceil(high[i]))}
        for i, name in enumerate(worst)
    }


def _row(found: Computed, terms: Terms) -> dict[str, Any]:
    key, name = (terms.material_id, terms.stage_id), terms.material_id
    governance = found.assembly.governance
    median, low, high = interval(found.risk[key])
    behind = found.importance.get(name)
    chance = found.chance(found.risk[key], name)
    judged = found.parameters
    return {
        "home_id": found.home,
        "as_of": found.day,
        "material_id": name,
        "stage_id": terms.stage_id,
        "supply_risk": median,
        "supply_risk_low": low,
        "supply_risk_high": high,
        "supply_risk_direct": point(terms, governance, direct=True) if terms.direct else None,
        "supply_basis": terms.basis,
        **_factors(found, terms),
        **({} if behind is None else _worth(behind, found.industries)),
        "probability_listed": chance,
        "verdict": verdict(chance, judged),
        "verdict_without_restrictions": verdict(found.chance(found.free_risk[key], name), judged),
        "verdict_without_judgements": verdict(found.chance(found.plain_risk[key], name), judged),
        "restrictions": ";".join(terms.restricted) or None,
        "judgements": ";".join(terms.judged) or None,
        "flags": _flags(terms, behind, judged),
        "kind": "modelled",
        "oldest_year": terms.oldest_year,
        "lacks": None if behind else "value_added_meur;importance_share;probability_listed",
    }


def _factors(found: Computed, terms: Terms) -> dict[str, Any]:
    world, home = indices(terms, found.assembly.governance)
    return {
        "supply_risk_point": point(terms, found.assembly.governance),
        "world_index": world,
        "home_index": home,
        "import_reliance": terms.import_reliance.value,
        "import_reliance_reason": terms.import_reliance.reason,
        "recycling_rate": terms.recycling.value,
        "substitution_index": terms.substitution.value,
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
        "importance_threshold": known.threshold,
        "importance_as_published": float(behind.point.as_published) / whole,
        "importance_reweighted": float(behind.point.reweighted) / whole,
        "merged_share": behind.merged,
        "importance_eu_method": float(behind.point.as_published) * 10.0 / known.largest,
    }


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
