"""The fewest territories whose stop halts an end product: minimum cuts of a supply chain."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

Shares = Mapping[str, float]


class Cut(NamedTuple):
    """Territories whose stop takes at least the wanted share of one needed node away.

    Attributes:
        node: The node.
        territories: The territories, the largest first.
        share: What they supply of it together. [fraction]
    """

    node: str
    territories: tuple[str, ...]
    share: float


def single_points(stages: Mapping[str, Shares], wanted: float) -> list[Cut]:
    """Return single points of failure: one territory that supplies at least the wanted share.

    Args:
        stages: Supply shares of every needed node, by node. [fraction]
        wanted: Share whose stop counts as failure. [fraction]
    """
    return [
        Cut(node, (territory,), share)
        for node, shares in stages.items()
        for territory, share in sorted(shares.items(), key=lambda item: (-item[1], item[0]))
        if share >= wanted
    ]


def smallest_cut(shares: Shares, wanted: float) -> tuple[str, ...]:
    """Return the fewest territories that supply at least the wanted share of one node.

    Taking the largest first is exact here: no set of k territories supplies more than the k
    largest do. Empty when all together do not reach the share.

    Args:
        shares: Supply shares by territory. [fraction]
        wanted: Share to reach. [fraction]
    """
    found: list[str] = []
    total = 0.0
    for territory, share in sorted(shares.items(), key=lambda item: (-item[1], item[0])):
        if total >= wanted - 1e-12:
            break
        found.append(territory)
        total += share
    return tuple(found) if total >= wanted - 1e-12 else ()


def minimum_cuts(stages: Mapping[str, Shares], wanted: float, most: int = 3) -> list[Cut]:
    """Return all minimum cuts: of every node that is needed, the smallest sets of territories.

    An end product stops when any node it needs stops, so its minimum cut is the smallest over
    those nodes; all sets of that size are given.

    Args:
        stages: Supply shares of every needed node, by node. [fraction]
        wanted: Share whose stop counts as failure. [fraction]
        most: Largest size of a set that is looked for.

    Source: Ford and Fulkerson (1956) for cuts; Birnbaum, Esary, Saunders (1961) for minimal cut
    sets of a system that needs all of its parts.
    """
    sizes = {node: len(smallest_cut(shares, wanted)) for node, shares in stages.items()}
    reached = [size for size in sizes.values() if 0 < size <= most]
    if not reached:
        return []
    size = min(reached)
    found = []
    for node, shares in stages.items():
        if sizes[node] == size:
            found += _sets(node, shares, wanted, size)
    return found


def _sets(node: str, shares: Shares, wanted: float, size: int) -> list[Cut]:
    largest = sorted(shares, key=lambda name: (-shares[name], name))[:12]
    sets: Sequence[tuple[str, ...]] = list(combinations(largest, size))
    cuts = [Cut(node, names, sum(shares[name] for name in names)) for names in sets]
    return [cut for cut in cuts if cut.share >= wanted - 1e-12]
