"""Who gets what is left: pro rata or by price, in closed form over many draws at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from grondstof.methods.shock_terms import Floats, over

# Times the part that it misses a buyer asks of each seller.
_ASKED = 10.0


@dataclass(frozen=True)
class Known:
    """Extra flow on links that exist, extra_ij = F_ij a_i c_j t_j.

    Attributes:
        flows: Base flows of a month, shape (n, n). [t]
        given: Part of what it is asked that a seller gives, a, shape (draws, n). [fraction]
        asked: Part of its flow that a buyer asks on top, c, shape (draws, n). [fraction]
        taken: Part of what it is offered that a buyer takes, t, shape (draws, n). [fraction]
        into: What buyers get, shape (draws, n). [t]
    """

    flows: Floats
    given: Floats
    asked: Floats
    taken: Floats
    into: Floats

    def out(self, part: Floats | None = None) -> Floats:
        """Return what sellers send, where buyers take a part of it only, shape (draws, n). [t]"""
        took = self.asked * self.taken
        return np.asarray(self.given * ((took if part is None else took * part) @ self.flows.T))


def from_known(flows: Floats, inflow: Floats, room: Floats, spare: Floats, wanted: Floats) -> Known:
    """Return what buyers get from sellers they know.

    A buyer does not know who has capacity left, so it asks all its sellers at once, each for up to
    ten times the part that it misses, at most what the link can grow:
    c_j = min(room, 10 w_j / inflow_j). A seller that is asked for more than it has gives all the
    same part, a_i = min(1, spare_i / sum_j F_ij c_j). A buyer that is offered more than it misses
    takes what it misses, t_j = min(1, w_j / sum_i F_ij a_i c_j).

    What one asks does not hang on what others have or miss. So nobody ever gets more because a
    seller has less or another buyer misses more, and what stays missing never falls when more is
    missed: a larger shock, or one more, never costs less.

    Args:
        flows: Base flows of a month, i to j, shape (n, n). [t]
        inflow: Column sums of the flows, shape (n,). [t]
        room: Most extra flow as a fraction of the base flow, shape (draws, 1). [fraction]
        spare: Spare production, shape (draws, n). [t]
        wanted: What buyers miss, shape (draws, n). [t]
    """
    asked = np.minimum(room, _ASKED * over(wanted, inflow))
    given = np.minimum(1.0, over(spare, asked @ flows.T))
    offered = asked * (given @ flows)
    into = np.minimum(wanted, offered)
    return Known(flows, given, asked, np.minimum(1.0, over(into, offered)), into)


class Dearest:
    """What sellers give buyers they know when each serves its highest bidder first.

    A seller gives buyer j of what it was asked, r_ij = F_ij c_j, as much as those that bid more
    leave of what it has: g_ij = min(r_ij, max(0, spare_i - sum of r_ik of all k that bid more)).
    Otherwise as `from_known`; only links that exist are held, from one seller to the next, each
    from the highest bid to the lowest.
    """

    def __init__(
        self, flows: Floats, inflow: Floats, room: Floats, spare: Floats, wanted: Floats,
        order: NDArray[np.intp],
    ) -> None:  # fmt: skip
        """Share capacity among buyers.

        Args:
            flows: Base flows of a month, i to j, shape (n, n). [t]
            inflow: Column sums of the flows, shape (n,). [t]
            room: Most extra flow as a fraction of the base flow, shape (draws, 1). [fraction]
            spare: Spare production, shape (draws, n). [t]
            wanted: What buyers miss, shape (draws, n). [t]
            order: Buyers from the highest to the lowest bid, shape (n,).
        """
        self.seller, place = np.nonzero(flows[:, order])
        self.buyer = order[place]
        asked = np.minimum(room, _ASKED * over(wanted, inflow))
        wish = asked[:, self.buyer] * flows[self.seller, self.buyer]
        before = np.cumsum(wish, axis=1) - wish
        first = np.searchsorted(self.seller, self.seller)
        left = spare[:, self.seller] - (before - before[:, first])
        self.given = np.clip(left, 0.0, wish)
        offered = self._sum(self.given, self.buyer, wanted.shape[1])
        self.into = np.minimum(wanted, offered)
        self.taken = np.minimum(1.0, over(self.into, offered))

    def out(self, part: Floats | None = None) -> Floats:
        """Return what sellers send, where buyers take a part of it only, shape (draws, n). [t]"""
        took = self.taken if part is None else self.taken * part
        return self._sum(self.given * took[:, self.buyer], self.seller, self.taken.shape[1])

    @staticmethod
    def _sum(links: Floats, ends: NDArray[np.intp], places: int) -> Floats:
        """Return sums over links by one of their ends, shape (draws, places)."""
        count = len(ends)
        table = csr_array((np.ones(count), (ends, np.arange(count))), shape=(places, count))
        return np.asarray((table @ links.T).T)


def pro_rata(pool: Floats, wanted: Floats) -> Floats:
    """Return what each buyer gets of a pool in proportion to what it wants.

    g_j = w_j min(1, pool / sum_k w_k).

    Args:
        pool: What there is, shape (draws, 1). [t]
        wanted: What buyers want, shape (draws, n). [t]
    """
    total = wanted.sum(axis=-1, keepdims=True)
    return np.asarray(wanted * np.minimum(1.0, _over(pool, total)))


def by_price(pool: Floats, wanted: Floats, order: NDArray[np.intp]) -> Floats:
    """Return what each buyer gets of a pool when the highest bidder is served first.

    g_j = min(w_j, max(0, pool - sum of w_k of all k that bid more)).

    Args:
        pool: What there is, shape (draws, 1). [t]
        wanted: What buyers want, shape (draws, n). [t]
        order: Buyers from the highest to the lowest bid, shape (n,).
    """
    sorted_ = wanted[..., order]
    before = np.cumsum(sorted_, axis=-1) - sorted_
    given = np.zeros_like(wanted)
    given[..., order] = np.minimum(sorted_, np.maximum(0.0, pool - before))
    return given


def _over(top: Floats, bottom: Floats) -> Floats:
    """Return top / bottom; where the bottom is zero, infinity for a positive top and else zero."""
    safe = np.where(bottom > 0.0, bottom, 1.0)
    return np.asarray(np.where(bottom > 0.0, top / safe, np.where(top > 0.0, np.inf, 0.0)))
