"""Exports of those who restrict, added up by code and year, to the world or to some buyers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grondstof.assess.export_codes import Measure, Shipped, Years

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass
class Sum:
    """Flows added up.

    Attributes:
        weighed: Whether every flow has a weight, printed or filled in.
        printed_usd: Value of the flows whose weight was printed and believed.
    """

    usd: int = 0
    kg: int = 0
    kg_low: int = 0
    kg_high: int = 0
    weighed: bool = True
    printed_usd: int = 0
    printed_kg: int = 0

    def add(self, row: Mapping[str, Any]) -> None:
        """Add the flows of one quantity basis."""
        self.usd += row["value_usd_sum"]
        self.weighed &= row["quantity_kg_count"] == row["count_all"]
        self.kg += row["quantity_kg_sum"] or 0
        self.kg_low += row["quantity_kg_low_sum"] or 0
        self.kg_high += row["quantity_kg_high_sum"] or 0
        if row["quantity_basis"] == "printed":
            self.printed_usd += row["value_usd_sum"]
            self.printed_kg += row["quantity_kg_sum"] or 0


Flows = Mapping[tuple[str, str, str, int], Sum]


def years_shipped(trade: "pa.Table") -> Years:
    """Return the years in which each code ships, whoever trades it."""
    found: dict[Shipped, set[int]] = defaultdict(set)
    keys = ["code_system", "code", "year"]
    for row in trade.group_by(keys).aggregate([]).to_pylist():
        found[row["code_system"], row["code"]].add(row["year"])
    return found


class Exports:
    """Exports of those who restrict, added up once for each set of buyers."""

    def __init__(self, trade: "pa.Table", found: Sequence[Measure]) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        wanted = {code for measure in found for part in measure.codes().values() for code in part}
        sellers = {measure.territory_id for measure in found}
        self._rows = trade.filter(
            pc.and_(
                pc.is_in(trade["exporter_id"], pa.array(sorted(sellers), pa.string())),
                pc.is_in(trade["code"], pa.array(sorted(wanted), pa.string())),
            )
        )
        self._kept: dict[frozenset[str] | None, Flows] = {}

    def to(self, buyers: frozenset[str] | None) -> Flows:
        """Return the sums by exporter, code and year towards some buyers; None for the world."""
        if buyers not in self._kept:
            self._kept[buyers] = self._added(buyers)
        return self._kept[buyers]

    def _added(self, buyers: frozenset[str] | None) -> Flows:
        import pyarrow as pa
        import pyarrow.compute as pc

        rows = self._rows
        if buyers is not None:
            rows = rows.filter(pc.is_in(rows["importer_id"], pa.array(sorted(buyers), pa.string())))
        keys = ["exporter_id", "code_system", "code", "year"]
        weights = [(name, "sum") for name in ("quantity_kg", "quantity_kg_low", "quantity_kg_high")]
        sums = [("value_usd", "sum"), *weights, ("quantity_kg", "count"), ([], "count_all")]
        found: dict[tuple[str, str, str, int], Sum] = defaultdict(Sum)
        for row in rows.group_by([*keys, "quantity_basis"]).aggregate(sums).to_pylist():
            found[row["exporter_id"], row["code_system"], row["code"], row["year"]].add(row)
        return found
