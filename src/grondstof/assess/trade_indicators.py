"""Assesses trade indicators of home: concentration, dependence, rank, prices, data quality.

Every figure is about one set of codes of one vintage: the codes that hold one material at one
stage, or one pooled code under its own name. Series never cross from one set of codes to another.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from grondstof.assess.declared_trade import TABLE, WHO_HAS_IT, Mirror, mirrors, yearly
from grondstof.assess.origin import members_of
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.assess.trade_codes import codes
from grondstof.assess.trade_systems import outer_trade
from grondstof.assess.trade_trends import price_rows, trend_rows
from grondstof.methods.concentration import governance_weighted, herfindahl, top_share
from grondstof.methods.governance import period_score
from grondstof.methods.trade import core_dependency

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = "2"
POOLED = "pooled"
# A code that is mapped in another vintage only; it is left out.
UNMAPPED = "unmapped"
EU = "EU27"
MIRROR = "trade-mirror-gap"
Risks = Mapping[tuple[str, int], float]
Place = tuple[str, str, str, str, int]


@dataclass
class Flows:
    """What home imports of one subject in one year, from whom, and who else imports [USD].

    `inner` is trade among the members of a home group; it is neither import nor export.
    """

    partners: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    importers: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    by_code: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    exports: float = 0.0
    inner: float = 0.0

    @property
    def imports(self) -> float:
        """Return all imports [USD]."""
        return sum(self.partners.values())

    @property
    def main_code(self) -> str:
        """Return the code with the largest imports; among equals the first."""
        return min(self.by_code, key=lambda code: (-self.by_code[code], code))


def _place(row: Mapping[str, Any]) -> Place:
    return (*subject_of(row["code_system"], row["code"]), row["year"])


@cache
def subject_of(code_system: str, number: str) -> tuple[str, str, str, str]:
    """Return (kind, subject, material, stage) that a mapped code counts under."""
    code = codes().get((code_system, number))
    if code is None:
        return "code", f"{code_system}:{number}", UNMAPPED, "any"
    if code.pooled or len(code.links) > 1:
        return "code", f"{code.code_system}:{code.code}", POOLED, code.links[0].stage_id
    link = code.links[0]
    same = [
        other.code
        for key, other in sorted(codes().items())
        if key[0] == code.code_system
        and len(other.links) == 1
        and (other.links[0].material_id, other.links[0].stage_id)
        == (link.material_id, link.stage_id)
    ]
    return "material", f"{code.code_system}:{'+'.join(same)}", link.material_id, link.stage_id


def collect(trade: "pa.Table", home: str, members: frozenset[str]) -> dict[Place, Flows]:
    """Return the flows of home by (kind, subject, material, stage, year)."""
    import pyarrow.compute as pc

    found: dict[Place, Flows] = defaultdict(Flows)
    outer = outer_trade(trade, home, members)
    keys = ["code_system", "code", "year"]
    value = [("value_usd", "sum")]
    mine = outer.filter(pc.equal(outer["importer_id"], home))
    for row in mine.group_by([*keys, "exporter_id"]).aggregate(value).to_pylist():
        flows = found[_place(row)]
        flows.partners[row["exporter_id"]] += float(row["value_usd_sum"])
        flows.by_code[row["code"]] += float(row["value_usd_sum"])
    for row in outer.group_by([*keys, "importer_id"]).aggregate(value).to_pylist():
        if _place(row) in found:
            found[_place(row)].importers[row["importer_id"]] += float(row["value_usd_sum"])
    sold = outer.filter(pc.equal(outer["exporter_id"], home))
    for row in sold.group_by(keys).aggregate(value).to_pylist():
        if _place(row) in found:
            found[_place(row)].exports += float(row["value_usd_sum"])
    for key, inner in inner_trade(trade, members).items():
        place = _place(dict(zip(keys, key, strict=True)))
        if place in found:
            found[place].inner += inner
    return {
        place: flows
        for place, flows in found.items()
        if flows.imports > 0.0 and place[2] != UNMAPPED
    }


def inner_trade(trade: "pa.Table", members: frozenset[str]) -> dict[tuple[str, str, int], float]:
    """Return the trade among the members of a group by code system, code and year [USD]."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not members:
        return {}
    inside = pa.array(sorted(members))
    rows = trade.filter(
        pc.and_(pc.is_in(trade["importer_id"], inside), pc.is_in(trade["exporter_id"], inside))
    )
    sums = rows.group_by(["code_system", "code", "year"]).aggregate([("value_usd", "sum")])
    return {
        (row["code_system"], row["code"], row["year"]): float(row["value_usd_sum"])
        for row in sums.to_pylist()
    }


