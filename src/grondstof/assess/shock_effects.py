"""What follows a shortage: value added at risk by sector, steps down the chain, by-products."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.by_products import hosts_of
from grondstof.assess.chains import Chain, chains
from grondstof.assess.scenario import Subject
from grondstof.assess.shock_parameters import drawn, number
from grondstof.assess.shocks import Ran
from grondstof.methods.chain_cascade import cascade
from grondstof.methods.distributions import interval
from grondstof.store.editions import Edition

MONTHS = 12.0
DRAWS = 200


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


def cascades(found: Sequence[Ran]) -> Iterator[dict[str, Any]]:
    """Yield how the shortages of a scenario run down every chain that needs what is short.

    Every step that a shortage reaches stands with its path; the last is the end product. An
    essential input carries the shortage in full, an important one with a judged weight, a
    non-essential one not at all; between an input and what is made of it lies a judged lead time,
    since none is published for running production. It is as if home's users made each step
    themselves: what home buys as a part comes from elsewhere.
    """
    weights, lead = drawn("important_weight", DRAWS), drawn("step_months", DRAWS)
    point = np.array([number("important_weight")]), np.array([number("step_months")])
    for chain in chains().values():
        start = {name: item for item in found for name in _nodes(chain, item)}
        if not start:
            continue
        links = [(edge.from_, edge.to, edge.class_) for edge in chain.edges]
        short = {name: item.point_short[None, :] for name, item in start.items()}
        many = {name: _some(item.drawn) for name, item in start.items()}
        middle = cascade(chain.order, links, short, *point)
        spread = cascade(chain.order, links, many, weights, lead)
        for name in chain.order:
            if name in middle and middle[name].max() > 0.0:
                yield _step(chain, name, middle[name][0], spread[name], list(start))


def _nodes(chain: Chain, item: Ran) -> list[str]:
    """Return the steps of a chain that a subject is: by material and stage, or by code."""
    subject = item.subject
    return [
        name
        for name, node in chain.nodes.items()
        if (node.material is not None and (node.material, node.stage) == _key(subject))
        or set(node.codes) & set(item.base.codes)
    ]


def _key(subject: Subject) -> tuple[str | None, str | None]:
    return subject.material, subject.stage


def _some(paths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return as many draws as a cascade takes, evenly from those there are."""
    return np.asarray(paths[np.linspace(0, len(paths) - 1, DRAWS).astype(int)])


def _step(
    chain: Chain, name: str, path: NDArray[np.float64], spread: NDArray[np.float64],
    start: list[str],
) -> dict[str, Any]:  # fmt: skip
    hit = np.flatnonzero(path >= number("recovered_below"))
    _, low, high = interval(spread.max(axis=1))
    _, months_low, months_high = interval(spread.sum(axis=1))
    return {
        "product_id": chain.product_id,
        "name_nl": chain.file.name.nl,
        "name_en": chain.file.name.en,
        "node_id": name,
        "node_nl": chain.nodes[name].name.nl,
        "node_en": chain.nodes[name].name.en,
        "place": chain.order.index(name),
        "is_end": name == chain.final,
        "is_start": name in start,
        "first_month": int(hit[0]) + 1 if len(hit) else None,
        "worst_share": float(path.max()),
        "worst_share_low": low,
        "worst_share_high": high,
        "months_of_use": float(path.sum()),
        "months_of_use_low": months_low,
        "months_of_use_high": months_high,
        "kind": "modelled",
    }


def by_products(found: Sequence[Ran]) -> Iterator[dict[str, Any]]:
    """Yield by-products whose host is hit, with what bounds them and why."""
    for item in found:
        for host in hosts_of(item.subject.material):
            if host.host not in item.hosts or host.stage != item.subject.stage:
                continue
            middle, low, high = item.cover
            yield {
                "material_id": host.material,
                "stage_id": host.stage,
                "host_id": host.host,
                "months_of_use": middle,
                "months_of_use_low": low,
                "months_of_use_high": high,
                "world_worst_share": float(item.world_short.max()),
                "host_part_low": host.part[0],
                "host_part_high": host.part[1],
                "potential": host.potential,
                "reason": host.reason,
                "source": host.source,
                "locator": host.where,
                "kind": "modelled",
                "lacks": None if host.potential else "potential",
            }
