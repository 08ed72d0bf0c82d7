"""Concentration of world supply and of EU sourcing, for every material and stage with shares.

A cell that only prints a bound counts at its bound in the value, as in the published tables, and as
anything from 0 to the bound in the interval.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from grondstof.assess.criticality import EU_2023_HOME, period
from grondstof.assess.eu_inputs import (
    Index,
    ShareSet,
    governance_risks,
    share_sets,
    weighted_index,
)
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.methods.concentration import herfindahl, top_share, weighted_interval
from grondstof.methods.intervals import Interval
from grondstof.store.parameters import address, parameters
from grondstof.vocabulary.tables import table

if TYPE_CHECKING:
    import pyarrow as pa

_OUTPUT = "assessed__indicator"
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
    rows: list[dict[str, Any]] = []
    for shares in share_sets(tables["settled__supply_share"], first, last).values():
        index = weighted_index(shares, risks, within)
        rows += [
            _row(shares, name, unit, value, span, first, last)
            for name, unit, value, span in figures(shares, index)
        ]
    return _table(rows)


def figures(
    shares: ShareSet, index: Index
) -> Iterator[tuple[str, str, float | None, Interval | None]]:
    """Yield name, unit, value and interval of each indicator of one share set."""
    printed = shares.at_bounds()
    low = [item.low for item in shares.suppliers]
    high = [item.high for item in shares.suppliers]
    named = sum(item.low if item.share is None else item.share for item in shares.suppliers)
    plain = weighted_interval(low, high) + Interval(0.0, max(0.0, 1.0 - named) ** 2)
    whole = index.usable
    yield "hhi", "dimensionless", float(herfindahl(printed)) if whole else None, plain
    yield "hhi-governance", "dimensionless", index.value, index.interval
    for count in (1, 3):
        span = Interval(top_share(low, count), top_share(high, count))
        yield f"top{count}-share", "fraction", top_share(printed, count) if whole else None, span
    yield "share-sum", "fraction", index.total, Interval(sum(low), sum(high))


def _row(
    shares: ShareSet,
    name: str,
    unit: str,
    value: float | None,
    span: Interval | None,
    first: int,
    last: int,
) -> dict[str, Any]:
    return {
        "indicator_id": f"{name}-{ENDINGS[shares.scope]}",
        "subject_kind": "material",
        "subject_id": shares.material_id,
        "home_id": EU_2023_HOME,
        "material_id": shares.material_id,
        "stage_id": shares.stage_id,
        "year": last,
        "value": value,
        "value_low": None if span is None else span.low,
        "value_high": None if span is None else span.high,
        "unit": unit,
        "kind": "computed",
        "oldest_year": first,
        "lacks": "value" if value is None else None,
        "recipe": CONCENTRATION.name,
        "recipe_version": CONCENTRATION.version,
    }


def _table(rows: list[dict[str, Any]]) -> "pa.Table":
    from grondstof.store.arrow import schema, to_arrow

    goal = table(_OUTPUT)
    ordered = sorted(rows, key=lambda row: tuple(str(row[name]) for name in goal.key))
    return to_arrow(ordered, schema(goal))


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
    output=_OUTPUT,
    run=run,
    homes=(EU_2023_HOME,),
    parameters=(address("eu-2023", "2023"),),
)
