"""What a shortage means: recovery, lateness, and what follows it."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def recovery_month(shortage: Floats, need: float, below: float) -> Floats:
    """Return the first month after which shortage stays under a part of use, shape (draws,).

    Counted from 1, 0 when it never reaches that part; NaN when it is not reached within the steps.

    Args:
        shortage: Shortage of each month, shape (draws, steps). [t]
        need: Use of a month. [t]
        below: Part of use under which shortage counts as recovered. [fraction]
    """
    steps = shortage.shape[1]
    high = shortage >= below * need if need > 0.0 else np.zeros(shortage.shape, dtype=bool)
    last = np.where(high.any(axis=1), steps - np.argmax(high[:, ::-1], axis=1), 0)
    return np.asarray(np.where(last == steps, np.nan, last.astype(float)))


def late_months(shortage: Floats, need: float) -> Floats:
    """Return by how many months deliveries lag at worst, shape (draws,).

    What is missed is owed: the largest sum of shortage up to a month, in months of use.
    """
    owed = np.cumsum(shortage, axis=1).max(axis=1)
    return np.asarray(owed / need if need > 0.0 else np.zeros_like(owed))


def implied_elasticity(available: float, factor: float) -> float:
    """Return the elasticity at which a published price step fits a published loss of supply.

    e = ln(Q / Q0) / ln(P / P0).

    Raises:
        ValueError: The loss or the step is none.
    """
    if not 0.0 < available < 1.0 or not factor > 1.0:
        raise ValueError("needs a loss of supply and a rise of the price")
    return float(np.log(available) / np.log(factor))


def downstream(shortage: Floats, weight: float, lead: int) -> Floats:
    """Return the part of output that a user of a short input loses in each month.

    l(t) = w s(t - lead), 0 <= w <= 1: 1 for an essential input, 0 for a non-essential one.

    Args:
        shortage: Short part of the input by month, shape (..., steps). [fraction]
        weight: Part of output lost per part of the input that is short. [fraction]
        lead: Months between the input and the output.

    Source: Pichler et al. (2021), In and out of lockdown, for three classes of inputs.
    """
    found = np.zeros_like(shortage)
    if lead < shortage.shape[-1]:
        found[..., lead:] = weight * shortage[..., : shortage.shape[-1] - lead]
    return found


def given_data_share(factor: Floats, result: Floats, bins: int = 20) -> float:
    """Return the first-order share of the variance of a result that one factor explains.

    S = Var(E[y | x in bin]) / Var(y) over bins of equal count, less what chance alone gives,
    (bins - 1) / (draws - 1); not below 0.

    Args:
        factor: Draws of the factor, shape (draws,).
        result: Draws of the result, shape (draws,).
        bins: Number of bins; fewer where the factor takes fewer values or draws are few.

    Source: Plischke, Borgonovo, Smith (2013), Global sensitivity measures from given data.
    """
    variance = float(np.var(result))
    values = len(np.unique(factor))
    if variance <= 0.0 or values < 2 or len(result) < 20:
        return 0.0
    count = min(bins, values, max(1, len(result) // 10))
    order = np.argsort(factor, kind="stable")
    groups = np.array_split(result[order], count)
    mean = float(result.mean())
    between = sum(len(group) * (float(group.mean()) - mean) ** 2 for group in groups)
    share = between / len(result) / variance
    chance = (count - 1) / max(1, len(result) - 1)
    return float(max(0.0, (share - chance) / (1.0 - chance)))
