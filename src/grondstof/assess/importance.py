"""Economic importance of 2023 from the printed uses, without the substitution index.

The substitution index for importance is printed for no material of 2023. What the uses and the
value added of their industries give at an index of 1 is computed here, beside the index that the
published importance would then imply. A use without an industry, or of which no share is printed,
leaves the value open: it can be of any industry.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from grondstof.assess.criticality import ASSESSED_2023, EU_2023_HOME, period
from grondstof.assess.eu_inputs import printed_parameters
from grondstof.assess.indicator_rows import OUTPUT, ends, indicator_row, indicator_table
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.methods.economic_importance import (
    economic_importance,
    implied_substitution,
    scaling_value,
)
from grondstof.methods.intervals import Interval, widened
from grondstof.store.parameters import address, parameters

if TYPE_CHECKING:
    import pyarrow as pa

# A printed `>0%` rounds to nothing in whole percent.
_TRACE = 0.005


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return `importance-at-no-substitution` and `implied-substitution-importance` by material."""
    source = parameters("eu-2023", "2023")
    first, last = period(source)
    worth = value_added(tables["settled__value_added"], last)
    settled = tables["settled__parameter"]
    published = printed_parameters(settled, ("published_ei",), ASSESSED_2023, ASSESSED_2023)
    rows: list[dict[str, Any]] = []
    for name, uses in _uses(tables["settled__use_share"], first, last).items():
        value, span = importance(uses, worth)
        rows.append(
            indicator_row(
                "importance-at-no-substitution", name, "any", last, value, *ends(span), oldest=first
            )
        )
        printed = published.get(name, {}).get("published_ei")
        target = printed.interval() if printed is not None else None
        if target is None or printed is None or printed.value is None:
            continue
        index = None if value is None else implied_substitution(printed.value, value)
        implied = target / span if span.low > 0.0 else None
        rows.append(
            indicator_row(
                "implied-substitution-importance",
                name,
                "any",
                last,
                index,
                *ends(implied),
                oldest=first,
            )
        )
    return indicator_table(rows, EU_2023_HOME, IMPORTANCE)


def value_added(settled: "pa.Table", year: int) -> Mapping[str, float]:
    """Return the EU's value added by NACE division in a year [million EUR]."""
    return {
        row["industry_code"]: row["value_meur"]
        for row in settled.to_pylist()
        if row["value_meur"] is not None
        and (row["territory_id"], row["industry_system"], row["year"])
        == (EU_2023_HOME, "NACE2", year)
    }


def _uses(settled: "pa.Table", first: int, last: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in settled.to_pylist():
        period_of_row = (row["year_from"], row["year_to"])
        if row["region_id"] == EU_2023_HOME and period_of_row == (first, last):
            found[row["material_id"]].append(row)
    return dict(sorted(found.items()))


def importance(
    uses: Sequence[Mapping[str, Any]], worth: Mapping[str, float]
) -> tuple[float | None, Interval]:
    """Return the importance at a substitution index of 1, and what rounding and gaps leave open.

    Args:
        uses: Rows with `share`, its half-width `spread` and `industry_code`.
        worth: Value added by industry [million EUR].
    """
    largest = scaling_value(worth)
    low, high, open_ended = 0.0, 0.0, False
    for row in uses:
        share, code = row["share"], row["industry_code"]
        open_ended |= share is None or code not in worth
        span = Interval(0.0, _TRACE)
        if share is not None:
            span = widened(share, row["spread"] or 0.0, 0.0, 1.0)
        low += float(economic_importance([span.low], [worth.get(code, 0.0)], largest))
        high += float(economic_importance([span.high], [worth.get(code, largest)], largest))
    if open_ended:
        return None, Interval(low, high)
    shares = [row["share"] for row in uses]
    values = [worth[row["industry_code"]] for row in uses]
    return float(economic_importance(shares, values, largest)), Interval(low, high)


IMPORTANCE = Recipe(
    name="importance-eu-2023",
    version="1",
    inputs=(
        Input(
            "settled__use_share",
            on=("material_id",),
            where="year_from = 2016 and year_to = 2020",
        ),
        Input(
            "settled__value_added",
            through="settled__use_share",
            through_on=("industry_system", "industry_code"),
            where="territory_id = 'EU27' and year = 2020",
        ),
        Input(
            "settled__parameter",
            on=("material_id",),
            where="parameter = 'published_ei' and year_from = 2023",
        ),
    ),
    output=OUTPUT,
    run=run,
    homes=(EU_2023_HOME,),
    parameters=(address("eu-2023", "2023"),),
)
