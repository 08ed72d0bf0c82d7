"""Cuts settled trade into one square matrix of flows for each code and year."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.trade_codes import codes

if TYPE_CHECKING:
    import pyarrow as pa

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class System:
    """Trade in one code in one year.

    Attributes:
        territories: Ids in order; members of the home group stand as one, the home.
        usd: Value of exports of i to j, shape (n, n) [USD].
        kg: Weight of the same flows; None when a flow of the code and year has none [kg].
    """

    code_system: str
    code: str
    year: int
    territories: tuple[str, ...]
    usd: Floats
    kg: Floats | None

    def place(self, territory_id: str) -> int | None:
        """Return the place of a territory, or None when it does not trade the code."""
        found = self.territories.index(territory_id) if territory_id in self.territories else None
        return found


def outer_trade(
    trade: "pa.Table", home: str, members: Collection[str] = (), also: Collection[str] = ()
) -> "pa.Table":
    """Return trade in mapped codes in which the members of a home group stand as one, the home.

    Trade among the members is neither import nor export and is left out. `also` names further
    codes, of any vintage.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = pa.array(sorted({code for _, code in codes()} | set(also)))
    rows = trade.filter(pc.is_in(trade["code"], wanted))
    if members:
        inside = pa.array(sorted(members))
        for name in ("exporter_id", "importer_id"):
            place = rows.schema.get_field_index(name)
            seen = pc.if_else(pc.is_in(rows[name], inside), home, rows[name])
            rows = rows.set_column(place, name, seen)
    return rows.filter(pc.not_equal(rows["exporter_id"], rows["importer_id"]))


@dataclass(frozen=True)
class HomeFlow:
    """What home imports and exports of a code in a year.

    Attributes:
        kg: Weight of the imports; None when one of them has none [kg].
    """

    code_system: str
    code: str
    year: int
    imports_usd: float
    exports_usd: float
    kg: float | None


def home_flows(
    trade: "pa.Table", home: str, members: Collection[str] = (), also: Collection[str] = ()
) -> list[HomeFlow]:
    """Return the flows of home by code and year, sorted; only where home imports something.

    Args:
        trade: Rows of `settled__trade`.
        home: Territory or group whose lens is used.
        members: Members of the home group.
        also: Codes to follow beside the mapped ones, of any vintage.
    """
    import pyarrow.compute as pc

    outer = outer_trade(trade, home, members, also)
    keys = ["code_system", "code", "year"]
    sums = [("value_usd", "sum"), ("quantity_kg", "sum"), ("quantity_kg", "count")]
    bought = outer.filter(pc.equal(outer["importer_id"], home)).group_by(keys)
    sold = outer.filter(pc.equal(outer["exporter_id"], home)).group_by(keys)
    exports = {
        (row["code_system"], row["code"], row["year"]): float(row["value_usd_sum"])
        for row in sold.aggregate([("value_usd", "sum")]).to_pylist()
    }
    found = []
    for row in bought.aggregate([*sums, ([], "count_all")]).to_pylist():
        key = (row["code_system"], row["code"], row["year"])
        weighed = row["quantity_kg_count"] == row["count_all"]
        kg = float(row["quantity_kg_sum"]) if weighed else None
        if (key[:2] in codes() or key[1] in also) and row["value_usd_sum"] > 0:
            value = float(row["value_usd_sum"])
            found.append(HomeFlow(*key, value, exports.get(key, 0.0), kg))
    return sorted(found, key=lambda flow: (flow.code_system, flow.code, flow.year))


def systems(trade: "pa.Table", home: str, members: Collection[str] = ()) -> Iterator[System]:
    """Yield a system for every mapped code and year of `settled__trade`, sorted by code and year.

    Args:
        trade: Rows of `settled__trade`.
        home: Territory or group whose lens is used.
        members: Members of the home group.
    """
    outer = outer_trade(trade, home, members)
    if not outer.num_rows:
        return
    order = [(name, "ascending") for name in ("code_system", "code", "year")]
    rows = outer.sort_by(order).combine_chunks()
    names, sold, bought = _places(rows)
    usd = rows["value_usd"].to_numpy().astype(np.float64)
    kg = rows["quantity_kg"].cast("double").to_numpy(zero_copy_only=False)
    years = rows["year"].to_numpy()
    for first, last in pairwise(_starts(rows, years)):
        key = (rows["code_system"][first].as_py(), rows["code"][first].as_py())
        if key not in codes():
            continue
        part = slice(first, last)
        columns = (sold[part], bought[part], usd[part], kg[part])
        yield _system(*key, int(years[first]), names, columns)


def _places(rows: "pa.Table") -> tuple[Any, NDArray[np.int64], NDArray[np.int64]]:
    exporters = rows["exporter_id"].combine_chunks().dictionary_encode()
    importers = rows["importer_id"].combine_chunks().dictionary_encode()
    listed = [column.dictionary.to_pylist() for column in (exporters, importers)]
    names = np.array(sorted(set(listed[0]) | set(listed[1])))
    place = {name: number for number, name in enumerate(names.tolist())}
    found = [
        np.array([place[name] for name in some], dtype=np.int64)[column.indices.to_numpy()]
        for some, column in zip(listed, (exporters, importers), strict=True)
    ]
    return names, found[0], found[1]


def _starts(rows: "pa.Table", years: NDArray[Any]) -> list[int]:
    new = years[1:] != years[:-1]
    for name in ("code_system", "code"):
        indices = rows[name].combine_chunks().dictionary_encode().indices.to_numpy()
        new = new | (indices[1:] != indices[:-1])
    return [0, *(np.flatnonzero(new) + 1).tolist(), rows.num_rows]


def _system(
    code_system: str, code: str, year: int, names: Any, columns: tuple[NDArray[Any], ...]
) -> System:
    sold, bought, usd, kg = columns
    used, places = np.unique(np.concatenate([sold, bought]), return_inverse=True)
    where = (places[: sold.size], places[sold.size :])
    value = np.zeros((used.size, used.size))
    np.add.at(value, where, usd)
    weight = None
    if kg.size and np.isfinite(kg).all():
        weight = np.zeros_like(value)
        np.add.at(weight, where, kg)
    return System(code_system, code, year, tuple(names[used].tolist()), value, weight)
