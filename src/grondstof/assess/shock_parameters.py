"""Draws of the judged reactions of the shock engine, one stream for each parameter."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondstof.methods.distributions import draw
from grondstof.methods.shock import Reaction
from grondstof.methods.streams import DEFAULT_SEED, stream
from grondstof.store.parameters import Leaf, address, parameters

Floats = NDArray[np.float64]

METHOD, VERSION = "shock", "2026"
ADDRESS = address(METHOD, VERSION)
# What no parameter can fall below, whatever its range.
_LEAST: Mapping[str, float] = {
    "spare_ramp_months": 1.0,
    "transit_months": 1.0,
    "link_growth": 1.0,
    "substitution_ramp_months": 1.0,
}


def number(name: str) -> float:
    """Return the value of a judged parameter."""
    return parameters(METHOD, VERSION).number(name)


def drawn(name: str, count: int, seed: int = DEFAULT_SEED) -> Floats:
    """Return draws of one judged parameter, shape (count,)."""
    leaf = parameters(METHOD, VERSION).leaf(name)
    rng = stream(seed, "parameters", f"{METHOD}/{VERSION}/{name}")
    dist: Any = leaf.dist
    low = _LEAST.get(name, 0.0)
    return draw(dist, number(name), leaf.spread, count, rng, low=low)


def reaction(count: int | None, seed: int = DEFAULT_SEED) -> Reaction:
    """Return the reaction at its point values (None) or in that many draws."""
    if count is None:
        return Reaction(**{name: np.array([number(name)]) for name in Reaction.names()})
    return Reaction(**{name: drawn(name, count, seed) for name in Reaction.names()})


def judged() -> list[tuple[str, Leaf]]:
    """Return the parameters of the reaction with their reasons."""
    known = parameters(METHOD, VERSION)
    return [(name, known.leaf(name)) for name in Reaction.names()]
