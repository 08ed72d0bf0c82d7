"""Draws what demand hangs on: lifetimes, shares, intensities over time and end-of-life rates.

The first draw is the central value of everything; the others spread over the judged ranges.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.streams import stream
from grondstof.methods.survival import Lifetime, survival_by_age
from grondstof.store.parameters import Leaf, Parameters

if TYPE_CHECKING:
    import pyarrow as pa

    from grondstof.assess.demand_scenarios import Life

Floats = NDArray[np.float64]
_TABLE = "content/parameters/demand"
# Intensities up to this year are taken as they are; later ones are a publisher's expectation.
KNOWN_UP_TO = 2024
_FAR = 2050


@dataclass(frozen=True)
class Drawer:
    """Draws parameters, each from its own stream so that order does not matter."""

    judged: Parameters
    draws: int
    seed: int

    def leaf(self, name: str) -> Floats:
        """Return draws of a parameter; shares stay within 0 and 1."""
        return self.of(name, self.judged.leaf(name))

    def of(self, name: str, leaf: Leaf) -> Floats:
        """Return draws of a leaf, its value first."""
        value = float(leaf.value)
        spread = leaf.spread or 0.0
        drawn = value + spread * stream(self.seed, _TABLE, name).uniform(-1.0, 1.0, self.draws)
        drawn[0] = value
        top = 1.0 if leaf.unit.startswith("fraction") else np.inf
        return np.asarray(np.clip(drawn, 0.0, top), dtype=np.float64)

    def survival(self, technology: str, years: int, own: "Life | None" = None) -> Floats:
        """Return the share in use by age for each draw of the lifetime, shape (draws, years).

        Args:
            technology: Technology of a scenario.
            years: Number of years.
            own: Lifetime that the scenario gives in place of the judged one.
        """
        mean, deviation = self._life(technology, own)
        # Lifetimes on a grid of a tenth of a year: finer than anyone knows, and far fewer curves.
        grid, place = np.unique(np.round(mean, 1), return_inverse=True)
        curves = [survival_by_age(Lifetime("weibull", m, deviation), years) for m in grid]
        return np.array(curves)[place]

    def _life(self, technology: str, own: "Life | None") -> tuple[Floats, float]:
        name = f"lifetime.{technology}.mean"
        if own is None:
            return self.leaf(name), self.judged.number(f"lifetime.{technology}.deviation")
        drawn = own.mean + own.spread * stream(self.seed, _TABLE, name).uniform(
            -1.0, 1.0, self.draws
        )
        drawn[0] = own.mean
        # Rounded to a tenth later: a life of less would become none at all.
        return np.maximum(drawn, 0.1), own.deviation

    def shares(self, name: str) -> dict[str, Floats]:
        """Return the share of each variant of a technology; they sum to 1 in every draw."""
        leaves = self.judged.below(f"share.{name}")
        drawn = {key: self.of(f"share.{name}.{key}", leaf) for key, leaf in leaves.items()}
        total = np.sum(list(drawn.values()), axis=0)
        return {key: share / total for key, share in drawn.items()}

    def rate(self, product: str, what: str, material: str) -> Floats:
        """Return draws of an end-of-life rate; recovery may differ by material."""
        if what != "recovery":
            return self.leaf(f"end_of_life.{product}.{what}")
        own = f"end_of_life.{product}.recovery.{material}"
        name = own if own in self.judged.leaves else f"end_of_life.{product}.recovery.other"
        return self.leaf(name)


@dataclass(frozen=True)
class Intensity:
    """Figures of one material in one variant of a product.

    Attributes:
        by_year: Kilograms per unit of the product, by year.
        low: Least of the studies for the last known year, or None.
        high: Most of them.
        spread: Half-width where there are no studies to span [kg].
    """

    by_year: Mapping[int, float]
    low: float | None
    high: float | None
    spread: float

    @property
    def base(self) -> int:
        """Return the last year whose figure is no expectation."""
        known = [year for year in self.by_year if year <= KNOWN_UP_TO]
        return max(known) if known else min(self.by_year)

    def drawn(self, drawer: Drawer, name: str, years: NDArray[np.int64]) -> Floats:
        """Return kilograms per unit, shape (draws, years).

        Level: between the least and the most study, or around the one figure. Course: as known up
        to the base year; after it the expected change comes true for a share between 0 and 1 of
        the way, so a falling intensity is a range. Without an expectation the judged decline holds.
        """
        rng = stream(drawer.seed, "settled__intensity", name)
        level = self._level(rng, drawer.draws)
        come_true = rng.uniform(0.0, 1.0, drawer.draws)
        come_true[0] = 0.5
        factor = self._factor(years)
        if factor is None:
            end = drawer.leaf("decline.factor_2050")
            way = np.clip((years - self.base) / (_FAR - self.base), 0.0, 1.0)
            return level[:, None] * (1.0 - np.outer(1.0 - end, way))
        later = years > self.base
        course = np.where(later, 1.0 - np.outer(come_true, 1.0 - factor), factor)
        return np.asarray(level[:, None] * course, dtype=np.float64)

    def _factor(self, years: NDArray[np.int64]) -> Floats | None:
        """Return the figures over that of the base year; None when there is one figure only."""
        known = sorted(self.by_year)
        if len(known) < 2 or self.by_year[self.base] <= 0.0:
            return None
        course = np.interp(years, known, [self.by_year[year] for year in known])
        return np.asarray(course / self.by_year[self.base], dtype=np.float64)

    def _level(self, rng: np.random.Generator, draws: int) -> Floats:
        middle = self.by_year[self.base]
        if self.low is not None and self.high is not None and self.high > self.low:
            drawn = rng.triangular(self.low, middle, self.high, draws)
        else:
            drawn = middle + self.spread * rng.uniform(-1.0, 1.0, draws)
        drawn[0] = middle
        return np.maximum(drawn, 0.0)


Key = tuple[str, str, str]


def intensities(rows: "pa.Table") -> dict[Key, Intensity]:
    """Return intensities by product, variant and material from the settled table."""
    grouped: dict[Key, list[Mapping[str, object]]] = defaultdict(list)
    for row in rows.to_pylist():
        grouped[row["product_id"], row["variant"], row["material_id"]].append(row)
    return {key: _intensity(found) for key, found in sorted(grouped.items())}


def _intensity(rows: Sequence[Mapping[str, object]]) -> Intensity:
    by_year = {int(str(row["year"])): float(str(row["intensity"])) for row in rows}
    bare = Intensity(by_year, None, None, 0.0)
    row = next(item for item in rows if item["year"] == bare.base)
    low, high = row["intensity_low"], row["intensity_high"]
    return Intensity(
        by_year,
        None if low is None else float(str(low)),
        None if high is None else float(str(high)),
        float(str(row["spread"] or 0.0)),
    )
