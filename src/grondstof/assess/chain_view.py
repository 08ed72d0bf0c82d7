"""What a chain shows: needed nodes, exposure at full depth, single points, cuts, two tiers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grondstof.assess.chain_model import Figure
from grondstof.assess.chain_supply import Supply, supplies
from grondstof.assess.chains import Chain
from grondstof.errors import InputError
from grondstof.methods.chain_exposure import exposure, hhi, two_tiers
from grondstof.methods.cuts import Cut, minimum_cuts, single_points
from grondstof.methods.supply_network import requirements, upstream
from grondstof.store.editions import Edition

# From 65 % on the Critical Raw Materials Act speaks of dependence on one third country.
SINGLE_POINT = 0.65
CUT = 0.5


@dataclass(frozen=True)
class View:
    """A chain with everything computed about it.

    Attributes:
        chain: The chain.
        supply: Who supplies each node.
        needed: Nodes without which the end product cannot be made, over essential edges only.
        amounts: Amount of each node per unit of the end product; None where unknown.
        exposed: Middle, low and high exposure by territory, the largest first. [fraction]
        points: Single points of failure.
        cuts: Minimum cuts.
    """

    chain: Chain
    supply: Mapping[str, Supply]
    needed: tuple[str, ...]
    amounts: Mapping[str, float | None]
    exposed: Mapping[str, tuple[float, float, float]]
    points: tuple[Cut, ...]
    cuts: tuple[Cut, ...]

    @property
    def worst(self) -> tuple[float, str, str]:
        """Return the largest share of one territory in a needed node, with both; 0 for none."""
        found = [
            (share, node, territory)
            for node in self.needed
            for territory, share in self.supply[node].shares.items()
        ]
        return max(found, default=(0.0, "", ""))

    @property
    def known(self) -> float:
        """Return the part of all nodes for which somebody says who supplies it. [fraction]"""
        known = sum(1 for supply in self.supply.values() if supply.shares)
        return known / max(len(self.supply), 1)


def view(edition: Edition, found: Chain) -> View:
    """Return everything computed about a chain on an edition."""
    supply = supplies(edition, found)
    essential = [(edge.from_, edge.to) for edge in found.edges if edge.class_ == "essential"]
    inside = upstream(found.final, essential)
    needed = tuple(name for name in found.order if name in inside)
    stages = {name: supply[name].shares for name in needed if supply[name].shares}
    places = sorted({place for shares in stages.values() for place in shares})
    exposed = {place: exposure(list(stages.values()), place) for place in places}
    coefficients = {
        (edge.from_, edge.to): (
            edge.coefficient.value if isinstance(edge.coefficient, Figure) else None
        )
        for edge in found.edges
    }
    return View(
        found,
        supply,
        needed,
        requirements(found.final, found.order, coefficients),
        dict(sorted(exposed.items(), key=lambda item: (-item[1][0], item[0]))),
        tuple(single_points(stages, SINGLE_POINT)),
        tuple(minimum_cuts(stages, CUT)),
    )


def tiers(edition: Edition, found: Chain, home: str) -> list[dict[str, Any]]:
    """Return the two-tier view of every node that has trade: concentration times governance."""
    from grondstof.assess.shock_network import Base, base_of
    from grondstof.assess.trade_codes import codes

    risks = governance_risks(edition)
    rows: list[dict[str, Any]] = []
    for name, node in found.nodes.items():
        keys = [tuple(code.split(" ", 1)) for code in node.codes]
        key = next((k for k in keys if k in codes()), None)
        try:
            base: Base = base_of(
                edition, home, material=node.material, stage=node.stage,
                code=(key[0], key[1]) if key else None, secondary=False,
            )  # fmt: skip
        except InputError:
            continue
        network = base.variants.get("trade")
        if network is None:
            continue
        bought = network.flows[:, base.home]
        if bought.sum() <= 0.0:
            continue
        inside = network.flows.T + np.diag(network.production)
        step = inside / np.maximum(inside.sum(axis=1, keepdims=True), 1e-12)
        risk = np.array([risks.get(place, 0.5) for place in base.territories])
        first, second = two_tiers(bought / bought.sum(), step, risk)
        origin = (bought / bought.sum()) @ step
        top = int(np.argmax(origin))
        rows.append(
            {
                "node_id": name,
                "tier_one": first,
                "tier_two": second,
                "supplier_hhi": hhi(dict(enumerate_shares(bought / bought.sum()))),
                "territory_id": base.territories[top],
                "share": float(origin[top]),
                "codes": "; ".join(base.codes),
                "year": max(base.years),
                "kind": "modelled",
            }
        )
    return rows


def enumerate_shares(shares: Any) -> list[tuple[str, float]]:
    """Return shares with their places as names."""
    return [(str(number), float(share)) for number, share in enumerate(shares)]


def governance_risks(edition: Edition) -> dict[str, float]:
    """Return governance risk (2.5 - mean estimate) / 5 of the newest year, 0 to 1."""
    rows = edition.rows(
        """
        select territory_id, avg(estimate) as estimate from "settled__governance" g
        where dimension in ('cc', 'ge', 'pv', 'rl', 'rq', 'va') and estimate is not null
          and year = (select max(year) from "settled__governance" where dimension = 'rl')
        group by territory_id order by 1
        """
    )
    return {
        row["territory_id"]: float(np.clip((2.5 - row["estimate"]) / 5.0, 0.0, 1.0)) for row in rows
    }
