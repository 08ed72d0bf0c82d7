"""By-products and their host metals: the map, and what a host that is short allows of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.shock_network import REST, Base
from grondstof.assess.shock_parameters import reaction
from grondstof.errors import Fault, InputError
from grondstof.methods.by_products import host_bound
from grondstof.methods.shock import Shock, run
from grondstof.methods.shock_layers import onsets_of
from grondstof.methods.streams import stream
from grondstof.store.content import content_folder, csv_lines

Floats = NDArray[np.float64]
ADDRESS = "maps/by_products.csv"
_ORE, _WON = "extraction", "processing"


@dataclass(frozen=True)
class Host:
    """One by-product of one host.

    Attributes:
        stage: Stage at which the by-product is counted.
        part: Least and largest part of the by-product that comes from this host. [fraction]
        potential: Supply potential over present production; None where not published. [multiple]
        reason: Why these ends.
        source: Publisher, title, year and place.
        where: `file:line`.
    """

    material: str
    stage: str
    host: str
    host_stage: str
    part: tuple[float, float]
    potential: float | None
    reason: str
    source: str
    where: str


@dataclass(frozen=True)
class HostPath:
    """What of a host is left under shocks, by territory, shape (steps,) each. [part of normal]

    Attributes:
        made: What is still made, which bounds by-products won where the host is made.
        got: What its users still get, which bounds by-products won where ore is refined.
        onsets: Steps in which the shocks began, from 0.
    """

    made: Mapping[str, Floats]
    got: Mapping[str, Floats]
    onsets: tuple[int, ...] = ()


@cache
def hosts() -> tuple[Host, ...]:
    """Return the map of by-products.

    Raises:
        InputError: A row names no known material, or ends that are out of order.
    """
    from grondstof.vocabulary.materials import materials

    faults: list[Fault] = []
    found: list[Host] = []
    for line, row in csv_lines(content_folder() / ADDRESS):
        low, high = float(row["part_low"]), float(row["part_high"])
        known = {row["material_id"], row["host_id"]} <= set(materials())
        if not known or not 0.0 <= low <= high <= 1.0:
            expected = "known materials and 0 <= part_low <= part_high <= 1"
            text = f"{row['material_id']} from {row['host_id']}, {low:g} to {high:g}"
            faults.append(Fault(f"{ADDRESS}:{line}", text, expected, "Mend this row"))
            continue
        source = f"{row['publisher']}, {row['title']} ({row['year']}), {row['locator']}"
        found.append(
            Host(
                row["material_id"],
                row["stage_id"],
                row["host_id"],
                row["host_stage_id"],
                (low, high),
                float(row["potential"]) if row["potential"] else None,
                row["reason"],
                source,
                f"{ADDRESS}:{line}",
            )
        )
    if faults:
        raise InputError(faults)
    return tuple(found)


def hosts_of(material: str | None) -> tuple[Host, ...]:
    """Return the hosts of a by-product; none for other materials."""
    return tuple(item for item in hosts() if item.material == material)


def host_path(base: Base, shocks: list[Shock], steps: int, first_month: int = 1) -> HostPath:
    """Return what of a host is left under shocks at point values, mean over the mixes.

    Where a host is hit by several shocks, no territory has more left than under any one of them:
    a territory that stops its exports and is itself cut off keeps making what it then needs.

    Args:
        base: Base of the host.
        shocks: Shocks to it.
        steps: Number of months.
        first_month: Calendar month of the first.
    """
    every = [shocks, *([item] for item in shocks)] if len(shocks) > 1 else [shocks]
    made, got = [], []
    for network in base.variants.values():
        paths = [run(network, one, reaction(None), steps, first_month=first_month) for one in every]
        calm = run(network, [], reaction(None), steps, first_month=first_month)
        usual = calm.books["production"][0]
        got.append(
            np.min([1.0 - _over(path.shortage[0], path.need, 0.0) for path in paths], axis=0)
        )
        made.append(
            np.min([_over(path.books["production"][0], usual, 1.0) for path in paths], axis=0)
        )
    left, reached = (_named(base, np.mean(parts, axis=0)) for parts in (made, got))
    return HostPath(left, reached, onsets_of(shocks))


def _over(part: Floats, whole: Floats, none: float) -> Floats:
    return np.asarray(np.where(whole > 0.0, part / np.where(whole > 0.0, whole, 1.0), none))


def _named(base: Base, parts: Floats) -> dict[str, Floats]:
    """Return the columns by territory; what is as good as normal counts as normal."""
    parts = np.where(parts > 1.0 - 1e-9, 1.0, np.maximum(parts, 0.0))
    return {name: parts[:, n] for n, name in enumerate(base.territories)}


Hits = Mapping[tuple[str, str], HostPath]


def bounded(hits: Hits, material: str | None, stage: str | None) -> list[Host]:
    """Return the hosts that are hit of a by-product at a stage."""
    return [
        item for item in hosts_of(material) if item.stage == stage and _left(hits, item) is not None
    ]


def began(hits: Hits, material: str | None, stage: str | None) -> tuple[int, ...]:
    """Return the steps in which what bounds a by-product began, from 0."""
    hit = [_path(hits, item) for item in bounded(hits, material, stage)]
    return tuple(sorted({step for path in hit if path is not None for step in path[0].onsets}))


def _left(hits: Hits, item: Host) -> Mapping[str, Floats] | None:
    """Return what bounds a by-product: the host where it is made, else the ore that is refined."""
    found = _path(hits, item)
    if found is None:
        return None
    path, stage = found
    return path.made if stage == item.stage else path.got


def _path(hits: Hits, item: Host) -> tuple[HostPath, str] | None:
    ways = [item.host_stage, *([_ORE] if item.host_stage == _WON else [])]
    for stage in ways:
        if (item.host, stage) in hits:
            return hits[item.host, stage], stage
    return None


def bound_of(
    hits: Hits,
    subject: tuple[str | None, str | None],
    base: Base,
    draws: int | None,
    seed: int,
) -> tuple[Floats, dict[str, Floats]] | None:
    """Return the bound on a by-product's production and the draws behind it; None when unbound.

    Args:
        hits: Hosts that are hit, by material and stage.
        subject: Material and stage of the by-product.
        base: Base of the by-product.
        draws: Number of draws; None for the point, at the middle of the ranges.
        seed: Seed.

    Returns:
        Bound, shape (draws, steps, n), and the drawn parts and room by name.
    """
    found: Floats | None = None
    drawn: dict[str, Floats] = {}
    for item in bounded(hits, *subject):
        left = _left(hits, item)
        if left is None:
            continue
        part, room = _drawn(item, draws, seed)
        bound = host_bound(_placed(left, base.territories), part, item.potential or 1.0, room)
        found = bound if found is None else found * bound
        drawn[f"by_product_part {item.host}"] = part
        drawn[f"by_product_room {item.host}"] = room
    return None if found is None else (found, drawn)


def _drawn(item: Host, draws: int | None, seed: int) -> tuple[Floats, Floats]:
    low, high = item.part
    if draws is None:
        return np.array([(low + high) / 2.0]), np.array([0.5 if item.potential else 0.0])
    rng = stream(seed, "by-products", f"{item.material}/{item.host}")
    part = rng.uniform(low, high, draws)
    return part, rng.uniform(0.0, 1.0, draws) if item.potential else np.zeros(draws)


def _placed(left: Mapping[str, Floats], territories: Sequence[str]) -> Floats:
    """Return the host's path on other territories; one that the host does not name is the rest."""
    steps = len(next(iter(left.values())))
    other = left.get(REST, np.ones(steps))
    return np.column_stack([left.get(name, other) for name in territories])
