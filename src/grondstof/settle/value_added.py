"""Settles gross value added by territory, industry and year."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grondstof.settle.prefer import Claim, Spread, prefer
from grondstof.settle.settlement import Settlement, Tables

if TYPE_CHECKING:
    import pyarrow as pa

_OUTPUT = "settled__value_added"
# Relative standard deviation of national accounts by industry; a judgement, see preferences.yml.
_SIGMA = 0.02


def run(tables: Tables) -> "pa.Table":
    """Return one value added for each territory, industry and year."""
    return prefer(tables["reported__value_added"], _OUTPUT, _spread)


def _spread(chosen: Claim, claims: Sequence[Claim]) -> Spread:
    reason = "judged: national accounts by industry are revised by about 2 percent"
    return Spread("lognormal", _SIGMA, reason)


VALUE_ADDED = Settlement(_OUTPUT, ("reported__value_added",), run)
