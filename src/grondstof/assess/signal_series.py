"""Series that the early warning looks at, in order of time, and the points at which a rule fires.

Time is counted in months since the year 0; a yearly point stands at December. A rule fires on a
point by what stood before it, so that running it over history gives what it would have said then.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from grondstof.assess.signal_rules import Rule
from grondstof.assess.trade_codes import codes
from grondstof.assess.trade_systems import outer_trade
from grondstof.methods.break_detection import robust_break

if TYPE_CHECKING:
    import pyarrow as pa

MONTHS = 12
# Partners below this share never make news.
LEAST_SHARE = 0.1


@dataclass(frozen=True)
class Series:
    """One series: what it is about, and its values by month number."""

    kind: str
    subject_kind: str
    subject_id: str
    materials: tuple[str, ...]
    territory_id: str
    values: Mapping[int, float]


@dataclass(frozen=True)
class Firing:
    """A point at which a rule fired."""

    series: Series
    month: int
    value: float
    change: float
    score: float


def is_monthly(series: Series) -> bool:
    """Return whether the points of a series are months; yearly points all stand at December."""
    return any(month % MONTHS != MONTHS - 1 for month in series.values)


def month_number(year: int, month: int) -> int:
    """Return months since the year 0; month 0 (a whole year) counts as December."""
    return year * MONTHS + (month or MONTHS) - 1


def year_month(number: int) -> tuple[int, int]:
    """Return year and month of a month number."""
    return number // MONTHS, number % MONTHS + 1


def trade_series(
    trade: "pa.Table", home: str, members: frozenset[str], least_usd: float
) -> Iterator[Series]:
    """Yield the shares of home's partners, and world unit values, by code.

    A year in which home imported, but not from a partner, is a share of nothing and not a gap; a
    year in which home imported less than `least_usd` in all is left out. Every mapped code counts;
    one that pools materials speaks for all of them under its own name.
    """
    import pyarrow.compute as pc

    outer = outer_trade(trade, home, members)
    prices = _unit_values(outer)
    mine = outer.filter(pc.equal(outer["importer_id"], home))
    totals: dict[tuple[str, str, int], float] = defaultdict(float)
    shares: dict[tuple[str, str, str], dict[int, float]] = defaultdict(dict)
    rows = mine.group_by(["code_system", "code", "year", "exporter_id"])
    flows = rows.aggregate([("value_usd", "sum")]).to_pylist()
    for row in flows:
        totals[row["code_system"], row["code"], row["year"]] += float(row["value_usd_sum"])
    for row in flows:
        key = (row["code_system"], row["code"])
        total = totals[(*key, row["year"])]
        if key in codes() and total >= least_usd:
            now = month_number(row["year"], 0)
            shares[(*key, row["exporter_id"])][now] = float(row["value_usd_sum"]) / total
    known: dict[tuple[str, str], set[int]] = defaultdict(set)
    for code_system, code, territory_id in shares:
        known[code_system, code] |= set(shares[code_system, code, territory_id])
    for (code_system, code, territory_id), values in sorted(shares.items()):
        if max(values.values()) >= LEAST_SHARE:
            full = {month: values.get(month, 0.0) for month in sorted(known[code_system, code])}
            yield _of_code("partner-share", code_system, code, territory_id, full)
    for (code_system, code), values in sorted(prices.items()):
        yield _of_code("unit-value", code_system, code, "any", _steps(values))


def _unit_values(outer: "pa.Table") -> dict[tuple[str, str], dict[int, float]]:
    """Return the logarithm of world unit values by code, where every flow has a weight."""
    rows = outer.group_by(["code_system", "code", "year"]).aggregate(
        [("value_usd", "sum"), ("quantity_kg", "sum"), ("quantity_kg", "count"), ([], "count_all")]
    )
    found: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for row in rows.to_pylist():
        whole = row["quantity_kg_count"] == row["count_all"] and row["quantity_kg_sum"]
        if whole and row["value_usd_sum"] and (row["code_system"], row["code"]) in codes():
            level = float(np.log(row["value_usd_sum"] / row["quantity_kg_sum"]))
            found[row["code_system"], row["code"]][month_number(row["year"], 0)] = level
    return found


def _steps(values: Mapping[int, float]) -> dict[int, float]:
    return {
        month: values[month] - values[month - MONTHS]
        for month in sorted(values)
        if month - MONTHS in values
    }


def _of_code(
    kind: str, code_system: str, code: str, territory_id: str, values: Mapping[int, float]
) -> Series:
    materials = codes()[code_system, code].materials
    return Series(kind, "code", f"{code_system}:{code}", materials, territory_id, values)


def price_series(prices: "pa.Table") -> Iterator[Series]:
    """Yield the three-month change of the logarithm of monthly prices by material."""
    levels: dict[str, dict[int, float]] = defaultdict(dict)
    for row in prices.to_pylist():
        if row["month"] and row["price_usd_t"] and row["grade_id"] == "any":
            number = month_number(row["year"], row["month"])
            levels[row["material_id"]][number] = float(np.log(row["price_usd_t"]))
    for material_id, level in sorted(levels.items()):
        changes = {month: level[month] - level[month - 3] for month in level if month - 3 in level}
        yield Series("price", "material", material_id, (material_id,), "any", changes)


def traced_series(origin: "pa.Table", home: str) -> Iterator[Series]:
    """Yield the traced shares of origins by code."""
    shares: dict[tuple[str, str, str], dict[int, float]] = defaultdict(dict)
    for row in origin.to_pylist():
        if row["importer_id"] == home and row["origin_id"] not in ("unknown", "remainder"):
            key = (row["code_system"], row["code"], row["origin_id"])
            shares[key][month_number(row["year"], 0)] = row["share"]
    for (code_system, code, territory_id), values in sorted(shares.items()):
        yield _of_code("traced-share", code_system, code, territory_id, values)


def fire(rule: Rule, series: Series) -> Iterator[Firing]:
    """Yield every point of a series at which a rule fires, earliest first."""
    months = sorted(series.values)
    values = np.array([series.values[month] for month in months])
    for place in range(1, len(months)):
        if rule.series == "traced-share":
            found = _dependence(rule, series, months, values, place)
        else:
            found = _break(rule, series, months, values, place)
        if found is not None:
            yield found


def _break(
    rule: Rule, series: Series, months: list[int], values: "np.ndarray", place: int
) -> Firing | None:
    found = robust_break(values[: place + 1], rule.window, rule.floor)
    if found is None or found.score is None or abs(found.change) < rule.least_change:
        return None
    if abs(found.score) < rule.threshold or not _towards(rule.direction, found.change):
        return None
    return Firing(series, months[place], float(values[place]), found.change, found.score)


def _dependence(
    rule: Rule, series: Series, months: list[int], values: "np.ndarray", place: int
) -> Firing | None:
    before = values[max(0, place - rule.window) : place]
    change = float(values[place] - np.median(before))
    if len(before) < 3 or values[place] < rule.threshold or change < rule.least_change:
        return None
    return Firing(series, months[place], float(values[place]), change, float(values[place]))


def _towards(direction: str, change: float) -> bool:
    return direction == "both" or (change > 0) == (direction == "up")
