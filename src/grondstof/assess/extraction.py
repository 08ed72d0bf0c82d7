"""Extraction origin: the stage origin of a code chained with the mix of the stage before it.

Done only where both stages have a code in the same year and both systems are anchored in
production; otherwise the origin of extraction is not known and says why.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from grondstof.assess.origin import Production, anchor_of, flows_of, members_of, trace_system
from grondstof.assess.trade_codes import codes
from grondstof.assess.trade_systems import systems
from grondstof.methods.true_origin import availability_mix, chain
from grondstof.store.content import content_folder, csv_rows

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Link:
    """A code and the code of the stage before it."""

    later: tuple[str, str]
    earlier: tuple[str, str]
    reason: str


@dataclass(frozen=True)
class Extraction:
    """Where the material of an import was extracted, or why that is not known."""

    shares: dict[str, float] | None
    why_not: str


@cache
def chains() -> tuple[Link, ...]:
    """Return the reviewed pairs of codes of neighbouring stages."""
    path = content_folder() / "maps" / "trade_chains.csv"
    rows = csv_rows(path)
    return tuple(
        Link(
            (row["code_system"], row["code"]),
            (row["earlier_system"], row["earlier_code"]),
            row["reason"],
        )
        for row in rows
    )


def earlier(code_system: str, code: str) -> Link | None:
    """Return the link to the stage before a code; None when no such code ships."""
    return next((link for link in chains() if link.later == (code_system, code)), None)


def extraction(
    later: "pa.Table", before: "pa.Table", home: str, production: Production
) -> Extraction:
    """Return the extraction origin of what home imports of one code in one year.

    Args:
        later: `settled__trade` of the code and year.
        before: `settled__trade` of the earlier code in the same year.
        home: Territory or group whose imports are asked about.
        production: Production by series and territory [t].
    """
    members = members_of(home)
    top = next(iter(systems(later, home, members)), None)
    ore = next(iter(systems(before, home, members)), None)
    if top is None or ore is None:
        return Extraction(None, "one of the two stages has no trade in that year")
    traced = trace_system(top, home, members, production)
    code = codes()[ore.code_system, ore.code]
    flows, measure = flows_of(ore, code)
    anchored = anchor_of(ore, flows, measure, code, production, members, home)
    if traced is None or traced.anchored.basis != "anchored":
        return Extraction(None, f"code {top.code} has no production series that matches")
    if anchored.basis != "anchored":
        return Extraction(None, f"code {ore.code} has no production series that matches")
    mixes = availability_mix(flows, anchored.made)
    names = [*ore.territories, "unknown"]
    found = np.zeros((len(top.territories), len(names)))
    for number, territory_id in enumerate(top.territories):
        place = ore.place(territory_id)
        # A refiner without ore of its own in the statistics worked something else.
        found[number] = mixes[place] if place is not None else np.eye(len(names))[-1]
    stage = np.append(traced.origins.shares[0], traced.origins.unknown[0])
    shares = chain(stage[None, :], found)[0]
    return Extraction(dict(zip(names, shares.tolist(), strict=True)), "")
