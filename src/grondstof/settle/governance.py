"""Settles governance: one estimate for each dimension, territory, year and vintage.

Vintages stay apart, because the World Bank revises the whole history with each release.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grondstof.settle.prefer import Claim, Spread, prefer
from grondstof.settle.settlement import Settlement, Tables

if TYPE_CHECKING:
    import pyarrow as pa

_OUTPUT = "settled__governance"


def run(tables: Tables) -> "pa.Table":
    """Return one estimate for each key, normal with the standard error that is printed with it."""
    return prefer(tables["reported__governance"], _OUTPUT, _spread)


def _spread(chosen: Claim, claims: Sequence[Claim]) -> Spread:
    error = chosen["standard_error"]
    if chosen["estimate"] is None or error is None:
        return Spread("exact", None, "no standard error is printed")
    return Spread("normal", float(error), "standard error printed with the estimate")


GOVERNANCE = Settlement(_OUTPUT, ("reported__governance",), run)
