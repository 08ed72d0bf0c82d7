"""How shortages at some steps of a chain run down to its end product, month by month."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Class = Literal["essential", "important", "non-essential"]
Link = tuple[str, str, Class]


def cascade(
    order: Sequence[str],
    links: Sequence[Link],
    start: Mapping[str, Floats],
    important: Floats,
    lead: Floats,
) -> dict[str, Floats]:
    """Return the short part of every step that a shortage reaches, shape (draws, steps) each.

    l_n(t) = max(s_n(t), max over inputs m of w_mn l_m(t - lead)), where w is 1 for an essential
    input, the drawn weight for an important one and 0 for a non-essential one: the input that is
    shortest sets the pace, since inputs cannot stand in for each other.

    Args:
        order: Steps from ore to end product.
        links: Input, user and class of each link.
        start: Short part of the supply of the steps that are hit, shape (draws, steps). [fraction]
        important: Part of output lost per part of an important input short, shape (draws,).
        lead: Months between an input and what is made of it, shape (draws,), at least 0.

    Source: Pichler et al. (2021), In and out of lockdown, for three classes of inputs.
    """
    inputs: dict[str, list[tuple[str, Class]]] = {}
    for source, user, kind in links:
        inputs.setdefault(user, []).append((source, kind))
    found: dict[str, Floats] = {}
    for name in order:
        paths = [start[name]] if name in start else []
        for source, kind in inputs.get(name, []):
            if source in found and kind != "non-essential":
                paths.append(_later(found[source], lead) * _weight(kind, important))
        if paths:
            found[name] = np.maximum.reduce(paths)
    return found


def _weight(kind: Class, important: Floats) -> Floats:
    return np.ones((1, 1)) if kind == "essential" else important[:, None]


def _later(path: Floats, lead: Floats) -> Floats:
    """Return a path moved on by a lead of its own for each draw, between two months if broken."""
    whole = np.floor(lead).astype(int)
    part = (lead - whole)[:, None]
    early, late = _moved(path, whole), _moved(path, whole + 1)
    return np.asarray((1.0 - part) * early + part * late)


def _moved(path: Floats, months: NDArray[np.intp]) -> Floats:
    """Return a path moved on by whole months, nothing before it; one row per draw."""
    since = np.arange(path.shape[1])[None, :] - months[:, None]
    found = np.take_along_axis(path, np.maximum(since, 0), axis=1)
    return np.asarray(np.where(since >= 0, found, 0.0))
