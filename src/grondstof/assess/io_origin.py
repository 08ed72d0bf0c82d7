"""Where the material that is first used in a region comes from: its suppliers and its own mines.

The mix of a region is what it buys from each territory plus what it makes itself and does not
sell, in value. A territory without a region of its own stands as an origin in its own right and
buys as part of its host, the rest of the world: the row is exact, and trade inside the rest of
the world is not seen. Without trade figures every region gets the mix of world supply.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.io_ledger import Supply, TradeSide
from grondstof.store.content import content_folder, csv_rows

Array = NDArray[np.float64]

HOST = "ROW"


@cache
def _hosts() -> Mapping[str, str]:
    path = content_folder() / "maps" / "io_hosts.csv"
    return {row["territory_id"]: row["exiobase_region"] for row in csv_rows(path)}


def host_of(territory_id: str, regions: Sequence[str]) -> str:
    """Return the region of a table in which a territory buys: its own, or the rest of the world.

    EXIOBASE has five rests of the world; `content/maps/io_hosts.csv` says which one.
    """
    if territory_id in regions:
        return territory_id
    return HOST if HOST in regions else _hosts().get(territory_id, HOST)


def origin_mix(
    supply: Supply | None,
    side: TradeSide | None,
    regions: Sequence[str],
    all_regions: Sequence[str],
    home: str,
) -> tuple[tuple[str, ...], Array]:
    """Return origins and the share of each in the first use of each region, shape (r, o).

    Each row adds up to 1.

    Args:
        supply: World supply of the material.
        side: Trade of the material.
        regions: Regions of first use, without the home.
        all_regions: All regions of the table, to find hosts.
        home: The home, whose own trade is no origin elsewhere.
    """
    names = sorted(
        {*(supply.producers if supply else ())}
        | ({seller for seller, _ in side.flows} if side else set())
    )
    if not names:
        return (), np.zeros((len(regions), 0))
    place = {name: number for number, name in enumerate(names)}
    row = {name: number for number, name in enumerate(regions)}
    mix = np.zeros((len(regions), len(names)))
    sold = np.zeros(len(names))
    for (seller, buyer), usd in side.flows.items() if side else ():
        sold[place[seller]] += usd
        target = row.get(host_of(buyer, all_regions))
        if target is not None and seller != home:
            mix[target, place[seller]] += usd
    world = _producers(supply, names)
    price = _price(supply, side)
    if supply is not None and price is not None:
        for name, tonnes in supply.producers.items():
            target = row.get(host_of(name, all_regions))
            if target is not None:
                kept = max(tonnes * price - sold[place[name]], 0.0)
                mix[target, place[name]] += kept
    fallback = world if world.sum() > 0.0 else sold
    empty = mix.sum(axis=1) <= 0.0
    mix[empty] = fallback if fallback.sum() > 0.0 else 1.0
    return tuple(names), mix / mix.sum(axis=1, keepdims=True)


def _producers(supply: Supply | None, names: Sequence[str]) -> Array:
    if supply is None:
        return np.zeros(len(names))
    return np.array([supply.producers.get(name, 0.0) for name in names])


def _price(supply: Supply | None, side: TradeSide | None) -> float | None:
    """Return the unit value of world trade [USD/t contained], None without tonnes."""
    if supply is None or side is None or not side.complete or side.world_t <= 0.0:
        return None
    return side.world_usd / side.world_t
