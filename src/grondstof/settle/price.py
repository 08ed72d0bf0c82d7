"""Settles prices: monthly where there is a market, and the mean of twelve months as the year.

A yearly average that a publisher prints stays where no twelve months are at hand; where they are,
the mean of the months is chosen and the printed average counts as a loser.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from grondstof.settle.prefer import Claim, Spread, prefer
from grondstof.settle.settlement import Settlement, Tables

if TYPE_CHECKING:
    import pyarrow as pa

_OUTPUT = "settled__price"
_MONTHS = 12
_MEAN = "mean of the twelve monthly prices"

Key = tuple[str, str, int]


def run(tables: Tables) -> "pa.Table":
    """Return one price [USD/t] for each material, grade, year and month; month 0 is the year."""
    import pyarrow as pa

    settled = prefer(tables["reported__price"], _OUTPUT, _spread)
    rows = settled.to_pylist()
    yearly = {_key(row): row for row in rows if row["month"] == 0}
    means = _yearly_means(rows)
    rows = [row for row in rows if row["month"] != 0 or _key(row) not in means]
    rows += [_mean_row(key, price, yearly.get(key)) for key, price in means.items()]
    rows.sort(key=lambda row: (row["material_id"], row["grade_id"], row["year"], row["month"]))
    return pa.Table.from_pylist(rows, schema=settled.schema)


def _key(row: Mapping[str, Any]) -> Key:
    return row["material_id"], row["grade_id"], row["year"]


def _yearly_means(rows: Sequence[Mapping[str, Any]]) -> dict[Key, float]:
    months: dict[Key, list[float]] = defaultdict(list)
    for row in rows:
        if row["month"] != 0 and row["price_usd_t"] is not None:
            months[_key(row)].append(row["price_usd_t"])
    return {key: sum(prices) / _MONTHS for key, prices in months.items() if len(prices) == _MONTHS}


def _mean_row(key: Key, price: float, printed: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        "material_id": key[0],
        "grade_id": key[1],
        "year": key[2],
        "month": 0,
        "price_usd_t": price,
        "dist": "exact",
        "spread": None,
        "spread_reason": "mean of prices as printed",
        "chosen_claim": None,
        "reason": _MEAN,
        "losers": 0 if printed is None else printed["losers"] + 1,
    }


def _spread(chosen: Claim, claims: Sequence[Claim]) -> Spread:
    return Spread("exact", None, "price as printed")


PRICE = Settlement(_OUTPUT, ("reported__price",), run, on=("material_id", "grade_id", "year"))
