"""Settles printed parameters of materials: recycling rates, reliance, published results."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grondstof.settle.prefer import Claim, Spread, prefer
from grondstof.settle.settlement import Settlement, Tables

if TYPE_CHECKING:
    import pyarrow as pa

_OUTPUT = "settled__parameter"


def run(tables: Tables) -> "pa.Table":
    """Return one value for each material, stage, region, parameter and period."""
    return prefer(tables["reported__parameter"], _OUTPUT, _spread)


def _spread(chosen: Claim, claims: Sequence[Claim]) -> Spread:
    half = chosen["half_width"]
    if chosen["value"] is None or half is None:
        return Spread("exact", None, "a word, or no value is printed")
    return Spread("uniform", float(half), "half of the last printed digit")


PARAMETER = Settlement(_OUTPUT, ("reported__parameter",), run)
