"""What a component or product inherits from the materials it is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Inherited:
    """Supply uncertainty that an entry gets from its inputs.

    Attributes:
        worst: Highest value of an essential input; None without one that has a value.
        worst_input: That input.
        mean: Mean over inputs weighted by quantity; None when no quantity is known.
        known_weight: Number of inputs in the mean, and of all inputs with a value.
    """

    worst: float | None
    worst_input: str | None
    mean: float | None
    known_weight: tuple[int, int]


def inherit(
    values: Mapping[str, float], essential: Sequence[str], quantities: Mapping[str, float]
) -> Inherited:
    """Return the worst essential input and the mean weighted by quantity.

    worst = max over essential inputs of v_i; mean = sum_i q_i v_i / sum_i q_i over inputs whose
    quantity is known. Ties go to the first name.

    Args:
        values: Supply risk of each input that is assessed. [dimensionless]
        essential: Inputs without which nothing can be made.
        quantities: Quantity of each input where it is known. [any one unit]
    """
    needed = sorted(name for name in essential if name in values)
    worst = max(needed, key=lambda name: values[name], default=None)
    weighed = {name: quantities[name] for name in values if quantities.get(name)}
    total = sum(weighed.values())
    mean = (
        sum(quantity * values[name] for name, quantity in weighed.items()) / total
        if total
        else None
    )
    return Inherited(
        worst=None if worst is None else values[worst],
        worst_input=worst,
        mean=mean,
        known_weight=(len(weighed), len(values)),
    )
