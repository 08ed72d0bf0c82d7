"""What the EU recipes read: sets of shares, governance over a period, printed parameters."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grondstof.methods.concentration import (
    governance_weighted,
    share_sum,
    weighted_interval,
)
from grondstof.methods.governance import PeriodScore, period_score
from grondstof.methods.intervals import Interval, widened

if TYPE_CHECKING:
    import pyarrow as pa

WORST_GOVERNANCE = 10.0
SCOPES = ("global", "eu")


@dataclass(frozen=True)
class Supplier:
    """The share of one territory; `share` is None where only bounds are printed."""

    territory_id: str
    share: float | None
    low: float
    high: float
    trade: float


@dataclass(frozen=True)
class ShareSet:
    """All suppliers of a material at a stage in one scope, sorted by territory."""

    material_id: str
    stage_id: str
    scope: str
    suppliers: tuple[Supplier, ...]

    def at_bounds(self) -> list[float]:
        """Return the shares with a bounded one at its upper bound, as the study counts them."""
        return [item.high if item.share is None else item.share for item in self.suppliers]


@dataclass(frozen=True)
class Index:
    """A governance-weighted index.

    Attributes:
        value: From the printed shares; None when the set is refused or governance is missing.
        interval: What rounding, bounds, unnamed supply and missing governance leave possible.
        total: Sum of the printed shares, bounds at their upper end [fraction].
        usable: Whether the sum is near enough to 1.
        without_governance: Suppliers without any governance estimate in the period.
    """

    value: float | None
    interval: Interval
    total: float
    usable: bool
    without_governance: tuple[str, ...]


def share_sets(
    shares: "pa.Table", first_year: int, last_year: int
) -> Mapping[tuple[str, str, str], ShareSet]:
    """Return the share sets of a period by material, stage and scope."""
    groups: dict[tuple[str, str, str], list[Supplier]] = defaultdict(list)
    for row in shares.to_pylist():
        if (row["year_from"], row["year_to"]) != (first_year, last_year):
            continue
        key = (row["material_id"], row["stage_id"], row["scope"])
        groups[key].append(_supplier(row))
    return {
        key: ShareSet(*key, tuple(sorted(group, key=lambda item: item.territory_id)))
        for key, group in sorted(groups.items())
    }


def _supplier(row: Mapping[str, Any]) -> Supplier:
    share = row["share"]
    low = row["share_low"] if row["share_low"] is not None else share
    high = row["share_high"] if row["share_high"] is not None else share
    trade = row["trade_parameter"] if row["trade_parameter"] is not None else 1.0
    return Supplier(row["territory_id"], share, low or 0.0, high or 0.0, trade)


def governance_risks(
    governance: "pa.Table", first_year: int, last_year: int
) -> Mapping[str, PeriodScore]:
    """Return the scaled governance risk of each territory over a period, newest vintage only."""
    rows = governance.to_pylist()
    newest = max((row["vintage"] for row in rows), default=None)
    estimates: dict[str, dict[tuple[int, str], float]] = defaultdict(dict)
    for row in rows:
        if row["vintage"] == newest and row["estimate"] is not None:
            estimates[row["territory_id"]][row["year"], row["dimension"]] = row["estimate"]
    years = range(first_year, last_year + 1)
    return {name: period_score(values, years) for name, values in sorted(estimates.items())}


def weighted_index(
    shares: ShareSet, risks: Mapping[str, PeriodScore], complete_within: float
) -> Index:
    """Return the governance-weighted index of a share set, with what it leaves open.

    The interval takes a printed share at the ends of its rounding, a missing governance score at 0
    and 10, and supply that is not named as one supplier that may be governed in any way.
    """
    scores = [risks.get(item.territory_id) for item in shares.suppliers]
    known = [score.risk if score is not None else None for score in scores]
    trade = [item.trade for item in shares.suppliers]
    total = share_sum(shares.at_bounds(), complete_within)
    without = tuple(
        item.territory_id
        for item, risk in zip(shares.suppliers, known, strict=True)
        if risk is None
    )
    value = None
    if total.usable and not without:
        value = float(governance_weighted(shares.at_bounds(), _filled(known, 0.0), trade))
    return Index(value, _possible(shares, known, trade), total.total, total.usable, without)


def _filled(risks: Sequence[float | None], unknown: float) -> list[float]:
    return [unknown if risk is None else risk for risk in risks]


def _possible(shares: ShareSet, risks: Sequence[float | None], trade: Sequence[float]) -> Interval:
    low = [item.low for item in shares.suppliers]
    high = [item.high for item in shares.suppliers]
    best, worst = (
        [risk * factor for risk, factor in zip(_filled(risks, unknown), trade, strict=True)]
        for unknown in (0.0, WORST_GOVERNANCE)
    )
    named = sum(item.low if item.share is None else item.share for item in shares.suppliers)
    unnamed = max(0.0, 1.0 - named) ** 2 * WORST_GOVERNANCE
    highest = weighted_interval(low, high, worst).high + unnamed
    return Interval(weighted_interval(low, high, best).low, highest)


@dataclass(frozen=True)
class Printed:
    """A printed parameter: its value or word, and half of its last digit."""

    stage_id: str
    value: float | None
    half_width: float
    text: str | None

    def interval(self, minimum: float = 0.0, maximum: float | None = None) -> Interval | None:
        """Return every number that rounds to the printed one; None when nothing is printed."""
        if self.value is None:
            return None
        return widened(self.value, self.half_width, minimum, maximum)


def printed_parameters(
    parameters: "pa.Table", wanted: Iterable[str], first_year: int, last_year: int
) -> Mapping[str, Mapping[str, Printed]]:
    """Return printed parameters of a period by material, then by name."""
    names = set(wanted)
    found: dict[str, dict[str, Printed]] = defaultdict(dict)
    for row in parameters.to_pylist():
        if (row["year_from"], row["year_to"]) != (first_year, last_year):
            continue
        if row["parameter"] in names:
            found[row["material_id"]][row["parameter"]] = Printed(
                row["stage_id"], row["value"], row["spread"] or 0.0, row["text_value"]
            )
    return dict(sorted(found.items()))


def numbered(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each row its rank by supply risk, then importance, then material; unranked last."""
    order = sorted(
        rows,
        key=lambda row: (
            row["supply_risk"] is None,
            -(row["supply_risk"] or 0.0),
            -(row["importance"] or 0.0),
            row["material_id"],
        ),
    )
    for place, row in enumerate(order, start=1):
        row["rank"] = place if row["supply_risk"] is not None else None
    return list(rows)
