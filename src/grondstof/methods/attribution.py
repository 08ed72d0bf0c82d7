"""Attributes a change of a result to its factors, exactly."""

from collections.abc import Callable, Mapping
from itertools import combinations
from math import factorial

MOST_FACTORS = 12


def shapley(
    model: Callable[[Mapping[str, float]], float],
    before: Mapping[str, float],
    after: Mapping[str, float],
) -> dict[str, float]:
    """Return the contribution of each factor to the change from before to after.

    phi_i = sum over sets S without i of |S|! (n-|S|-1)! / n! * (f(S with i) - f(S)), where f(S)
    takes the factors of S from after and the others from before. The contributions add up to
    f(after) - f(before).

    Args:
        model: Factors by name -> result.
        before: Value of each factor before.
        after: Value of each factor after; the same names.

    Raises:
        ValueError: If the names differ or there are more than twelve factors.

    Source: Shapley (1953), A value for n-person games.
    """
    names = tuple(before)
    if set(names) != set(after) or len(names) > MOST_FACTORS:
        raise ValueError(f"need the same factors before and after, at most {MOST_FACTORS}")
    results = {
        chosen: model({**before, **{name: after[name] for name in chosen}})
        for size in range(len(names) + 1)
        for chosen in combinations(names, size)
    }
    return {name: _share(name, names, results) for name in names}


def _share(name: str, names: tuple[str, ...], results: Mapping[tuple[str, ...], float]) -> float:
    others = [other for other in names if other != name]
    total = 0.0
    for size in range(len(others) + 1):
        weight = factorial(size) * factorial(len(names) - size - 1) / factorial(len(names))
        for chosen in combinations(others, size):
            joined = tuple(other for other in names if other in chosen or other == name)
            total += weight * (results[joined] - results[chosen])
    return total
