"""Agreement of two methods on the materials that both assess."""

from collections.abc import Mapping

from grondstof.methods.rank_agreement import kendall_tau


def agreement(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[float | None, int]:
    """Return Kendall's tau of two methods and the number of materials in both."""
    return kendall_tau(one, other)
