"""How much dearer: the price of a subject outside and inside a restricting country, in draws.

Worked out only where elasticities of the material have a source; other materials have none, and
what was seen in earlier episodes stands beside them (`price_episodes`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.shocks import Ran
from grondstof.methods import shock_price as price
from grondstof.methods.distributions import draw, interval
from grondstof.methods.shock import restricting
from grondstof.methods.shock_outcome import given_data_share
from grondstof.methods.streams import DEFAULT_SEED, stream
from grondstof.store.parameters import Leaf, address, parameters

Floats = NDArray[np.float64]

METHOD, VERSION = "elasticity", "2026"
ADDRESS = address(METHOD, VERSION)
SIDES = ("demand", "supply")
# Judged values that are drawn for every material alike.
RULES = ("supply_left", "unsold", "half_life")
_NEVER = 1e6


@dataclass(frozen=True)
class Elasticity:
    """What was published on one material.

    Attributes:
        demand: Own-price elasticity of demand.
        supply: Own-price elasticity of supply.
        term: `short`, `long` or `not-stated`.
        quality: A publisher's own text, B abstract or sentence of it, C second hand.
        stages: Stages whose market was estimated.
    """

    material: str
    demand: Leaf
    supply: Leaf
    term: str
    quality: str
    stages: tuple[str, ...]


@dataclass(frozen=True)
class Course:
    """A price by month, as a multiple of the price before.

    Attributes:
        point: At point values, shape (steps,).
        drawn: In draws, shape (draws, steps).
        back: Month after which it is back: point, 5 and 95 %; None where nobody knows.
    """

    point: Floats
    drawn: Floats
    back: tuple[float | None, float | None, float | None]

    def furthest(self) -> tuple[float, float, float]:
        """Return the month in which it is furthest off: point, 5 and 95 % of the draws."""
        most = np.argmax(np.abs(np.log(self.drawn)), axis=1)
        _, low, high = interval(np.take_along_axis(self.drawn, most[:, None], axis=1)[:, 0])
        return float(self.point[np.argmax(np.abs(np.log(self.point)))]), low, high


@dataclass(frozen=True)
class Priced:
    """Prices of one subject.

    Attributes:
        outside: Where exports are not restricted.
        inside: In the countries that restrict; None where nothing is held back, or their own use
            is not known.
        restricted: Whether exports are restricted at all.
        home_inside: Whether home is one of those that restrict.
        shares: Whether only shares are known, so that own users of the country count outside.
        capped: Part of the draws that reach the largest rise that is followed. [fraction]
        variance: Share of the variance of the highest price by what was drawn. [fraction]
    """

    elasticity: Elasticity
    outside: Course
    inside: Course | None
    restricted: bool
    home_inside: bool
    shares: bool
    capped: float
    variance: Mapping[str, float]

    @property
    def home(self) -> Course | None:
        """Return the course of the price at home."""
        return self.inside if self.home_inside else self.outside


def number(name: str) -> float:
    """Return a judged value that holds for every material."""
    return parameters(METHOD, VERSION).number(f"rule.{name}")


def elasticity_of(material: str | None) -> Elasticity | None:
    """Return the published elasticities of a material; None where none could be read."""
    known = parameters(METHOD, VERSION)
    if material is None or f"{material}.demand" not in known.leaves:
        return None
    demand, supply, term, quality, stages = (
        known.leaf(f"{material}.{name}") for name in (*SIDES, "term", "quality", "stages")
    )
    return Elasticity(
        material,
        demand,
        supply,
        str(term.value),
        str(quality.value),
        tuple(str(stages.value).split()),
    )


def parameter_of(ran: Ran, name: str) -> Leaf | None:
    """Return the leaf of a factor in the spread of a price; None for one of the shortage."""
    elasticity = elasticity_of(ran.subject.material)
    side = name.removeprefix("elasticity_")
    if elasticity is not None and side in SIDES:
        return elasticity.demand if side == "demand" else elasticity.supply
    return parameters(METHOD, VERSION).leaf(f"rule.{name}") if name in RULES else None


def priced(ran: Ran, seed: int = DEFAULT_SEED) -> Priced | None:
    """Return the prices of a subject; None where its elasticities have no source.

    Args:
        ran: The subject, run at the point and in draws.
        seed: Seed of the draws of elasticities.
    """
    elasticity = elasticity_of(ran.subject.material)
    if elasticity is None or ran.subject.stage not in elasticity.stages:
        return None
    count = len(ran.outside[1])
    point, drawn = _sides(elasticity, None, seed), _sides(elasticity, count, seed)
    outside, cleared = _outside(ran.outside[0], point), _outside(ran.outside[1], drawn)
    mask = restricting(ran.shocks, len(ran.base.territories))
    top = cleared.max(axis=1)
    return Priced(
        elasticity,
        _course(outside, cleared, point, drawn),
        _inside(ran, point, drawn),
        bool(mask.any()),
        bool(mask[ran.base.home]),
        ran.base.basis == "shares",
        float(np.mean(top >= number("most_factor") * (1.0 - 1e-9))),
        _variance(ran, drawn, top),
    )


def _sides(elasticity: Elasticity, count: int | None, seed: int) -> dict[str, Floats]:
    """Return elasticities and rules at the point (None) or in draws, shape (1 or draws,)."""
    known = parameters(METHOD, VERSION)
    leaves: dict[str, Leaf] = {side: getattr(elasticity, side) for side in SIDES}
    leaves |= {name: known.leaf(f"rule.{name}") for name in RULES}
    if count is None:
        return {name: np.array([float(leaf.value)]) for name, leaf in leaves.items()}
    return {
        name: _draw(leaf, count, seed, f"{elasticity.material}.{name}")
        for name, leaf in leaves.items()
    }


def _draw(leaf: Leaf, count: int, seed: int, name: str) -> Floats:
    dist: Any = leaf.dist
    rng = stream(seed, "parameters", f"{METHOD}/{VERSION}/{name}")
    return draw(dist, float(leaf.value), leaf.spread, count, rng)


def _outside(short: Floats, sides: Mapping[str, Floats]) -> Floats:
    """Return the clearing price outside; supply has used part of its reaction up already."""
    ratio = price.left(short, number("least_ratio"))
    supply = sides["supply"] * sides["supply_left"]
    return np.minimum(price.clearing(ratio, sides["demand"], supply), number("most_factor"))


def _inside(ran: Ran, point: Mapping[str, Floats], drawn: Mapping[str, Floats]) -> Course | None:
    """Return the price where exports are restricted; what cannot be sold there is not made."""
    network = next(iter(ran.base.variants.values()))
    still = [replace(item, size=None) for item in ran.shocks]
    held = price.held_back(network, still)
    many = price.held_back(network, ran.shocks, len(drawn["demand"]))
    if held is None or many is None:
        return None
    first, second = (
        price.clearing(
            1.0 + np.minimum(part, sides["unsold"][:, None]), sides["demand"], sides["supply"]
        )
        for part, sides in ((held, point), (many, drawn))
    )
    return _course(first, second, point, drawn)


def _course(
    point: Floats, drawn: Floats, sides: Mapping[str, Floats], many: Mapping[str, Floats]
) -> Course:
    path = price.lingering(point, sides["half_life"])
    paths = price.lingering(drawn, many["half_life"])
    within = number("back_within")
    back = price.back_month(path, point, sides["half_life"], within)
    spread = price.back_month(paths, drawn, many["half_life"], within)
    _, low, high = interval(np.where(np.isnan(spread), _NEVER, spread))
    ends = [
        None if np.isnan(end) or end > 0.1 * _NEVER else float(round(end)) for end in (low, high)
    ]
    middle = None if np.isnan(back[0]) else float(back[0])
    return Course(path[0], paths, (middle, ends[0], ends[1]))


def _variance(ran: Ran, drawn: Mapping[str, Floats], top: Floats) -> dict[str, float]:
    factors = {name: part for name, part in ran.factors.items() if len(part) == len(top)}
    named = {f"elasticity_{side}": drawn[side] for side in SIDES}
    factors |= named | {"supply_left": drawn["supply_left"]}
    found = {name: given_data_share(part, top) for name, part in factors.items()}
    return {name: share for name, share in found.items() if share > 0.0}
