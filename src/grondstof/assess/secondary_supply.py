"""What recycling can give a home, as supply in a shock: from the stock model, over home's use.

The shock engine knows one judged figure for extra recycling of old scrap. What turbines, panels,
cars and batteries give back is known better: their outflow, collected, recovered and of quality,
each a judged range. It comes on top, as a share of home's use with its own draws.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.about import about
from grondstof.assess.demand import OUTPUT
from grondstof.assess.home_use import Estimate, home_use
from grondstof.assess.stockpile import READS
from grondstof.assess.urban_mine import counted
from grondstof.methods.end_of_life import quantile_draws
from grondstof.methods.streams import DEFAULT_SEED, stream
from grondstof.store.editions import Edition

Floats = NDArray[np.float64]

# Outflow of the first year that every scenario of demand covers and trade is at hand for.
YEAR = 2025


@dataclass(frozen=True)
class Secondary:
    """Secondary supply of a material in a home beside its use.

    Attributes:
        material_id: The material.
        home_id: The home.
        year: Year of the outflow.
        supply: What collection, recovery and quality leave of the outflow [t].
        use: Use of home in a year [t].
    """

    material_id: str
    home_id: str
    year: int
    supply: Estimate
    use: Estimate

    @property
    def share(self) -> float:
        """Return secondary supply over use at the central values, at most 1 [fraction]."""
        return float(self.drawn(1)[0])

    def drawn(self, count: int, seed: int = DEFAULT_SEED) -> Floats:
        """Return draws of secondary supply over use, the central value first, shape (count,).

        Supply is drawn through its 5, 50 and 95 %, use evenly between its ends; the share cannot
        leave 0 to 1.
        """
        supply, use = self.supply, self.use
        if supply.value is None or not use.value:
            return np.zeros(count)
        rng = stream(seed, "secondary", f"{self.home_id}/{self.material_id}/{self.year}")
        chance, way = rng.uniform(size=(2, count))
        tonnes = quantile_draws(
            chance, supply.low or 0.0, supply.value, _or(supply.high, supply.value)
        )
        low, high = _or(use.low, use.value), _or(use.high, use.value)
        share = tonnes / (low + way * (high - low))
        share[:1] = supply.value / use.value
        return np.asarray(np.clip(share, 0.0, 1.0), dtype=np.float64)


def secondary_of(
    edition: Edition, home: str, material: str, use_t: float | None = None, year: int = YEAR
) -> Secondary | None:
    """Return secondary supply of a material in a home; None where nothing is known of it.

    Args:
        edition: Opened edition.
        home: Territory or group.
        material: Material.
        use_t: Use of home in contained tonnes, where trade tells it [t per year].
        year: Year of the outflow.
    """
    supply = supply_in(_rows(edition, home, material, year), year)
    if supply is None:
        return None
    known = use_t is not None and use_t > 0.0
    use = Estimate(use_t, use_t, use_t, "trade") if known else _use(edition, home, material)
    return None if not use.value else Secondary(material, home, year, supply, use)


def supply_in(rows: list[Mapping[str, Any]], year: int) -> Estimate | None:
    """Return what rows of demand say can come back: mean of the scenarios, outermost ends [t].

    Magnets in turbines stand under two chains and are counted once.
    """
    sums: dict[str, list[float]] = {}
    for row in rows:
        if row["secondary_t"] is None or not counted(row["product_id"], row["material_id"]):
            continue
        own = sums.setdefault(row["scenario_id"], [0.0, 0.0, 0.0])
        for at, end in enumerate(("", "_low", "_high")):
            own[at] += row[f"secondary_t{end}"]
    if not sums:
        return None
    middle, low, high = zip(*sums.values(), strict=True)
    basis = "outflow of turbines, panels, cars and batteries, collected and recovered"
    return Estimate(sum(middle) / len(middle), min(low), max(high), basis, year)


def at_home(
    found: Secondary | None, count: int, places: int, home: int, seed: int = DEFAULT_SEED
) -> Floats | None:
    """Return what recycling adds in each territory: draws at home, nothing elsewhere.

    Args:
        found: Secondary supply of home; None gives None.
        count: Number of draws; 1 gives the central value.
        places: Number of territories.
        home: Place of home.
        seed: Seed of the draws.

    Returns:
        Shares of use, shape (count, places).
    """
    if found is None:
        return None
    shares = np.zeros((count, places))
    shares[:, home] = found.drawn(count, seed)
    return shares


def _rows(edition: Edition, home: str, material: str, year: int) -> list[Mapping[str, Any]]:
    sql = f'select * from "{OUTPUT}" where home_id = ? and material_id = ? and year = ?'
    return list(edition.rows(sql, [home, material, year]))


def _use(edition: Edition, home: str, material: str) -> Estimate:
    return home_use(about(edition, READS, [material]), home, material)


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def told(found: Secondary) -> dict[str, Any]:
    """Return what the stock model adds to recycling at home, as a row beside the judged ranges."""
    low, high = np.quantile(found.drawn(1000), [0.05, 0.95])
    return {
        "value": found.share,
        "value_low": float(low),
        "value_high": float(high),
        "unit": "fraction of use",
        "reason": f"Secondary supply of {found.year} by the stock model ({found.supply.basis}), "
        f"over use of home: {found.use.basis}.",
        "source": "grondstof",
        "kind": "modelled",
    }
