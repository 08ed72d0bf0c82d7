"""Settles how much of a material is in one unit of a product."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grondstof.settle.prefer import Claim, Spread, prefer
from grondstof.settle.settlement import Settlement, Tables

if TYPE_CHECKING:
    import pyarrow as pa

_OUTPUT = "settled__intensity"
_DESIGN = 0.2


def run(tables: Tables) -> "pa.Table":
    """Return one intensity for each product, material, variant and year."""
    return prefer(tables["reported__intensity"], _OUTPUT, _spread)


def _spread(chosen: Claim, claims: Sequence[Claim]) -> Spread:
    low, high = chosen["intensity_low"], chosen["intensity_high"]
    if low is not None and high is not None and high > low:
        return Spread("uniform", (high - low) / 2.0, "half the range of the studies")
    others = [claim["intensity"] for claim in claims if claim["intensity"] is not None]
    width = max(others) - min(others)
    own = _DESIGN * chosen["intensity"]
    if width > own:
        return Spread("uniform", width, "the distance between the publishers")
    return Spread("uniform", own, "a fifth: one design or one study, no range is printed")


INTENSITY = Settlement(_OUTPUT, ("reported__intensity",), run)
