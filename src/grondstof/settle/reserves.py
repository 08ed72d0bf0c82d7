"""Settles reserves: one quantity for each material, territory, year and content basis."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grondstof.settle.prefer import Claim, Spread, prefer
from grondstof.settle.settlement import Settlement, Tables

if TYPE_CHECKING:
    import pyarrow as pa

_OUTPUT = "settled__reserves"


def run(tables: Tables) -> "pa.Table":
    """Return one quantity [t] for each key; a bound or a word such as `Large` gives no quantity."""
    return prefer(tables["reported__reserves"], _OUTPUT, _spread)


def _spread(chosen: Claim, claims: Sequence[Claim]) -> Spread:
    if chosen["reserves_t"] is None:
        return Spread("exact", None, "no quantity is printed")
    return Spread("exact", None, "one publisher; what counts as reserve changes with price")


RESERVES = Settlement(_OUTPUT, ("reported__reserves",), run)
