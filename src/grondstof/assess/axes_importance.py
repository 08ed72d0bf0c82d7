"""The second axis of a home's list: value added behind a material, with two operationalisations."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.recipe import Tables
from grondstof.errors import Fault, InputError, Phrase
from grondstof.methods.distributions import draw_shares
from grondstof.methods.value_added_axis import Axis, merged_share, value_added_behind
from grondstof.store.content import content_folder, csv_rows
from grondstof.store.parameters import Parameters
from grondstof.vocabulary import territories

Floats = NDArray[np.float64]

SYSTEM = "ICIO45"


@dataclass(frozen=True)
class Split:
    """Part of a merged industry that a NACE division makes up, with its half-width."""

    industry_code: str
    share: float
    half_width: float


@dataclass(frozen=True)
class Industries:
    """Value added of home and of the reference region by NACE division.

    Attributes:
        names: NACE divisions.
        home: Value added of home. [million EUR, shape (divisions,)]
        half_width: Relative half-width that the split of a merged industry brings.
        merged: True where the division was split out of a merged industry.
        reference: Value added of the EU in the vector of the study. [million EUR]
        manufacturing: Value added of home's whole manufacturing. [million EUR]
        largest: Value added of home's largest manufacturing industry. [million EUR]
        threshold: Share of manufacturing above which importance counts. [fraction]
    """

    names: tuple[str, ...]
    home: Floats
    half_width: Floats
    merged: NDArray[np.bool_]
    reference: Floats
    manufacturing: float
    largest: float
    threshold: float


@dataclass(frozen=True)
class Importance:
    """Importance of one material.

    Attributes:
        point: Both operationalisations. [million EUR]
        draws: Draws of value added behind the material. [million EUR, shape (count,)]
        merged: Share that rests on split-up merged industries. [fraction]
        allocated: Sum of the shares that could be given to an industry. [fraction]
    """

    point: Axis
    draws: Floats
    merged: float
    allocated: float


@cache
def splits() -> Mapping[str, Split]:
    """Return the reviewed split of merged industries by NACE division."""
    path = content_folder() / "maps" / "merged_industries.csv"
    return {
        row["nace2"]: Split(row["industry_code"], float(row["share"]), float(row["half_width"]))
        for row in csv_rows(path)
        if row["industry_system"] == SYSTEM
    }


def uses(tables: Tables) -> Mapping[str, Mapping[str, float]]:
    """Return the end-use shares of each material by NACE division, EU, as published."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in tables["settled__use_share"].to_pylist():
        if row["region_id"] == "EU27" and row["share"] is not None:
            found[row["material_id"]][row["industry_code"]] += row["share"]
    return found


def industries(tables: Tables, home: str, parameters: Parameters) -> Industries:
    """Return home's industries.

    Raises:
        InputError: If there is no value added for home; the message names the homes that have it.
    """
    from pyarrow.compute import field

    table, system = tables["settled__value_added"], field("industry_system")
    first = int(parameters.number("value_added.first_year"))
    last = int(parameters.number("value_added.last_year"))
    of_period = (field("year") >= first) & (field("year") <= last)
    # The table holds every year; rows are made only of those that count.
    rows = table.filter((system == "NACE2") | ((system == SYSTEM) & of_period)).to_pylist()
    mine = _mean(rows, home, parameters)
    if not mine:
        every = table.filter(system == SYSTEM)["territory_id"].to_pylist()
        known = sorted(set(every))
        raise InputError(
            [
                Fault(
                    Phrase("home {home}", home=home),
                    "no value added by industry",
                    Phrase("one of: {names}", names=", ".join(known)),
                    "Choose one of these homes, or add national accounts as a source",
                )
            ]
        )
    vector = {
        row["industry_code"]: row["value_meur"]
        for row in rows
        if row["industry_system"] == "NACE2" and row["value_meur"] is not None
    }
    union = _mean(rows, "EU27", parameters)
    names = tuple(sorted(vector))
    parts = [_part(name, mine) for name in names]
    largest_eu = max(value for name, value in vector.items() if name.startswith("C"))
    threshold = parameters.number("thresholds.importance_eu") / 10.0 * largest_eu
    return Industries(
        names=names,
        home=np.asarray([value for value, _, _ in parts]),
        half_width=np.asarray([width for _, width, _ in parts]),
        merged=np.asarray([merged for _, _, merged in parts], dtype=bool),
        reference=np.asarray([vector[name] for name in names]),
        manufacturing=_manufacturing(mine),
        largest=max(value for name, value in mine.items() if name.startswith("C")),
        threshold=threshold / _manufacturing(union),
    )


def _manufacturing(values: Mapping[str, float]) -> float:
    return sum(value for name, value in values.items() if name.startswith("C"))


def _mean(
    rows: Sequence[Mapping[str, Any]], home: str, parameters: Parameters
) -> Mapping[str, float]:
    """Return value added by industry as the mean over years; of a group, the sum of its members."""
    first = int(parameters.number("value_added.first_year"))
    last = int(parameters.number("value_added.last_year"))
    members = territories.members(home) if _known(home) else frozenset()
    found: dict[str, float] = defaultdict(float)
    years = {row["year"] for row in rows if row["industry_system"] == SYSTEM}
    count = len([year for year in years if first <= year <= last])
    for row in rows:
        if row["territory_id"] not in members or row["industry_system"] != SYSTEM:
            continue
        if first <= row["year"] <= last and row["value_musd"] is not None:
            rate = parameters.number(f"exchange.usd_per_eur_{row['year']}")
            found[row["industry_code"]] += row["value_musd"] / rate / count
    return found


def _known(home: str) -> bool:
    return home in territories.territories() or home in territories.groups()


def _part(nace2: str, mine: Mapping[str, float]) -> tuple[float, float, bool]:
    split = splits().get(nace2)
    if split is None:
        return mine.get(nace2, 0.0), 0.0, False
    value = mine.get(split.industry_code, 0.0)
    return value * split.share, split.half_width / split.share, True


def importance(
    shares: Mapping[str, float],
    known: Industries,
    kappa: float | None,
    count: int,
    rng: np.random.Generator,
) -> Importance:
    """Return the importance of a material with draws over all that is uncertain of it.

    Draws are over the end-use shares (Dirichlet), the split of merged industries (uniform) and the
    choice between the two operationalisations (uniform between them).

    Args:
        shares: End-use shares by NACE division; uses without a division are left out.
        known: Home's industries.
        kappa: Concentration of the shares; None for exact.
        count: Number of draws.
        rng: Random generator of this material.
    """
    part = np.asarray([shares.get(name, 0.0) for name in known.names])
    point = value_added_behind(part, known.home, known.reference)
    drawn = draw_shares(part, kappa, count, rng)
    mix: Floats | float = 0.5
    if kappa is None:
        behind = value_added_behind(drawn, known.home, known.reference)
    else:
        noise = rng.uniform(-1.0, 1.0, size=(count, part.size))
        sizes = known.home * np.clip(1.0 + noise * known.half_width, 0.0, None)
        behind = value_added_behind(drawn, sizes, known.reference)
        mix = rng.uniform(0.0, 1.0, size=count)
    return Importance(
        point=point,
        draws=np.asarray(behind.as_published * (1.0 - mix) + behind.reweighted * mix),
        merged=merged_share(part, known.home, known.merged),
        allocated=float(part.sum()),
    )
