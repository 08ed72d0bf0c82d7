"""What moves over the years in home's trade: the price index of imports, and trends of shares."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from grondstof.assess.trade_systems import home_flows
from grondstof.methods.trade import tornqvist_step, trend

if TYPE_CHECKING:
    import pyarrow as pa

# Years over which a trend is taken, the last one included.
TREND_YEARS = 5


def price_rows(trade: "pa.Table", home: str, members: frozenset[str]) -> dict[int, float]:
    """Return the import-weighted price index of home by year, HS1992 codes, 2015 = 1.

    Only flows with a printed and believed quantity count.
    """
    import pyarrow.compute as pc

    rows = trade.filter(
        pc.and_(
            pc.equal(trade["quantity_basis"], "printed"), pc.equal(trade["code_system"], "HS1992")
        )
    )
    unit: dict[int, dict[str, tuple[float, float]]] = defaultdict(dict)
    for flow in home_flows(rows, home, members):
        if flow.kg:
            unit[flow.year][flow.code] = (flow.imports_usd, flow.imports_usd / flow.kg)
    level, found = 1.0, {}
    years = sorted(unit)
    for before, now in pairwise(years):
        if before == years[0]:
            found[before] = level
        both = sorted(set(unit[before]) & set(unit[now]))
        step = tornqvist_step(
            [unit[before][c][0] for c in both],
            [unit[now][c][0] for c in both],
            [unit[before][c][1] for c in both],
            [unit[now][c][1] for c in both],
        )
        level *= step if step is not None else 1.0
        found[now] = level
    base = found.get(2015)
    return {year: value / base for year, value in found.items()} if base else {}


def trend_rows(series: Mapping[int, float]) -> Iterator[tuple[int, float]]:
    """Yield (year, slope over the years up to it) where all years of the window are there."""
    for year in sorted(series):
        window = [year - back for back in range(TREND_YEARS)]
        if all(one in series for one in window):
            slope = trend(window, [series[one] for one in window])
            if slope is not None:
                yield year, slope
