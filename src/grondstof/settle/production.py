"""Settles production: one quantity for each material, stage, territory, year and content basis.

Claims meet only where stage and content basis agree; tonnes of lithium oxide and tonnes of lithium
are two keys and never one. How far publishers differ is how uncertain the settled quantity is.

Shares come from one list of countries. One publisher's `Other countries` are named by another, so
the list of the preferred publisher is kept whole and territories that only others print stay out;
their claims remain in the reported table.
"""

import math
import statistics
from collections.abc import Sequence
from typing import TYPE_CHECKING

from grondstof.settle.prefer import Claim, Preferences, Spread, prefer, preferences
from grondstof.settle.settlement import Settlement, Tables
from grondstof.store.parameters import parameters
from grondstof.store.private import private_sources

if TYPE_CHECKING:
    import pyarrow as pa

_OUTPUT = "settled__production"
_LIST = ("material_id", "grade_id", "stage_id", "year", "content_basis")


def run(tables: Tables) -> "pa.Table":
    """Return one quantity [t] for each key, with its spread and the number of losers."""
    claims = tables["reported__production"]
    order = preferences(_OUTPUT)
    return prefer(claims.filter(_on_the_list(claims.to_pylist(), order)), _OUTPUT, _spread, order)


def _on_the_list(claims: Sequence[Claim], order: Preferences) -> list[bool]:
    """Tell for each claim whether the preferred publisher of its list prints the territory.

    A list is all claims of one material, grade, stage, year and content basis; its preferred
    publisher is the first in the order that prints any quantity above zero. Figures of a private
    overlay stand on every list and make none: one figure of one's own hides no country.
    """
    own = private_sources()
    best: dict[tuple[object, ...], tuple[int, str]] = {}
    for claim in claims:
        if claim["quantity_t"] and claim["source_id"] not in own:
            place = order.order(claim).place(claim)
            best[_list(claim)] = min(best.get(_list(claim), place), place)
    territories: set[tuple[object, ...]] = {
        (*_list(claim), claim["territory_id"])
        for claim in claims
        if claim["source_id"] in own
        or best.get(_list(claim), (0, claim["source_id"]))[1] == claim["source_id"]
    }
    return [(*_list(claim), claim["territory_id"]) in territories for claim in claims]


def _list(claim: Claim) -> tuple[object, ...]:
    return tuple(claim[name] for name in _LIST)


def _spread(chosen: Claim, claims: Sequence[Claim]) -> Spread:
    """Return the lognormal width: standard deviation of the logarithms, within its limits."""
    quantity = chosen["quantity_t"]
    if quantity is None:
        return Spread("exact", None, "no quantity is printed")
    if quantity == 0.0:
        return Spread("exact", None, "nothing produced")
    values = parameters("spread", "2026")
    logs = [math.log(claim["quantity_t"]) for claim in claims if claim["quantity_t"]]
    if len(logs) < 2:
        word = "reported" if chosen["status"] == "measured" else "estimated"
        leaf = values.leaf(f"production.{word}_alone")
        return Spread("lognormal", float(leaf.value), leaf.reason)
    sigma = statistics.stdev(logs)
    least, most = (values.number(f"production.{name}") for name in ("least", "most"))
    reason = f"{len(logs)} publishers differ by a factor {math.exp(max(logs) - min(logs)):.3g}"
    if sigma < least:
        reason += "; the least width is used"
    elif sigma > most:
        reason += "; the greatest width is used"
    return Spread("lognormal", min(max(sigma, least), most), reason)


PRODUCTION = Settlement(_OUTPUT, ("reported__production",), run)
