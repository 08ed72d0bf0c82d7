"""Months of declared trade as series of flows: who sends how much of the year in which month.

Fetched months of Comext lie beside the editions, five million rows each. A reporter's imports say
when goods reach it; of a sender's exports, those to places that do not declare themselves. All
twelve calendar months have to be at hand; of several years the mean of each month is taken.
Weights count where every row has one, else values.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from grondstof.assess.month_series import Series
from grondstof.assess.origin import members_of
from grondstof.methods.shock_calendar import normal
from grondstof.settings import data_folder
from grondstof.store.months import months_stored, read_months

# Amounts of one flow by code, calendar month: weight [kg] and value [EUR].
_Cells = dict[str, list[list[float]]]
_MONTHS = 12
_REST = "ROW"


def declared_series(
    home: str, places: Sequence[str], contents: Mapping[str, float]
) -> tuple[tuple[Series, ...], int]:
    """Return the series of the flows between places, and how many calendar months are at hand.

    Args:
        home: Home; the declarations of its members count as its own.
        places: Territories of the network; the remainder has no series, since it is another one
            than that of the declarations.
        contents: Content of each code of six digits, by which its weight counts. [fraction]
    """
    folder = data_folder() / "monthly" / "trade_declared"
    stored = months_stored(folder)
    if not stored or not contents:
        return (), len({month for _, month, _ in stored})
    return _series(folder, stored, home, tuple(places), tuple(sorted(contents.items())))


@lru_cache(maxsize=64)
def _series(
    folder: Path,
    stored: tuple[tuple[int, int, int], ...],
    home: str,
    places: tuple[str, ...],
    contents: tuple[tuple[str, float], ...],
) -> tuple[tuple[Series, ...], int]:
    years = np.zeros(_MONTHS)
    for _, month, _ in stored:
        years[month - 1] += 1.0
    if not years.all():
        return (), int((years > 0.0).sum())
    weights = dict(contents)
    found = _cells(folder, home, frozenset(places) - {_REST}, sorted(weights))
    series = []
    for (seller, buyer), cells in sorted(found.items()):
        amounts = _amounts(cells, weights) / years
        if amounts.sum() > 0.0:
            series.append(Series(seller, buyer, None, normal(amounts), "declared"))
    return tuple(series), _MONTHS


def _cells(
    folder: Path, home: str, places: frozenset[str], codes: Sequence[str]
) -> dict[tuple[str, str], _Cells]:
    """Return the amounts by seller and buyer; a buyer that declares imports is believed first."""
    members = members_of(home)
    rows = [
        row | {name: _place(row[name], home, members) for name in ("reporter_id", "partner_id")}
        for row in _rows(folder, codes)
    ]
    buyers = {row["reporter_id"] for row in rows if row["flow"] == "import"}
    found: dict[tuple[str, str], _Cells] = defaultdict(dict)
    for row in rows:
        bought = row["flow"] == "import"
        names = row["partner_id"], row["reporter_id"]
        seller, buyer = names if bought else names[::-1]
        known = {seller, buyer} <= places and seller != buyer
        if known and (bought or buyer not in buyers):
            empty: list[list[float]] = [[0.0, 0.0, 0.0] for _ in range(_MONTHS)]
            cell = found[seller, buyer].setdefault(row["code"], empty)[row["month"] - 1]
            cell[0] += row["kg"] or 0.0
            cell[1] += row["eur"] or 0.0
            cell[2] += row["lacking"]
    return found


def _place(name: str, home: str, members: frozenset[str]) -> str:
    return home if name in members else name


def _amounts(cells: _Cells, contents: Mapping[str, float]) -> Any:
    """Return the amounts of the months: contained weights, or values where a weight is absent."""
    lacking = any(cell[2] for months in cells.values() for cell in months)
    return sum(
        np.array([cell[1] if lacking else cell[0] * contents[code] for cell in months])
        for code, months in cells.items()
    )


def _rows(folder: Path, codes: Sequence[str]) -> list[dict[str, Any]]:
    """Return sums by reporter, partner, flow, code of six digits and calendar month."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = read_months(folder, (), codes)
    if table is None or not table.num_rows:
        return []
    table = table.filter(pc.greater(table["month"], 0))
    lacking = pc.is_null(table["quantity_kg"]).cast(pa.int8())
    short = pc.utf8_slice_codeunits(table["code"], 0, 6)
    named = {name: table[name] for name in ("reporter_id", "partner_id", "flow", "month")}
    values = {"kg": table["quantity_kg"], "eur": table["value_eur"], "lacking": lacking}
    sums = pa.table({**named, "code": short, **values}).group_by([*named, "code"])
    wanted = [(name, "sum") for name in values]
    return [
        {key.removesuffix("_sum"): value for key, value in row.items()}
        for row in sums.aggregate(wanted).to_pylist()
    ]
