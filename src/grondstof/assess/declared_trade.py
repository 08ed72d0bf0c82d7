"""Trade as both sides declare it: where importer and exporter differ, and monthly series of home.

Declared trade is never shipped: UN Comtrade comes with your own key, months of Comext are fetched
by you. Codes of eight digits count under their first six; the six digits stand for the mapped code
with that number, HS 2017 before HS 1992. Import values are CIF, export values FOB.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from grondstof.assess.signal_series import MONTHS, Series, month_number
from grondstof.assess.trade_codes import codes

if TYPE_CHECKING:
    import pyarrow as pa

TABLE = "reported__trade_declared"
# What stands in `lacks` where no declared trade is at hand.
WHO_HAS_IT = "declarations of both sides: UN Comtrade with your own key, or months of Comext"
# A share over fewer months jumps with every ship.
SPAN = 3
# Three months in which home imports less than this of a code are left out [EUR].
LEAST_EUR = 250_000.0
LEAST_SHARE = 0.1
_SIX = 6


@dataclass(frozen=True)
class Mirror:
    """One flow that both sides declare, in one currency.

    Attributes:
        month: Month; 0 for a whole year.
        currency: Currency of both, `USD` or `EUR`.
        declared_by_importer: As the importer declares it.
        declared_by_exporter: As the exporter declares it.
        gap: (importer - exporter) / (importer + exporter); None when both are nothing.
    """

    year: int
    month: int
    importer_id: str
    exporter_id: str
    code_system: str
    code: str
    currency: str
    declared_by_importer: float
    declared_by_exporter: float
    gap: float | None


@cache
def mapped() -> Mapping[str, str]:
    """Return the code system that a number of six digits is mapped in, the newest first."""
    return {code: system for system, code in sorted(codes())}


def in_six_digits(declared: "pa.Table") -> "pa.Table":
    """Return declared trade in mapped codes only, each under its six digits and code system."""
    import pyarrow as pa
    import pyarrow.compute as pc

    short = pc.utf8_slice_codeunits(declared["code"], 0, _SIX)
    keep = pc.is_in(short, pa.array(list(mapped()), pa.string()))
    kept, short = declared.filter(keep), short.filter(keep)
    system = [mapped()[code] for code in short.to_pylist()]
    kept = kept.drop_columns(["code", "code_system"])
    kept = kept.append_column("code", short.cast(pa.string()))
    return kept.append_column("code_system", pa.array(system, pa.string()))


def mirrors(declared: "pa.Table", home: str, members: frozenset[str]) -> list[Mirror]:
    """Return the imports of home, from outside it, that both sides declare.

    Runs `assess/sql/mirror.sql` on the engine that the settings name.
    """
    from grondstof.store.engine import open_engine, sql_text

    if not declared.num_rows:
        return []
    own = members or frozenset({home})
    engine = open_engine(threads=1)
    try:
        engine.view("declared", in_six_digits(declared))
        rows = engine.query(sql_text("mirror")).to_pylist()
    finally:
        engine.close()
    return [
        Mirror(**row) for row in rows if row["importer_id"] in own and row["exporter_id"] not in own
    ]


def yearly(found: list[Mirror]) -> list[Mirror]:
    """Return the flows that count for a year: the printed year, else the months at hand."""
    whole = {(m.code, m.year) for m in found if m.month == 0}
    return [m for m in found if m.month == 0 or (m.code, m.year) not in whole]


def mirror_series(found: list[Mirror]) -> Iterator[Series]:
    """Yield the mirror gap of each code and partner over time, months where there are any."""
    gaps: dict[tuple[str, str, str], dict[int, float]] = defaultdict(dict)
    sums: dict[tuple[str, str, str, int], tuple[float, float]] = {}
    monthly = any(m.month for m in found)
    for m in found:
        if bool(m.month) == monthly:
            key = (m.code_system, m.code, m.exporter_id, month_number(m.year, m.month))
            here, there = sums.get(key, (0.0, 0.0))
            sums[key] = (here + m.declared_by_importer, there + m.declared_by_exporter)
    for (system, code, partner, month), (here, there) in sums.items():
        if here + there > 0.0:
            gaps[system, code, partner][month] = (here - there) / (here + there)
    for (system, code, partner), values in sorted(gaps.items()):
        yield _series("mirror-gap", system, code, partner, values)


def month_series(declared: "pa.Table", home: str, members: frozenset[str]) -> list[Series]:
    """Return shares of partners and unit values of home's imports over three months, by month.

    A span counts where home imported in each of its months, at least `LEAST_EUR` in all. Unit
    values are the change of their logarithm over a year.
    """
    values, weights = _monthly(declared, members or frozenset({home}))
    found: list[Series] = []
    for (system, code), partners in sorted(values.items()):
        totals: dict[int, float] = defaultdict(float)
        for one in partners.values():
            for month, value in one.items():
                totals[month] += value
        spans = {m: s for m, s in _spans(totals).items() if s >= LEAST_EUR}
        for partner, one in sorted(partners.items()):
            shares = {m: _sum(one, m) / total for m, total in sorted(spans.items())}
            if max(shares.values(), default=0.0) >= LEAST_SHARE:
                found.append(_series("partner-share-month", system, code, partner, shares))
        found += _unit_values(system, code, spans, _spans(weights[system, code]))
    return found


_Values = dict[tuple[str, str], dict[str, dict[int, float]]]
_Weights = dict[tuple[str, str], dict[int, float]]


def _monthly(declared: "pa.Table", own: frozenset[str]) -> tuple[_Values, _Weights]:
    import pyarrow as pa
    import pyarrow.compute as pc

    inside = pa.array(sorted(own))
    wanted = pc.and_(
        pc.and_(pc.equal(declared["flow"], "import"), pc.greater(declared["month"], 0)),
        pc.and_(
            pc.is_in(declared["reporter_id"], inside),
            pc.invert(pc.is_in(declared["partner_id"], inside)),
        ),
    )
    values: _Values = defaultdict(lambda: defaultdict(dict))
    weights: _Weights = defaultdict(dict)
    rows = in_six_digits(declared.filter(wanted)).group_by(
        ["code_system", "code", "year", "month", "partner_id"]
    )
    sums = rows.aggregate([("value_eur", "sum"), ("quantity_kg", "sum")])
    for row in sums.to_pylist():
        key, month = (row["code_system"], row["code"]), month_number(row["year"], row["month"])
        if row["value_eur_sum"] is not None:
            values[key][row["partner_id"]][month] = float(row["value_eur_sum"])
            weights[key][month] = weights[key].get(month, 0.0) + (row["quantity_kg_sum"] or 0)
    return values, weights


def _spans(values: Mapping[int, float]) -> dict[int, float]:
    return {
        month: _sum(values, month)
        for month in sorted(values)
        if all(month - back in values for back in range(SPAN))
    }


def _sum(values: Mapping[int, float], month: int) -> float:
    return sum(values.get(month - back, 0.0) for back in range(SPAN))


def _unit_values(
    system: str, code: str, value: Mapping[int, float], weight: Mapping[int, float]
) -> Iterator[Series]:
    level = {m: float(np.log(value[m] / weight[m])) for m in value if weight.get(m, 0.0) > 0.0}
    steps = {m: level[m] - level[m - MONTHS] for m in sorted(level) if m - MONTHS in level}
    if steps:
        yield _series("unit-value-month", system, code, "any", steps)


def _series(kind: str, system: str, code: str, partner: str, values: Mapping[int, float]) -> Series:
    held = codes()[system, code].materials
    ordered = {month: values[month] for month in sorted(values)}
    return Series(kind, "code", f"{system}:{code}", held, partner, ordered)
