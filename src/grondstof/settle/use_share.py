"""Settles the shares of end uses and their industries in the use of a material."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grondstof.settle.prefer import Claim, Spread, prefer
from grondstof.settle.settlement import Settlement, Tables

if TYPE_CHECKING:
    import pyarrow as pa

_OUTPUT = "settled__use_share"
_WHOLE_PERCENT = 0.005


def run(tables: Tables) -> "pa.Table":
    """Return one share for each material, region, application, industry and period."""
    return prefer(tables["reported__use_share"], _OUTPUT, _spread)


def _spread(chosen: Claim, claims: Sequence[Claim]) -> Spread:
    if chosen["share"] is None:
        return Spread("exact", None, "no share is printed, only that the use exists")
    return Spread("uniform", _WHOLE_PERCENT, "half of a whole percent; no other error is stated")


USE_SHARE = Settlement(_OUTPUT, ("reported__use_share",), run)
