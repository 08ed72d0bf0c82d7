"""Group means: how the EU studies speak of platinum-group metals and rare earths as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class GroupMean:
    """Mean of a group.

    Attributes:
        value: Arithmetic mean of the members that have a value; None when none has.
        used: Members that count.
        missing: Members without a value.
    """

    value: float | None
    used: tuple[str, ...]
    missing: tuple[str, ...]


def group_mean(values: Mapping[str, float | None], members: Sequence[str]) -> GroupMean:
    """Return the arithmetic mean over the members of a group, not weighted by production.

    Formula: mean = sum_i x_i / n over members with a value [unit of the values].

    Args:
        values: Value by member; None or absent is missing.
        members: The group.

    Source: European Commission, Study on the review of the list of critical raw materials (2017),
    page 47 and Table 21.
    """
    known = {name: values[name] for name in members if values.get(name) is not None}
    missing = tuple(name for name in members if name not in known)
    numbers = [value for value in known.values() if value is not None]
    mean = float(np.mean(numbers)) if numbers else None
    return GroupMean(mean, tuple(known), missing)
