"""Value of information for a verdict: how often it would be another one if an input were known."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray


def changed_verdicts(
    listed: NDArray[np.bool_], effect: ArrayLike, bars: Sequence[float], bins: int
) -> float:
    """Return the probability that the verdict changes once an input is known.

    The draws are put in bins of equal count by the effect of the input; in each bin the probability
    of being listed gives a verdict, as the number of bars it reaches:
    V = sum_b n_b / n * [class(mean(listed in b)) != class(mean(listed))].

    Args:
        listed: Whether a draw is on the list, shape (draws,).
        effect: The result with this input uncertain and the others held, shape (draws,); an input
            that is known already has the same effect in every draw and gives 0.
        bars: Probabilities at which the verdict changes, ascending. [fraction]
        bins: Number of bins.

    Returns:
        Probability, 0..1.

    Source: Strong, Oakley and Brennan (2014), Estimating multiparameter partial expected value of
    perfect information; here with bins in the place of a regression.
    """
    moved = np.asarray(effect, dtype=np.float64)
    if np.ptp(moved) <= 1e-12 * max(1.0, float(np.abs(moved).max())):
        return 0.0
    now = np.searchsorted(bars, float(np.mean(listed)), side="right")
    parts = np.array_split(listed[np.argsort(moved, kind="stable")], bins)
    means = np.asarray([part.mean() for part in parts])
    sizes = np.asarray([part.size for part in parts])
    other = np.searchsorted(bars, means, side="right") != now
    return float(sizes[other].sum() / sizes.sum())
