"""What a shortage does to the price, outside and inside a country that restricts, and for how long.

Supply and demand have constant elasticities. Let r be what is supplied over what is wanted at the
price before. Supply follows S = S0 P^s and demand D = D0 P^-d, both elasticities taken positive
here, so that the market clears at P = r^(-1 / (s + d)): above 1 outside, where r < 1, and below 1
inside, where what may not leave comes on top of what is wanted. Volume comes back first: a price
that has moved falls back with a half-life of its own, in the logarithm.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.shock import Network, Shock, restricting

Floats = NDArray[np.float64]
# A price that is off by less counts as back where it was.
_FLAT = 1e-12


def clearing(ratio: Floats, demand: Floats, supply: Floats) -> Floats:
    """Return the price at which the market clears, as a multiple of the price before.

    P = r^(-1 / (s + d)): 1 where r = 1; the more elastic either side, the nearer to 1; the larger
    the shortage, the higher.

    Args:
        ratio: Supplied over wanted at the price before, above 0, shape (draws, ...). [fraction]
        demand: Own-price elasticity of demand, below 0, shape (draws,). [dimensionless]
        supply: Own-price elasticity of supply, at least 0, shape (draws,). [dimensionless]

    Raises:
        ValueError: An elasticity has the wrong sign, or nothing is supplied.

    Source: constant-elasticity partial equilibrium as in U.S. Geological Survey, Open-File Report
    2025-1047, abstract: prices after a disruption follow from price elasticities of supply and
    demand and from spare capacity; its own elasticities could not be read.
    """
    if np.any(demand >= 0.0) or np.any(supply < 0.0):
        raise ValueError("demand falls and supply does not fall when the price rises")
    if np.any(ratio <= 0.0):
        raise ValueError("a market without supply has no price")
    both = (supply - demand).reshape(-1, *(1,) * (ratio.ndim - 1))
    return np.asarray(ratio ** (-1.0 / both))


def left(short: Floats, least: float) -> Floats:
    """Return what is supplied over what is wanted, from the short part of use.

    Args:
        short: Short part of use after stocks and all reactions, 0 to 1. [fraction]
        least: Part below which it is not followed, above 0, since elasticities do not reach there.
    """
    return np.asarray(np.clip(1.0 - short, least, 1.0))


def held_back(network: Network, shocks: Sequence[Shock], draws: int = 1) -> Floats | None:
    """Return what may not leave, over the use of those that hold it back, shape (draws, steps).

    h(t) = sum over i in S, j of F_ij (1 - product over shocks of (1 - loss(t))) / sum of use in S.
    Shocks to production hold nothing back. None where those that restrict have no use that is
    known, as where only shares of supply are.

    Args:
        network: Base year.
        shocks: Disruptions.
        draws: Number of draws of the sizes of shocks.
    """
    bans = [item for item in shocks if not item.production and item.loss.max(initial=0.0) > 0.0]
    inside = restricting(bans, len(network.production))
    use = float(network.use[inside].sum())
    if use <= 0.0:
        return None
    steps = len(bans[0].loss)
    blocked = np.zeros((draws, steps))
    for place in np.flatnonzero(inside):
        passes = np.ones((draws, steps, len(network.production)))
        for item in bans:
            if item.sources[place]:
                size = np.ones(1) if item.size is None else item.size
                loss = np.clip(item.loss[None, :] * size[:, None], 0.0, 1.0)
                passes = passes * (1.0 - loss[:, :, None] * item.targets)
        blocked += (1.0 - passes) @ network.flows[place]
    return np.asarray(blocked / use)


def lingering(price: Floats, half_life: Floats) -> Floats:
    """Return the path of a price that moves at once and falls back slowly.

    ln p(t) = the further from 0 of ln c(t) and ln p(t - 1) 2^(-1 / h), on the side to which the
    price moved, with c the price at which the market clears.

    Args:
        price: Clearing price by month, on one side of 1, shape (draws, steps). [multiple]
        half_life: Half-life of what it is off by, above 0, shape (draws,). [months]
    """
    log = np.log(price)
    side = np.where(np.abs(log).max(axis=1) <= log.max(axis=1), 1.0, -1.0)[:, None]
    moved = side * log
    keep = 2.0 ** (-1.0 / half_life)
    for step in range(1, moved.shape[1]):
        moved[:, step] = np.maximum(moved[:, step], moved[:, step - 1] * keep)
    return np.asarray(np.exp(side * moved))


def back_month(path: Floats, cleared: Floats, half_life: Floats, within: float) -> Floats:
    """Return the month after which a price stays within a part of what it was, shape (draws,).

    Counted from 1, 0 when it never leaves that part. After the last month it falls back as before,
    T + h log2(|ln p(T)| / ln(1 + within)), where the market then clears at the old price; NaN
    where it does not, because nobody knows when it will.

    Args:
        path: Price by month, shape (draws, steps). [multiple]
        cleared: Clearing price by month, shape (draws, steps). [multiple]
        half_life: As in `lingering`. [months]
        within: Part by which it may still be off. [fraction]
    """
    steps, edge = path.shape[1], float(np.log1p(within))
    off = np.abs(np.log(path))
    high = off > edge
    last = np.where(high.any(axis=1), steps - np.argmax(high[:, ::-1], axis=1), 0).astype(float)
    more = steps + half_life * np.log2(np.maximum(off[:, -1], _FLAT) / edge)
    open_ = np.abs(np.log(cleared[:, -1])) > edge
    later = np.where(open_, np.nan, np.ceil(more))
    return np.asarray(np.where(high[:, -1], later, last))
