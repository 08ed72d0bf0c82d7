"""The factor of a table, found back on disk for tables so large that making it takes seconds."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from grondstof.assess.io_table import Checked
from grondstof.methods import input_output as io
from grondstof.settings import data_folder
from grondstof.store import factors

# Below this size a factor is made faster than it is read and checked.
SMALLEST = 2500


def folder() -> Path:
    """Return the folder of kept factors; a cache that may be deleted at any time."""
    return data_folder() / "cache" / "factors"


def whole(checked: Checked) -> io.Factor:
    """Return the factor of the whole table, from disk when it was kept."""
    table, x = checked.table, checked.balance.output
    if len(x) < SMALLEST:
        return io.factorise(io.coefficients(table.Z, x), overwrite=True)
    key = f"{table.card.name}-{_digest(checked)}"
    kept = factors.find(folder(), key)
    if kept is not None and set(kept) == {"packed", "pivots"}:
        return io.Factor(np.asarray(kept["packed"]), np.asarray(kept["pivots"]))
    made = io.factorise(io.coefficients(table.Z, x), overwrite=True)
    factors.keep(folder(), key, {"packed": made.packed, "pivots": made.pivots})
    return made


def _digest(checked: Checked) -> str:
    """Return a digest that differs when labels, output or the sums of rows and columns differ."""
    table = checked.table
    digest = hashlib.sha256(json.dumps(asdict(table.card), sort_keys=True).encode())
    for part in (checked.balance.output, checked.balance.value_added, table.taxes):
        digest.update(np.ascontiguousarray(part).tobytes())
    return digest.hexdigest()[:16]
