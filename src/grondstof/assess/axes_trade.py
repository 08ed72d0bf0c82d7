"""What home buys by origin, for every material and stage that has a trade code of its own."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grondstof.assess.recipe import Tables
from grondstof.assess.trade_codes import codes

Shares = dict[str, float]
Key = tuple[str, str]

# A code that pools materials or is only a stand-in says nothing of one material.
_OWN = ("exact", "dominant")
_UNNAMED = ("unknown", "remainder")


@dataclass(frozen=True)
class HomeSourcing:
    """Shares of territories in what home buys of a material at a stage.

    Attributes:
        direct: By the country it is bought from. [fraction]
        traced: By the country it was made in; empty where nothing could be traced. [fraction]
        codes: Trade codes it rests on.
        years: Years it rests on.
    """

    direct: Shares
    traced: Shares
    codes: tuple[str, ...]
    years: tuple[int, ...]


def home_sourcing(tables: Tables, home: str, first: int, last: int) -> Mapping[Key, HomeSourcing]:
    """Return home's sourcing as the mean over years and codes, by material and stage.

    Args:
        tables: Tables with `assessed__origin`.
        home: Importer.
        first: First year of the period.
        last: Last year of the period.
    """
    from pyarrow.compute import field

    groups: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    known = codes()
    # The table holds every home and year; rows are made only of those that count.
    wanted = (field("importer_id") == home) & (field("year") >= first) & (field("year") <= last)
    for row in tables["assessed__origin"].filter(wanted).to_pylist():
        code = known.get((row["code_system"], row["code"]))
        if code is None:
            continue
        link = code.single
        if link is not None and link.match in _OWN:
            groups[link.material_id, link.stage_id].append(row)
    return {key: _mean(rows) for key, rows in groups.items()}


def own_codes_condition() -> str:
    """Return the condition in SQL under which a traded code is one of the row's own material."""
    pairs = sorted(
        f"'{code.single.material_id}/{system}/{number}'"
        for (system, number), code in codes().items()
        if code.single is not None and code.single.match in _OWN
    )
    return f":material_id || '/' || code_system || '/' || code in ({', '.join(pairs)})"


def _mean(rows: list[dict[str, Any]]) -> HomeSourcing:
    systems = sorted({(row["code_system"], row["code"], row["year"]) for row in rows})
    direct, traced = _sum(rows, "direct_share"), _sum(rows, "share")
    return HomeSourcing(
        direct=_scaled(direct),
        traced=_scaled(traced),
        codes=tuple(sorted({f"{system} {code}" for system, code, _ in systems})),
        years=tuple(sorted({year for _, _, year in systems})),
    )


def _sum(rows: list[dict[str, Any]], column: str) -> Shares:
    found: Shares = defaultdict(float)
    for row in rows:
        if row[column] is not None:
            name = "ROW" if row["origin_id"] in _UNNAMED else row["origin_id"]
            found[name] += row[column]
    return found


def _scaled(shares: Shares) -> Shares:
    total = sum(shares.values())
    if total <= 0.0:
        return {}
    return {name: value / total for name, value in sorted(shares.items()) if value > 0.0}
