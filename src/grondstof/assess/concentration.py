"""Concentration of world supply and of EU sourcing, for every material and stage with shares.

A cell that only prints a bound counts at its bound in the value, as in the published tables, and as
anything from 0 to the bound in the interval.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from grondstof.assess.criticality import EU_2023_HOME, period
from grondstof.assess.eu_inputs import (
    Index,
    ShareSet,
    governance_risks,
    share_sets,
    weighted_index,
)
from grondstof.assess.indicator_rows import OUTPUT, ends, indicator_row, indicator_table
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.methods.concentration import herfindahl, top_share, weighted_interval
from grondstof.methods.intervals import Interval
from grondstof.store.parameters import address, parameters

if TYPE_CHECKING:
    import pyarrow as pa

# Scope of the shares -> ending of the indicator's id.
ENDINGS: Mapping[str, str] = {"global": "world", "eu": "eu-sourcing"}


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return the indicators of concentration of the 2023 study's shares.

    `hhi-*` and `hhi-governance-*` are dimensionless, `top1-share-*`, `top3-share-*` and
    `share-sum-*` are fractions; the ending says which supply.
    """
    source = parameters("eu-2023", "2023")
    first, last = period(source)
    risks = governance_risks(tables["settled__governance"], first, last)
    within = source.number("shares.complete_within")
    rows = [
        indicator_row(
            f"{name}-{ENDINGS[shares.scope]}",
            shares.material_id,
            shares.stage_id,
            last,
            value,
            *ends(span),
            oldest=first,
        )
        for shares in share_sets(tables["settled__supply_share"], first, last).values()
        for name, value, span in figures(shares, weighted_index(shares, risks, within))
    ]
    return indicator_table(rows, EU_2023_HOME, CONCENTRATION)


def figures(shares: ShareSet, index: Index) -> Iterator[tuple[str, float | None, Interval | None]]:
    """Yield name, value and interval of each indicator of one share set."""
    printed = shares.at_bounds()
    low = [item.low for item in shares.suppliers]
    high = [item.high for item in shares.suppliers]
    named = sum(item.low if item.share is None else item.share for item in shares.suppliers)
    plain = weighted_interval(low, high) + Interval(0.0, max(0.0, 1.0 - named) ** 2)
    whole = index.usable
    yield "hhi", float(herfindahl(printed)) if whole else None, plain
    yield "hhi-governance", index.value, index.interval
    for count in (1, 3):
        span = Interval(top_share(low, count), top_share(high, count))
        yield f"top{count}-share", top_share(printed, count) if whole else None, span
    yield "share-sum", index.total, Interval(sum(low), sum(high))


CONCENTRATION = Recipe(
    name="concentration-eu-2023",
    version="1",
    inputs=(
        Input(
            "settled__supply_share",
            on=("material_id", "stage_id"),
            where="year_from = 2016 and year_to = 2020",
        ),
        Input(
            "settled__governance",
            through="settled__supply_share",
            through_on=("territory_id",),
            where="year between 2016 and 2020",
        ),
    ),
    output=OUTPUT,
    run=run,
    homes=(EU_2023_HOME,),
    parameters=(address("eu-2023", "2023"),),
)