def risks_of(table: "pa.Table") -> Risks:
    """Return governance risk 0-10 by territory and year: the mean of all dimensions at hand."""
    estimates: dict[str, dict[tuple[int, str], float]] = defaultdict(dict)
    for row in table.to_pylist():
        if row["estimate"] is not None:
            estimates[row["territory_id"]][row["year"], row["dimension"]] = row["estimate"]
    found: dict[tuple[str, int], float] = {}
    for territory_id, known in estimates.items():
        for year in {year for year, _ in known}:
            risk = period_score(known, [year]).risk
            if risk is not None:
                found[territory_id, year] = risk
    return found


def risk_at(risks: Risks, territory_id: str, year: int) -> float | None:
    """Return the governance risk of a year, or of the nearest year at most two years away."""
    for distance in (0, 1, -1, 2, -2):
        found = risks.get((territory_id, year - distance))
        if found is not None:
            return found
    return None


def figures(
    flows: Flows, home: str, year: int, risks: Risks, eu: frozenset[str]
) -> Iterator[tuple[str, float | None, str, str | None]]:
    """Yield (indicator, value, unit, lacks) of one subject and year."""
    partners = {name: value for name, value in flows.partners.items() if value > 0.0}
    total = flows.imports
    shares = np.array(list(partners.values())) / total
    yield "trade-imports", total / 1e6, "million USD", None
    yield "trade-exports", flows.exports / 1e6, "million USD", None
    yield "trade-top1-share", top_share(shares, 1), "fraction", None
    yield "trade-top3-share", top_share(shares, 3), "fraction", None
    yield "trade-hhi", float(herfindahl(shares)), "dimensionless", None
    known = [risk_at(risks, name, year) for name in partners]
    covered = float(sum(s for s, risk in zip(shares, known, strict=True) if risk is not None))
    weighed: float | None = None
    if covered > 0.99:
        risk = np.array([value or 0.0 for value in known])
        weighed = float(governance_weighted(shares, risk))
    yield "trade-hhi-governance", weighed, "dimensionless", None if weighed is not None else "risk"
    inside = sum(value for name, value in partners.items() if name in eu and name != home)
    if home in eu:
        yield "trade-intra-eu-share", inside / total, "fraction", None
    yield "trade-rank-world", _rank(flows.importers, home), "rank", None
    if home in eu:
        european = {name: v for name, v in flows.importers.items() if name in eu}
        yield "trade-rank-eu", _rank(european, home), "rank", None
    outside = np.array([value for name, value in partners.items() if name not in eu])
    if home != EU or not outside.size:
        return
    found = core_dependency(outside, total + flows.inner, flows.exports + flows.inner)
    if found is not None:
        yield "trade-cdi1", found.concentration, "dimensionless", None
        yield "trade-cdi2", found.scarcity, "dimensionless", None
        yield "trade-cdi3", found.substitution, "dimensionless", None


def _rank(importers: Mapping[str, float], home: str) -> float:
    own = importers[home]
    ahead = sum(1 for name, value in importers.items() if (value, name) > (own, home))
    return float(ahead + 1)


def traced_rows(origin: "pa.Table", home: str) -> Iterator[tuple[Place, str, float]]:
    """Yield the largest share and the Herfindahl index of each code after tracing."""
    groups: dict[tuple[str, str, int], list[float]] = defaultdict(list)
    for row in origin.to_pylist():
        if row["importer_id"] == home and row["origin_id"] not in ("unknown", "remainder"):
            groups[row["code_system"], row["code"], row["year"]].append(row["share"])
    for (code_system, number, year), shares in groups.items():
        code = codes()[code_system, number]
        link = code.links[0]
        material = POOLED if len(code.links) > 1 else link.material_id
        place = ("code", f"{code_system}:{number}", material, link.stage_id, year)
        yield place, "trade-traced-top1-share", max(shares)
        # Origins below the ten largest are left out; their squares are negligible.
        yield place, "trade-traced-hhi", float(herfindahl(np.array(shares)))


