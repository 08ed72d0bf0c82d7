"""EU supply risk of a material at a stage, the scope rule, and the stage that is the bottleneck."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grondstof.methods.intervals import Interval, as_interval

Floats = NDArray[np.float64]


class Scope(Enum):
    """Which supply a result rests on; chosen per material and stage, never guessed.

    BOTH is the default. GLOBAL_ONLY is for EU sourcing data that are poor or absent. EU_ONLY is for
    a home that does not depend on imports, or where world data are absent at that stage.
    Source: European Commission, Study on the review of the list of critical raw materials (2017),
    pages 48-49.
    """

    BOTH = "both"
    GLOBAL_ONLY = "global-only"
    EU_ONLY = "eu-only"


@dataclass(frozen=True)
class Bottleneck:
    """The stage with the highest supply risk.

    Attributes:
        stage_id: The stage; None when no stage has a result.
        supply_risk: Its supply risk; None likewise.
        without: Stages that had no result and so could not be the bottleneck.
    """

    stage_id: str | None
    supply_risk: float | None
    without: tuple[str, ...]


def _check(name: str, values: Floats, top: float) -> None:
    if not ((values >= -1e-12) & (values <= top + 1e-12)).all():
        raise ValueError(f"{name} must lie between 0 and {top:g}")


def _core(
    hhi_global: ArrayLike | None, hhi_eu: ArrayLike | None, reliance: ArrayLike | None, scope: Scope
) -> Floats:
    if scope is Scope.GLOBAL_ONLY:
        if hhi_global is None:
            raise ValueError("scope global-only needs the index of world supply")
        return np.asarray(hhi_global, dtype=np.float64)
    if hhi_eu is None:
        raise ValueError(f"scope {scope.value} needs the index of EU sourcing")
    sourcing = np.asarray(hhi_eu, dtype=np.float64)
    if scope is Scope.EU_ONLY:
        return sourcing
    if hhi_global is None or reliance is None:
        raise ValueError("scope both needs the index of world supply and import reliance")
    weight = np.asarray(reliance, dtype=np.float64) / 2.0
    _check("import reliance", weight, 0.5)
    return np.asarray(np.asarray(hhi_global, dtype=np.float64) * weight + sourcing * (1.0 - weight))


def supply_risk(
    *,
    hhi_global: ArrayLike | None,
    hhi_eu: ArrayLike | None,
    import_reliance: ArrayLike | None,
    recycling: ArrayLike,
    substitution: ArrayLike,
    scope: Scope,
) -> float | Floats:
    """Return the EU supply risk.

    Formula: SR = core * (1 - EoL_RIR) * SI, with core by scope
    both: HHI_GS * IR/2 + HHI_EU * (1 - IR/2); global-only: HHI_GS; eu-only: HHI_EU.
    Range 0 to about 10 * t [dimensionless]. Arguments are floats or arrays that broadcast.

    Args:
        hhi_global: Governance-weighted index of world supply, 0..10*t.
        hhi_eu: The same of EU sourcing (EU production and imports by origin).
        import_reliance: IR [fraction], 0..1; only used in scope both.
        recycling: End-of-life recycling input rate [fraction], 0..1.
        substitution: Substitution index for supply risk, 0..1.
        scope: Which supply the result rests on.

    Raises:
        ValueError: An input that the scope needs is absent or outside its range.

    Source: Regulation (EU) 2024/1252, Annex II, section 2; European Commission, Methodology for
    establishing the EU list of critical raw materials (2017).
    """
    recycled = np.asarray(recycling, dtype=np.float64)
    index = np.asarray(substitution, dtype=np.float64)
    _check("the recycling rate", recycled, 1.0)
    _check("the substitution index", index, 1.0)
    found = _core(hhi_global, hhi_eu, import_reliance, scope) * (1.0 - recycled) * index
    return float(found) if found.ndim == 0 else found


def supply_risk_interval(
    *,
    hhi_global: Interval | float | None,
    hhi_eu: Interval | float | None,
    import_reliance: Interval | float | None,
    recycling: Interval | float,
    substitution: Interval | float,
    scope: Scope,
) -> Interval:
    """Return the exact range of the supply risk when each input lies in an interval.

    The risk rises with both indices and SI, falls with recycling, and is linear in import reliance,
    so its ends lie at ends of the inputs; both ends of import reliance are tried.
    """
    recycled, index = as_interval(recycling), as_interval(substitution)
    reliance = None if import_reliance is None else as_interval(import_reliance)
    ends: list[float] = []
    for side in ("low", "high"):
        other = "high" if side == "low" else "low"
        for reliant in (None,) if reliance is None else (reliance.low, reliance.high):
            value = supply_risk(
                hhi_global=None if hhi_global is None else getattr(as_interval(hhi_global), side),
                hhi_eu=None if hhi_eu is None else getattr(as_interval(hhi_eu), side),
                import_reliance=reliant,
                recycling=getattr(recycled, other),
                substitution=getattr(index, side),
                scope=scope,
            )
            ends.append(float(value))
    return Interval(min(ends), max(ends))


def bottleneck(by_stage: Mapping[str, float | None]) -> Bottleneck:
    """Return the stage with the highest supply risk; the earlier stage wins a tie.

    Args:
        by_stage: Supply risk by stage in the order of the chain; None where it has no result.

    Source: European Commission, Study on the review of the list of critical raw materials (2017),
    section 2.1.1.
    """
    known = {stage: risk for stage, risk in by_stage.items() if risk is not None}
    without = tuple(stage for stage, risk in by_stage.items() if risk is None)
    if not known:
        return Bottleneck(None, None, without)
    stage = max(known, key=lambda name: known[name])
    return Bottleneck(stage, known[stage], without)
