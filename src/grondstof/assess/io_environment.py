"""The environmental footprint of what a home consumes, for tables that bring extensions."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grondstof.assess.io_factors import whole
from grondstof.assess.io_table import Checked, home_blocks
from grondstof.methods import input_output as io


def environment(checked: Checked, members: Sequence[str]) -> list[dict[str, Any]]:
    """Return the footprint of each extension: what it takes, worldwide, to make what home consumes.

    D = S L y_home, with S the extension per unit of output; beside it what arises at home itself.
    Use by households themselves is not in it.

    Args:
        checked: A table; without extensions the answer is empty.
        members: Territories of the home.

    Raises:
        InputError: The home has no region in the table.
    """
    table, x = checked.table, checked.balance.output
    home = home_blocks(table, members)
    if not table.card.extensions:
        return []
    consumers = [n for n, (region, _) in enumerate(table.card.consumers) if region in members]
    demand = np.asarray(table.Y[:, consumers].sum(axis=1))
    output = whole(checked).columns(demand)
    footprint = io.intensities(np.asarray(table.extensions), x) @ output
    at_home = table.extensions[:, home].sum(axis=1)
    return [
        {
            "row_id": name,
            "extension": name,
            "unit": unit,
            "value": float(consumed),
            "at_home": float(own),
            "kind": "modelled",
            "oldest_year": table.card.year,
        }
        for (name, unit), consumed, own in zip(
            table.card.extensions, footprint, at_home, strict=True
        )
    ]
