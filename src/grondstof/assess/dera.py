"""The two axes of the German list on World Mining Data: concentration and weighted country risk."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from grondstof.methods.dera import Classes, risk_group, weighted_country_risk
from grondstof.store.parameters import parameters

if TYPE_CHECKING:
    from grondstof.store.editions import Edition

_MEAN = """
    select territory_id, avg(estimate) as estimate from "settled__governance"
    where dimension <> 'hdi' and estimate is not null and year = ?
    and vintage = (select max(vintage) from "settled__governance" where dimension = 'pv')
    group by territory_id order by territory_id
"""
_SHARES = """
    select material_id, stage_id, territory_id, sum(quantity_t) as q from "reported__production"
    where source_id = 'wmd' and year = ? and quantity_t > 0
    group by all order by all
"""
GOVERNANCE_YEAR, YEAR = 2023, 2024


def classes() -> Classes:
    """Return the class boundaries."""
    number = parameters("dera", "2023").number
    return Classes(
        hhi_medium=number("classes.hhi_medium"),
        hhi_high=number("classes.hhi_high"),
        risk_low=number("classes.risk_low"),
        risk_high=number("classes.risk_high"),
    )


def concentration(edition: "Edition", material_id: str, stage_id: str, year: int) -> float | None:
    """Return the Herfindahl index of production on the scale of 10,000; None without figures.

    World Mining Data where it has the year, else the British Geological Survey: the German list
    uses figures of its own, which are not public as a series.
    """
    sql = """
        select source_id, sum(quantity_t * quantity_t) / (sum(quantity_t) * sum(quantity_t)) as hhi
        from "reported__production"
        where material_id = ? and stage_id = ? and year = ? and quantity_t > 0
        and source_id in ('wmd', 'bgs') group by source_id order by source_id desc
    """
    found = edition.rows(sql, [material_id, stage_id, year])
    return 10_000.0 * float(found[0]["hhi"]) if found else None


def scores(edition: "Edition", year: int = YEAR) -> list[dict[str, Any]]:
    """Return concentration, weighted country risk and risk group of every material of a year.

    Governance is that of the same year, or of the newest one there is. A producer without a
    governance estimate leaves the country risk open, and with it the group.
    """
    governance = {
        row["territory_id"]: row["estimate"]
        for row in edition.rows(_MEAN, [min(year, GOVERNANCE_YEAR)])
    }
    groups: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in edition.rows(_SHARES, [year]):
        groups[row["material_id"], row["stage_id"]][row["territory_id"]] = row["q"]
    bounds = classes()
    found = []
    for (material_id, stage_id), made in groups.items():
        total = sum(made.values())
        shares = {name: quantity / total for name, quantity in made.items()}
        hhi = 10_000.0 * sum(share * share for share in shares.values())
        known = {name: share for name, share in shares.items() if name in governance}
        # Below one percent of supply an unknown producer cannot move the class noticeably.
        whole = sum(known.values()) > 0.99
        risk = (
            weighted_country_risk(list(known.values()), [governance[name] for name in known])
            if whole
            else None
        )
        found.append(
            {
                "material_id": material_id,
                "stage_id": stage_id,
                "year": year,
                "hhi": hhi,
                "country_risk": risk,
                "group": None if risk is None else risk_group(hhi, risk, bounds),
            }
        )
    return found