def _row(
    home: str,
    place: Place,
    indicator: str,
    value: float | None,
    unit: str,
    code: str | None,
    lacks: str | None = None,
) -> dict[str, Any]:
    kind, subject, material, stage, year = place
    modelled = indicator.startswith("trade-traced")
    return {
        "indicator_id": indicator,
        "subject_kind": kind,
        "subject_id": subject,
        "home_id": home,
        "material_id": material,
        "stage_id": stage,
        "year": year,
        "value": value,
        "unit": unit,
        "code_system": subject.partition(":")[0],
        "code": code,
        "kind": "modelled" if modelled else "computed",
        "oldest_year": year,
        "lacks": f"value;{lacks}" if lacks else None,
        "recipe": "trade-indicators",
        "recipe_version": VERSION,
    }


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return every trade indicator of home, by subject and year."""
    from grondstof.store.arrow import as_table

    home, trade = question.home, tables["settled__trade"]
    members, eu = members_of(home), members_of(EU)
    risks = risks_of(tables["settled__governance"])
    rows: list[dict[str, Any]] = []
    tops: dict[Place, dict[int, float]] = defaultdict(dict)
    mains: dict[tuple[str, str, str, str], str] = {}
    for place, flows in sorted(collect(trade, home, members).items()):
        for indicator, value, unit, lacks in figures(flows, home, place[4], risks, eu):
            rows.append(_row(home, place, indicator, value, unit, flows.main_code, lacks))
            mains[place[:4]] = flows.main_code
            if indicator == "trade-top1-share" and value is not None:
                tops[(*place[:4], 0)][place[4]] = value
    for place, series in tops.items():
        for year, slope in trend_rows(series):
            at = (*place[:4], year)
            rows.append(_row(home, at, "trade-top1-trend", slope, "1/year", mains[at[:4]]))
    for place, indicator, value in traced_rows(tables["assessed__origin"], home):
        unit = "fraction" if indicator.endswith("share") else "dimensionless"
        code = place[1].partition(":")[2]
        rows.append(_row(home, place, indicator, value, unit, code))
    rows += mirror_rows(mirrors(tables[TABLE], home, members), home, mains, tops)
    rows += _quality(trade, home, members)
    for year, level in price_rows(trade, home, members).items():
        at = ("list", "HS1992:mapped-codes", "any", "any", year)
        rows.append(_row(home, at, "trade-price-index", level, "2015 = 1", None))
    return as_table("assessed__trade_indicator", rows)


def mirror_rows(
    found: Sequence[Mirror],
    home: str,
    mains: Mapping[tuple[str, str, str, str], str],
    tops: Mapping[Place, Mapping[int, float]],
) -> Iterator[dict[str, Any]]:
    """Yield the mirror gap of every subject: sum_c |m_c - x_c| / sum_c (m_c + x_c), 0 to 1.

    A subject without declarations of both sides gets one row, of its newest year, without a value.
    """
    sums: dict[Place, tuple[float, float]] = {}
    for one in yearly(list(found)):
        place = (*subject_of(one.code_system, one.code), one.year)
        apart, both = sums.get(place, (0.0, 0.0))
        here, there = one.declared_by_importer, one.declared_by_exporter
        sums[place] = (apart + abs(here - there), both + here + there)
    for place, (apart, both) in sorted(sums.items()):
        if both > 0.0 and place[2] != UNMAPPED:
            code = mains.get(place[:4])
            yield _row(home, place, MIRROR, apart / both, "fraction", code)
    known = {place[:4] for place in sums}
    for subject, code in mains.items():
        if subject not in known:
            at = (*subject, max(tops[(*subject, 0)]))
            yield _row(home, at, MIRROR, None, "fraction", code, WHO_HAS_IT)


def _quality(trade: "pa.Table", home: str, members: frozenset[str]) -> Sequence[dict[str, Any]]:
    """Return the share of import value whose quantity the publisher printed and we believe."""
    import pyarrow as pa
    import pyarrow.compute as pc

    homes = pa.array(sorted(members or {home}))
    bought = trade.filter(
        pc.and_(
            pc.is_in(trade["importer_id"], homes), pc.invert(pc.is_in(trade["exporter_id"], homes))
        )
    )
    grouped = bought.group_by(["code_system", "code", "year", "quantity_basis"]).aggregate(
        [("value_usd", "sum")]
    )
    sums: dict[Place, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in grouped.to_pylist():
        code = codes().get((row["code_system"], row["code"]))
        if code is None:
            continue
        single = len(code.links) == 1
        material = code.links[0].material_id if single else POOLED
        subject = f"{row['code_system']}:{row['code']}"
        place = ("code", subject, material, code.links[0].stage_id, row["year"])
        sums[place][row["quantity_basis"]] += row["value_usd_sum"]
    return [
        _row(
            home,
            place,
            "trade-quantity-printed",
            by["printed"] / sum(by.values()),
            "fraction",
            None,
        )
        for place, by in sorted(sums.items())
        if sum(by.values())
    ]


TRADE_INDICATORS = Recipe(
    "trade-indicators",
    VERSION,
    (
        Input("settled__trade", on=("importer_id=home_id", "year", "code_system", "code")),
        Input("settled__governance", on=("year", "territory_id=home_id")),
        Input("assessed__origin", on=("importer_id=home_id", "year", "code_system", "code")),
        Input(TABLE, on=("reporter_id=home_id", "year")),
    ),
    "assessed__trade_indicator",
    run,
    parameters=("maps/trade_codes.csv",),
)
