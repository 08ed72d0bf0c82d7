"""What follows a shortage: value added at risk by sector, products down the chain, by-products."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from grondstof.assess.chains import chains
from grondstof.assess.shock_parameters import drawn, number
from grondstof.assess.shocks import Ran
from grondstof.methods.distributions import interval
from grondstof.methods.shock_outcome import companion_range, downstream
from grondstof.methods.supply_network import upstream
from grondstof.store.editions import Edition

MONTHS = 12.0
# By-product -> host metals, and supply potential over production where it is published.
HOSTS: dict[str, tuple[tuple[str, ...], float | None, str]] = {
    "gallium": (("bauxite", "zinc"), 5.0, "Frenzel et al. (2016), abstract: 5 or more"),
    "germanium": (("zinc",), 10.0, "Frenzel et al. (2017), abstract"),
    "indium": (("zinc",), 3.0, "Frenzel et al. (2017), abstract"),
    "cobalt": (("copper", "nickel"), None, "U.S. Geological Survey (2025), host metals"),
    "tellurium": (("copper",), None, "U.S. Geological Survey (2025), copper anode slimes"),
    "selenium": (("copper",), None, "U.S. Geological Survey (2025), copper anode slimes"),
    "rhenium": (("molybdenum",), None, "U.S. Geological Survey (2025), molybdenum concentrates"),
}


def sectors(edition: Edition, home: str, ran: Ran) -> list[dict[str, Any]]:
    """Return value added at risk by industry, between cost pass-through and Leontief.

    risk = years of use lost x value added that depends on the material, where years of use lost
    is the sum of shortage over the horizon in years of use. Low: the part of output that pays for
    the material, 5 % point of the shortage. High: all output that uses it, 95 % point.
    """
    _, low, high = (value / MONTHS for value in ran.cover)
    rows = edition.rows(
        """
        select industry_system, industry_code, table_name, value_added_musd,
               dependent_musd_low, dependent_musd_high, oldest_year
        from "assessed__sector_exposure" where home_id = ? and material_id = ?
        order by dependent_musd_high desc, industry_code
        """,
        [home, ran.subject.material or ran.subject.effects],
    )
    return [
        {
            "industry_system": row["industry_system"],
            "industry_code": row["industry_code"],
            "value_added_musd": row["value_added_musd"],
            "at_risk_musd_low": _times(row["dependent_musd_low"], low),
            "at_risk_musd_high": min(
                row["value_added_musd"] * max(1.0, high), row["dependent_musd_high"] * high
            ),
            "table_name": row["table_name"],
            "kind": "modelled",
            "oldest_year": row["oldest_year"],
            "lacks": "at_risk_musd_low" if row["dependent_musd_low"] is None else None,
        }
        for row in rows
        if row["dependent_musd_high"]
    ]


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor


def products(ran: Ran) -> Iterator[dict[str, Any]]:
    """Yield what the shortage does to the end product of every chain that needs the subject.

    An essential input carries the shortage in full, an important one with a judged weight; a
    month passes between an input and what is made of it where no lead time is published.
    """
    weights = drawn("important_weight", 200)
    for found in chains().values():
        pairs = [(edge.from_, edge.to) for edge in found.edges]
        for name, node in found.nodes.items():
            codes = {code.replace(" ", " ") for code in node.codes}
            same = node.material is not None and (node.material, node.stage) == (
                ran.subject.material,
                ran.subject.stage,
            )
            if not same and not codes & set(ran.base.codes):
                continue
            essential = [
                (edge.from_, edge.to) for edge in found.edges if edge.class_ == "essential"
            ]
            needed = name in upstream(found.final, essential)
            lead = _steps(name, found.final, pairs)
            if lead is None:
                continue
            worst = float(ran.point_short.max())
            weight = np.ones(200) if needed else weights
            path = downstream(ran.point_short, 1.0, lead)
            hit = np.flatnonzero(path >= number("recovered_below"))
            _, low, high = interval(weight * worst)
            yield {
                "product_id": found.product_id,
                "name_nl": found.file.name.nl,
                "name_en": found.file.name.en,
                "node_id": name,
                "input_class": "essential" if needed else "important",
                "lead_months": lead,
                "first_month": int(hit[0]) + 1 if len(hit) else None,
                "worst_share_low": low,
                "worst_share_high": high,
                "kind": "modelled",
            }


def _steps(start: str, end: str, pairs: list[tuple[str, str]]) -> int | None:
    """Return the fewest edges between two nodes, None when there is no way."""
    reached, steps = {start}, 0
    while end not in reached:
        after = {to for origin, to in pairs if origin in reached} - reached
        if not after:
            return None
        reached |= after
        steps += 1
    return steps


def companions(ran: Ran) -> Iterator[dict[str, Any]]:
    """Yield by-products whose host metal is short in the world, with the range of their supply."""
    worst = float(ran.world_short.max())
    for metal, (hosts, potential, source) in HOSTS.items():
        if ran.subject.material not in hosts or worst <= 0.0:
            continue
        low, high = companion_range(1.0 - worst, potential or 1.0)
        yield {
            "material_id": metal,
            "host_id": ran.subject.material,
            "host_share": 1.0 - worst,
            "supply_share_low": low,
            "supply_share_high": high if potential else None,
            "source": source,
            "kind": "modelled",
            "lacks": None if potential else "supply_share_high",
        }
