"""How far two methods rank the same materials alike."""

from collections.abc import Mapping

import numpy as np


def kendall_tau(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[float | None, int]:
    """Return Kendall's tau-b of two rankings and the number of materials in both.

    tau_b = (P - Q) / sqrt((P + Q + T) (P + Q + U)), with P concordant and Q discordant pairs, T and
    U pairs tied in one ranking only. Range -1..1; None with fewer than three materials or when one
    ranking does not tell any two of them apart.

    Args:
        one: Value by material; larger is riskier.
        other: The same of the other method.

    Source: Kendall (1945), The treatment of ties in ranking problems.
    """
    both = sorted(set(one) & set(other))
    if len(both) < 3:
        return None, len(both)
    first, second = (np.array([values[name] for name in both]) for values in (one, other))
    # Which of each two materials is riskier: 1, -1, or 0 for a tie.
    above, beside = (np.sign(values[:, None] - values) for values in (first, second))
    told = float(np.sqrt(np.square(above).sum() * np.square(beside).sum()))
    return (float((above * beside).sum()) / told if told else None), len(both)
