"""A supply shock month by month: production, transit, stocks, re-routing, shortage, recovery.

A network is a square matrix of base flows with production and use of every territory. Every step
holds, per territory and draw: production + arrivals + stock draw + recycling
= use + dispatch + stock build (nothing is lost on the way; what waits at a border is stock of the
territory that holds it); and over all steps dispatch equals arrivals plus the growth of what is in
transit.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.shock_calendar import checked
from grondstof.methods.shock_layers import layered
from grondstof.methods.shock_state import Given, Left, State
from grondstof.methods.shock_terms import (
    MONTHS,
    Allocation,
    Floats,
    Months,
    Network,
    Path,
    Reaction,
    Shock,
    restricting,
)

__all__ = [
    "MONTHS",
    "Allocation",
    "Months",
    "Network",
    "Path",
    "Reaction",
    "Shock",
    "restricting",
    "run",
]
_BOOKS = (
    "production", "arrivals", "dispatch", "draw", "build", "recycling", "use", "held", "released",
)  # fmt: skip


def run(
    network: Network,
    shocks: list[Shock],
    reaction: Reaction,
    steps: int,
    *,
    allocation: Allocation = "pro-rata",
    stocks: Floats | None = None,
    keep: NDArray[np.intp] | None = None,
    secondary: Floats | None = None,
    bound: Floats | None = None,
    onsets: Sequence[int] = (),
    first_month: int = 1,
) -> Path:
    """Return the path of a network under shocks.

    In each month a territory has production and arrivals; when they fall short of the base, it
    cuts dispatch and own use alike. Shocks then block dispatch or stop production. What buyers
    miss they ask from sources that are not hit: on existing links up to their growth, from new
    suppliers after the switch lag; both arrive after transit. Stocks cover what is short. A
    source that is blocked lowers its production; what it bought for others piles up. Neither is
    given to its own users, so that a larger shock cannot look like a smaller one. What a licence
    delay stops waits at the border and leaves later (`shock_border`). Reactions start with the
    shock; of several, none lends its reaction to a newer one (`shock_layers`).

    Args:
        network: Base year.
        shocks: Disruptions; where several hit one link, what passes is the product.
        reaction: How supply and use react, one value per draw.
        steps: Number of months.
        allocation: How capacity left over is shared among new buyers.
        stocks: Stock days of single territories in place of the common one, NaN elsewhere,
            shape (n,). [days]
        bound: Part of production that something outside the network allows, such as the host of a
            by-product, shape (steps, n) or (draws, steps, n); all when None. Territories that are
            bounded have no spare capacity. [fraction]
        keep: Territories whose books are kept; all when None.
        secondary: Recycling that single territories can add on top of the common growth,
            shape (draws, n). [fraction of use]
        onsets: Steps in which what bounds production began, from 0; the first month in which it
            binds when empty.
        first_month: Calendar month of the first step, 1 to 12.

    Returns:
        The path, with the kept territories on the last axis.

    Raises:
        ValueError: Transit below a month, a loss outside 0 to 1, price without bids, no year.

    Source: pro-rata cascades on trade networks: Marchand et al. (2016), Reserves and trade jointly
    determine exposure to food supply shocks; transit and stocks are added.
    """
    _check(network, shocks, reaction, allocation)
    if bound is not None:
        bound = np.clip(bound, 0.0, 1.0).reshape(-1, *bound.shape[-2:])
    given = Given(network, reaction, first_month, allocation, stocks, secondary)
    layers = layered(shocks, bound, onsets, steps)
    states = [State(given, layer) for layer in layers]
    return _followed(states, np.arange(len(network.production)) if keep is None else keep, steps)


def _check(
    network: Network, shocks: list[Shock], reaction: Reaction, allocation: Allocation
) -> None:
    if float(reaction.transit_months.min()) < 1.0:
        raise ValueError("transit takes at least one month")
    if any(np.any((item.loss < 0.0) | (item.loss > 1.0)) for item in shocks):
        raise ValueError("a loss is a fraction from 0 to 1")
    if allocation == "price" and network.bids is None:
        raise ValueError("sharing by price needs bids")
    if network.months is not None:
        checked(network.months, len(network.production))


def _followed(states: list[State], chosen: NDArray[np.intp], steps: int) -> Path:
    """Return the path of the chosen territories under all layers, month by month."""
    whole = states[-1]
    shape = (whole.draws, steps, len(chosen))
    path = Path(np.zeros(shape), {name: np.zeros(shape) for name in (*_BOOKS, "waiting")})
    use = whole.calendar.use
    path.need = use[chosen]
    path.transit, path.outside = np.zeros(shape[:2]), np.zeros(shape[:2])
    free = ~restricting(whole.layer.shocks, whole.n)
    outside = max(float(use[free].sum()), 1e-300)
    for step in range(steps):
        left: Left | None = None
        for state in states:
            found, left = state.step(step, left)
        shortage = found.pop("shortage")
        path.outside[:, step] = shortage @ free / outside
        path.shortage[:, step] = shortage[:, chosen]
        for name, values in found.items():
            path.books[name][:, step] = values[:, chosen]
        if whole.border is not None:
            path.books["waiting"][:, step] = whole.border.waiting()[:, chosen]
        path.transit[:, step] = whole.under_way()
    return path
