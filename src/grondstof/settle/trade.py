"""Settles trade: which quantities are believed, and what stands in the place of the others.

BACI is the only claim on value. A printed quantity is kept unless its unit value lies more than a
factor ten from the median of its code and year; a refused or missing quantity is estimated from
the value, with an interval, and every such row says so. Where a code and year has no quantity at
all, none is made up.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from grondstof.methods.trade import judge_quantities
from grondstof.settle.settlement import Settlement

if TYPE_CHECKING:
    import pyarrow as pa

OUTLIER_FACTOR = 10.0
PRINTED = "printed by the publisher"
REFUSED = "printed quantity refused: unit value more than 10 times off the median; from value"
MISSING = "no quantity printed; estimated from value and the median unit value"
NONE = "no quantity printed for this code and year"
SPREAD_REASON = "spread of unit values of the same code and year"


def settle_trade(tables: Mapping[str, "pa.Table"]) -> "pa.Table":
    """Return `settled__trade` from `reported__trade`: yearly rows with judged quantities [kg]."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = tables["reported__trade"]
    rows = rows.filter(pc.equal(rows["month"], 0)).drop_columns(["month", "line", "snapshot_id"])
    order = [(name, "ascending") for name in ("code_system", "code", "year")]
    rows = rows.sort_by(order).combine_chunks()
    starts = _group_starts(rows)
    value = rows["value_usd"].to_numpy().astype(np.float64)
    kg = rows["quantity_kg"].cast(pa.float64()).to_numpy(zero_copy_only=False)
    count = rows.num_rows
    best, low, high = np.empty(count), np.empty(count), np.empty(count)
    sigma = np.full(count, np.nan)
    why = np.zeros(count, dtype=np.int8)
    for first, last in pairwise(starts.tolist()):
        part = slice(first, last)
        found = judge_quantities(value[part], kg[part], OUTLIER_FACTOR)
        best[part], low[part], high[part] = found.kg, found.low, found.high
        sigma[part] = np.where(found.estimated, found.sigma, np.nan)
        why[part] = np.where(found.refused, 1, np.where(found.estimated, 2, 0))
    why[~np.isfinite(best)] = 3
    return _settled(rows, best, low, high, sigma, why)


def _group_starts(rows: "pa.Table") -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return where a new code or year starts, with the number of rows at the end."""
    count = rows.num_rows
    new = np.zeros(count, dtype=bool)
    for name in ("code_system", "code"):
        encoded = rows[name].combine_chunks().dictionary_encode()
        indices = encoded.indices.to_numpy()
        new[1:] |= indices[1:] != indices[:-1]
    years = rows["year"].to_numpy()
    new[1:] |= years[1:] != years[:-1]
    return np.concatenate([[0], np.flatnonzero(new), [count]]) if count else np.array([0])


def _settled(
    rows: "pa.Table",
    best: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    low: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    high: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    sigma: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    why: "np.ndarray[tuple[int], np.dtype[np.int8]]",
) -> "pa.Table":
    import pyarrow as pa

    def kilograms(numbers: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> "pa.Array":
        empty = ~np.isfinite(numbers)
        whole = np.rint(np.where(empty, 0.0, numbers)).astype(np.int64)
        return pa.array(whole, mask=empty)

    def words(*choices: str | None) -> "pa.Array":
        return pa.DictionaryArray.from_arrays(
            pa.array(why), pa.array(choices, type=pa.string())
        ).cast(pa.string())

    estimated = (why == 1) | (why == 2)
    names = ("year", "exporter_id", "importer_id", "code_system", "code", "value_usd")
    columns = {name: rows[name] for name in names} | {
        "quantity_kg": kilograms(best),
        "quantity_kg_low": kilograms(low),
        "quantity_kg_high": kilograms(high),
        "quantity_basis": words("printed", "refused", "missing", "none"),
        "dist": words("exact", "lognormal", "lognormal", "exact"),
        "spread": pa.array(np.where(estimated, sigma, 0.0), mask=~estimated),
        "spread_reason": words(None, SPREAD_REASON, SPREAD_REASON, None),
        "chosen_claim": pa.nulls(rows.num_rows, pa.string()),
        "reason": words(PRINTED, REFUSED, MISSING, NONE),
        "losers": pa.array((why == 1).astype(np.int32)),
    }
    return pa.table(columns)


TRADE = Settlement("settled__trade", ("reported__trade",), settle_trade)
