"""End of life: what collection, recovery and quality leave of what goes out of use."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grondstof.errors import Fault, InputError

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class EndOfLife:
    """Where an outflow goes; the four parts add up to it.

    Attributes:
        uncollected: Not collected, or collected where nothing is recovered.
        lost: Collected, lost in sorting and processing.
        downgraded: Recovered in a form that does not replace the primary material.
        secondary: Recovered in a form that does.
    """

    uncollected: Floats
    lost: Floats
    downgraded: Floats
    secondary: Floats


def end_of_life(
    outflow: ArrayLike, collection: ArrayLike, recovery: ArrayLike, quality: ArrayLike
) -> EndOfLife:
    """Return the fate of an outflow.

    Formula: secondary = outflow x collection x recovery x quality; the rest of each step is its
    loss.

    Args:
        outflow: What goes out of use [t]; the shapes of all arguments broadcast.
        collection: Share that reaches a place where the material can be recovered.
        recovery: Share of the material in what is collected that is recovered.
        quality: Share of what is recovered that replaces primary material.

    Raises:
        InputError: If a share lies outside 0 to 1 (all of them named), or an outflow below 0.
    """
    flow = np.asarray(outflow, dtype=np.float64)
    shares = {"collection": collection, "recovery": recovery, "quality": quality}
    arrays = {name: np.asarray(value, dtype=np.float64) for name, value in shares.items()}
    refuse_rates(arrays)
    collected = flow * arrays["collection"]
    recovered = collected * arrays["recovery"]
    secondary = recovered * arrays["quality"]
    return EndOfLife(
        uncollected=flow - collected,
        lost=collected - recovered,
        downgraded=recovered - secondary,
        secondary=secondary,
    )


def refuse_rates(rates: dict[str, Floats]) -> None:
    """Raise InputError that names every rate outside 0 to 1."""
    faults = [
        Fault(
            name,
            f"a share of {float(value.flat[int(np.argmax(np.abs(value - 0.5)))]):g}",
            "a share between 0 and 1",
            "Write 25 % as 0.25",
        )
        for name, value in rates.items()
        if not ((value >= 0.0) & (value <= 1.0)).all()
    ]
    if faults:
        raise InputError(faults)


def secondary_share(secondary: ArrayLike, demand: ArrayLike) -> Floats:
    """Return secondary supply over demand; NaN where nothing is demanded.

    Args:
        secondary: Secondary supply [t].
        demand: Demand of the same year [t].
    """
    supply, wanted = np.broadcast_arrays(
        np.asarray(secondary, dtype=np.float64), np.asarray(demand, dtype=np.float64)
    )
    share = np.full(supply.shape, np.nan)
    np.divide(supply, wanted, out=share, where=wanted > 0.0)
    return share


def quantile_draws(chance: ArrayLike, low: float, middle: float, high: float) -> Floats:
    """Return values at given chances of a figure known by its 5, 50 and 95 % ends.

    Formula: straight lines through (0.05, low), (0.5, middle), (0.95, high), drawn out to chances
    0 and 1 and not below zero.

    Args:
        chance: Chances, 0 to 1, any shape.
        low: Value at 5 %, zero or more.
        middle: Value at 50 %.
        high: Value at 95 %.
    """
    below = max(low - (middle - low) / 9.0, 0.0)
    above = high + (high - middle) / 9.0
    ends = (below, low, middle, high, above)
    at = np.asarray(chance, dtype=np.float64)
    return np.asarray(np.interp(at, (0.0, 0.05, 0.5, 0.95, 1.0), ends), dtype=np.float64)


def first_year_at(shares: ArrayLike, years: ArrayLike, level: float) -> int | None:
    """Return the first year from which a share stays at or above a level; None when it does not.

    Staying matters: a dip of demand can lift a share for one year.

    Args:
        shares: Share by year, shape (years,); NaN counts as below.
        years: Calendar years, rising, shape (years,).
        level: Level, such as 0.25.
    """
    reached = np.asarray(shares, dtype=np.float64) >= level
    calendar = np.asarray(years)
    if not len(reached) or not reached[-1]:
        return None
    below = np.flatnonzero(~reached)
    return int(calendar[0 if not len(below) else below[-1] + 1])
