"""How much of the variance of a result comes from which group of inputs."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def first_order(
    model: Callable[[Mapping[str, Floats]], Floats],
    one: Mapping[str, Floats],
    other: Mapping[str, Floats],
) -> dict[str, float]:
    """Return the first-order share of variance of each group of inputs.

    V_g = mean((f(B) - m) * (f(A with group g from B) - f(A))), S_g = V_g / Var(f), with A and B two
    independent samples and m the mean of both, which takes most of the scatter out; clipped to 0..1
    because the estimate still scatters around the true value.

    Args:
        model: Inputs by group, arrays whose first axis is the draw -> results, shape (draws,).
        one: Sample A by group.
        other: Sample B by group, independent of A.

    Returns:
        Share of variance by group [fraction]; zero for all when the result does not vary.

    Source: Saltelli et al. (2010), Variance based sensitivity analysis of model output, table 2 b.
    """
    at_one, at_other = model(one), model(other)
    both = np.concatenate([at_one, at_other])
    variance, middle = float(np.var(both)), float(both.mean())
    if variance == 0.0:
        return dict.fromkeys(one, 0.0)
    found = {}
    for group in one:
        mixed = model({**one, group: other[group]})
        effect = float(np.mean((at_other - middle) * (mixed - at_one))) / variance
        found[group] = min(1.0, max(0.0, effect))
    return found
