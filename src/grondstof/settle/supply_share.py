"""Settles shares of territories in world supply and in EU sourcing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grondstof.settle.prefer import Claim, Spread, prefer
from grondstof.settle.settlement import Settlement, Tables
from grondstof.store.parameters import parameters

if TYPE_CHECKING:
    import pyarrow as pa

_OUTPUT = "settled__supply_share"


def run(tables: Tables) -> "pa.Table":
    """Return one share for each material, stage, scope, territory and period.

    A share of which only bounds are printed stays without a value and keeps its bounds.
    """
    return prefer(tables["reported__supply_share"], _OUTPUT, _spread)


def _spread(chosen: Claim, claims: Sequence[Claim]) -> Spread:
    leaf = parameters("spread", "2026").leaf(f"supply_share.{chosen['scope']}")
    return Spread("dirichlet", float(leaf.value), leaf.reason)


SUPPLY_SHARE = Settlement(_OUTPUT, ("reported__supply_share",), run)
