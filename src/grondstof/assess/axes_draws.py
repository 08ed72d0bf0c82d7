"""Draws of supply risk for every entry of a home's list, each input from its own stream."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.axes_inputs import Governance, Number, Terms
from grondstof.methods.distributions import Dist, draw
from grondstof.methods.probabilistic_risk import Sourcing, combine, index_draws, index_point
from grondstof.methods.streams import stream

Floats = NDArray[np.float64]

WORKERS = 2
# Groups of inputs whose share of the variance is told.
GROUPS = ("shares", "governance", "trade", "recycling", "substitution", "reliance")


@dataclass(frozen=True)
class Settings:
    """How many draws, from which seed; without width every draw is the point value."""

    draws: int
    seed: int
    width: bool = True


def governance_draws(governance: Governance, settings: Settings) -> Floats:
    """Return draws of the risk of every territory, shape (draws, territories + 1).

    One stream for each territory, so that China's governance is the same draw in every material.
    The last column is unknown governance: uniform over the whole scale.
    """
    columns = np.empty((settings.draws, governance.mean.size))
    for name, place in governance.places.items():
        mean, spread = governance.mean[place], governance.spread[place]
        rng = stream(settings.seed, "settled__governance", name)
        columns[:, place] = _draw("normal", mean, spread, settings, rng, 0.0, 10.0)
    rng = stream(settings.seed, "settled__governance", "unknown")
    last = governance.mean.size - 1
    middle, half = governance.mean[last], governance.spread[last]
    columns[:, last] = _draw("uniform", middle, half, settings, rng, 0.0, 10.0)
    return columns


def _draw(
    dist: Dist,
    value: float,
    spread: float | None,
    settings: Settings,
    rng: np.random.Generator,
    low: float,
    high: float,
) -> Floats:
    width = spread if settings.width else None
    return draw(dist, value, width, settings.draws, rng, low=low, high=high)


def number_draws(
    name: str, terms: Terms, number: Number, settings: Settings, salt: str = ""
) -> Floats:
    """Return draws of one bounded number of an entry, 0..1."""
    rng = stream(settings.seed, name + salt, f"{terms.material_id}/{terms.stage_id}")
    dist: Dist = "uniform" if number.spread else "exact"
    return _draw(dist, number.value, number.spread, settings, rng, 0.0, 1.0)


def supply_risk_draws(terms: Terms, risks: Floats, settings: Settings) -> Floats:
    """Return draws of supply risk of one entry, shape (draws,)."""
    world = sourcing_draws("global", terms, terms.world, risks, settings)
    home = None
    if terms.home is not None:
        home = sourcing_draws("home", terms, terms.home, risks, settings)
    return combine(
        world,
        home,
        number_draws("import_reliance", terms, terms.import_reliance, settings),
        number_draws("recycling", terms, terms.recycling, settings),
        number_draws("substitution", terms, terms.substitution, settings),
    )


def sourcing_draws(
    scope: str, terms: Terms, sourcing: Sourcing, risks: Floats, settings: Settings
) -> Floats:
    """Return draws of the index of world supply (`global`) or of what home buys (`home`)."""
    key = f"{terms.material_id}/{terms.stage_id}/{scope}"
    rng = stream(settings.seed, "settled__supply_share", key)
    chosen = sourcing if settings.width else exact(sourcing)
    return index_draws(chosen, risks, settings.draws, rng)


def exact(sourcing: Sourcing) -> Sourcing:
    """Return the same suppliers without any width."""
    none = np.zeros_like(sourcing.trade_spread)
    return Sourcing(sourcing.suppliers, sourcing.shares, None, sourcing.trade, none)


def indices(
    terms: Terms, governance: Governance, *, direct: bool = False
) -> tuple[float, float | None]:
    """Return the index of world supply and of what home buys, of the point values."""
    chosen = terms.direct if direct else terms.home
    home = None if chosen is None else index_point(chosen, governance.mean)
    return index_point(terms.world, governance.mean), home


def point(terms: Terms, governance: Governance, *, direct: bool = False) -> float:
    """Return supply risk of the point values; with direct sourcing when asked for."""
    world, home = indices(terms, governance, direct=direct)
    return float(
        combine(
            world,
            home,
            terms.import_reliance.value,
            terms.recycling.value,
            terms.substitution.value,
        )
    )


def all_draws(
    entries: list[Terms], risks: Floats, settings: Settings
) -> Mapping[tuple[str, str], Floats]:
    """Return draws of supply risk of every entry; threads share the work, not the streams."""
    return dict(
        zip(
            [(item.material_id, item.stage_id) for item in entries],
            _spread(entries, lambda item: supply_risk_draws(item, risks, settings)),
            strict=True,
        )
    )


def _spread(entries: list[Terms], work: Callable[[Terms], Floats]) -> list[Floats]:
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, entries))
