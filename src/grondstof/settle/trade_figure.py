"""Settles trade figures that statistical offices publish or hand in through interchange tables."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grondstof.settle.prefer import Claim, Spread, prefer
from grondstof.settle.settlement import Settlement, Tables

if TYPE_CHECKING:
    import pyarrow as pa

_OUTPUT = "settled__trade_figure"


def run(tables: Tables) -> "pa.Table":
    """Return one figure for each territory, subject, concept, period and list version."""
    return prefer(tables["reported__trade_figure"], _OUTPUT, _spread)


def _spread(chosen: Claim, claims: Sequence[Claim]) -> Spread:
    if chosen["value_low"] is not None and chosen["value_high"] is not None:
        half = (chosen["value_high"] - chosen["value_low"]) / 2
        return Spread("uniform", half, "interval that the office gives")
    return Spread("exact", None, "printed without an interval; rounding is not known")


TRADE_FIGURE = Settlement(_OUTPUT, ("reported__trade_figure",), run)
