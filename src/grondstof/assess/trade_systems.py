"""Cuts settled trade into one square matrix of flows for each code and year."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

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


def systems(trade: "pa.Table", home: str, members: Collection[str] = ()) -> Iterator[System]:
    """Yield a system for every code and year of `settled__trade`, sorted by code and year.

    Args:
        trade: Rows of `settled__trade`.
        home: Territory or group whose lens is used.
        members: Members of the home group; trade among them is no import and is left out.
    """
    if not trade.num_rows:
        return
    order = [(name, "ascending") for name in ("code_system", "code", "year")]
    rows = trade.sort_by(order).combine_chunks()
    names, sold, bought = _places(rows, home, frozenset(members))
    usd = rows["value_usd"].to_numpy().astype(np.float64)
    kg = rows["quantity_kg"].cast("double").to_numpy(zero_copy_only=False)
    years = rows["year"].to_numpy()
    for first, last in pairwise(_starts(rows, years)):
        part = slice(first, last)
        yield _system(
            rows["code_system"][first].as_py(),
            rows["code"][first].as_py(),
            int(years[first]),
            names,
            (sold[part], bought[part], usd[part], kg[part]),
        )


def _places(
    rows: "pa.Table", home: str, members: frozenset[str]
) -> tuple[Any, NDArray[np.int64], NDArray[np.int64]]:
    exporters = rows["exporter_id"].combine_chunks().dictionary_encode()
    importers = rows["importer_id"].combine_chunks().dictionary_encode()
    sets = [column.dictionary.to_pylist() for column in (exporters, importers)]
    as_home = [[home if name in members else name for name in found] for found in sets]
    names = np.array(sorted(set(as_home[0]) | set(as_home[1])))
    place = {name: number for number, name in enumerate(names.tolist())}
    found = [
        np.array([place[name] for name in listed], dtype=np.int64)[column.indices.to_numpy()]
        for listed, column in zip(as_home, (exporters, importers), strict=True)
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
    outer = sold != bought
    sold, bought, usd, kg = sold[outer], bought[outer], usd[outer], kg[outer]
    used, places = np.unique(np.concatenate([sold, bought]), return_inverse=True)
    where = (places[: sold.size], places[sold.size :])
    value = np.zeros((used.size, used.size))
    np.add.at(value, where, usd)
    weight = None
    if kg.size and np.isfinite(kg).all():
        weight = np.zeros_like(value)
        np.add.at(weight, where, kg)
    return System(code_system, code, year, tuple(names[used].tolist()), value, weight)
