"""What is known of a material in tonnes and money before it meets an input-output table.

World supply comes from settled production, what a home takes in directly from settled trade, net
of what can have left again: the share that `assessed__trade_use` gives each code, published where
an office has published it, else the bound min(exports, imports) in value. The same share is taken
off the tonnes, so that money and tonnes say the same. Codes that pool materials are not used:
they may not lend their tonnes to one of them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.ledger import DIRECT, IN_PRODUCTS, account_of
from grondstof.assess.trade_codes import codes
from grondstof.assess.trade_systems import System, systems
from grondstof.methods.trade import leaving_bound

if TYPE_CHECKING:
    import pyarrow as pa

Array = NDArray[np.float64]

# Published shares may miss 1 by this much before the material is refused.
MOST_OFF = 0.15
STAGES = ("processing", "extraction")
# A published share is of a code, whatever the edition of the code list.
ANY_SYSTEM = ""


@dataclass
class TradeSide:
    """Trade of one material in one year and one code system.

    Attributes:
        origins: Net imports of the home by exporter [t contained].
        low: Least that can have stayed [t contained].
        high: All that was imported [t contained].
        musd: Net imports [million USD].
        musd_high: All that was imported [million USD].
        world_usd: World trade in the codes that give the price [USD].
        world_t: The same in tonnes contained; 0 when not known [t].
        flows: Value of trade by exporter and importer, for origins elsewhere [USD].
        complete: False when a code has no tonnes or no content.
    """

    origins: dict[str, float] = field(default_factory=dict)
    low: float = 0.0
    high: float = 0.0
    musd: float = 0.0
    musd_high: float = 0.0
    world_usd: float = 0.0
    world_t: float = 0.0
    flows: dict[tuple[str, str], float] = field(default_factory=dict)
    complete: bool = True


@dataclass(frozen=True)
class Supply:
    """World supply of one material in its newest year.

    Attributes:
        stage_id: Stage that is counted.
        year: Year.
        producers: Production by territory [t].
        sigma: Uncertainty of the world total, as sigma of the logarithm [-].
    """

    stage_id: str
    year: int
    producers: Mapping[str, float]
    sigma: float

    @property
    def total(self) -> float:
        """Return world production [t]."""
        return sum(self.producers.values())


def use_shares(rows: "pa.Table") -> tuple[dict[str, dict[str, float]], dict[str, str]]:
    """Return shares of first use by material and NACE division, and why others have none.

    Shares of one material are divided by their sum; more than `MOST_OFF` away from 1 is refused.

    Args:
        rows: Rows of `settled__use_share`.
    """
    found: dict[str, dict[str, float]] = {}
    for row in rows.to_pylist():
        if row["industry_system"] != "NACE2" or row["share"] is None:
            continue
        shares = found.setdefault(row["material_id"], {})
        shares[row["industry_code"]] = shares.get(row["industry_code"], 0.0) + row["share"]
    kept: dict[str, dict[str, float]] = {}
    refused: dict[str, str] = {}
    for material_id, shares in sorted(found.items()):
        total = sum(shares.values())
        if abs(total - 1.0) > MOST_OFF:
            refused[material_id] = f"use shares add up to {total:.2f}"
        else:
            kept[material_id] = {key: share / total for key, share in sorted(shares.items())}
    return kept, refused


def oldest_use(rows: "pa.Table") -> int:
    """Return the first year of the oldest published end-use shares."""
    import pyarrow.compute as pc

    return int(pc.min(rows["year_from"]).as_py())


def supplies(rows: "pa.Table") -> dict[str, Supply]:
    """Return world supply of each material: processing where it is reported, else extraction.

    Args:
        rows: Rows of `settled__production`.
    """
    groups: dict[tuple[str, str, str], dict[int, list[dict[str, object]]]] = {}
    for row in rows.to_pylist():
        if row["grade_id"] != "any" or row["quantity_t"] is None:
            continue
        key = (row["material_id"], row["stage_id"], row["content_basis"])
        groups.setdefault(key, {}).setdefault(row["year"], []).append(row)
    found: dict[str, Supply] = {}
    for stage_id in STAGES:
        for basis in ("contained", "oxide", "gross"):
            for (material_id, stage, stated), years in sorted(groups.items()):
                if (stage, stated) == (stage_id, basis) and material_id not in found:
                    found[material_id] = _supply(stage_id, max(years), years[max(years)])
    return found


def _supply(stage_id: str, year: int, rows: list[dict[str, object]]) -> Supply:
    producers: dict[str, float] = {}
    square = 0.0
    for row in rows:
        amount = float(str(row["quantity_t"]))
        producers[str(row["territory_id"])] = producers.get(str(row["territory_id"]), 0.0) + amount
        spread = float(str(row["spread"])) if row["spread"] is not None else 0.0
        relative = {"lognormal": amount * spread, "normal": spread, "uniform": spread / 3**0.5}
        square += relative.get(str(row["dist"]), 0.0) ** 2
    total = sum(producers.values())
    return Supply(stage_id, year, producers, square**0.5 / total if total else 0.0)


def leaving_shares(rows: "pa.Table", home: str, year: int | None) -> dict[tuple[str, str], float]:
    """Return the share of imports that can have left again, by code system and code.

    A published share of a code, in any list version, wins over our own bound.

    Args:
        rows: Rows of `assessed__trade_use`.
        home: Territory or group.
        year: Year of the trade.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = rows
    for name, value in (("territory_id", home), ("subject_kind", "code"), ("period", str(year))):
        wanted = wanted.filter(pc.equal(wanted[name], pa.scalar(value, wanted[name].type)))
    found: dict[tuple[str, str], float] = {}
    for row in sorted(wanted.to_pylist(), key=lambda row: str(row["basis"]) == "published"):
        if row["concept"] == "share leaving" and row["value"] is not None:
            system = ANY_SYSTEM if row["basis"] == "published" else row["list_version"]
            found[system, row["subject_id"]] = row["value"]
    return found


def newest_year(trade: "pa.Table", year: int | None = None) -> int | None:
    """Return the year that is asked for, or the newest there is."""
    import pyarrow.compute as pc

    if year is not None or not trade.num_rows:
        return year
    return int(pc.max(trade["year"]).as_py())


def trade_sides(
    trade: "pa.Table",
    home: str,
    members: Collection[str],
    year: int | None,
    leaving: Mapping[tuple[str, str], float],
    counted: Mapping[str, str],
) -> dict[str, TradeSide]:
    """Return trade by material in one year.

    Codes of one stage are taken from one code system, that with the larger world trade, so that
    no good counts twice; stages are added, since ore and metal are different tonnes.

    Args:
        trade: Rows of `settled__trade`.
        home: Territory or group.
        members: Members of the home; trade among them is not import.
        year: Year of the trade.
        leaving: Share that can have left again; what is not in it is bounded here.
        counted: Stage at which the supply of a material is counted; its trade gives the price.
    """
    import pyarrow.compute as pc

    if year is None or not trade.num_rows:
        return {}
    rows = trade.filter(pc.equal(trade["year"], year))
    sides: dict[tuple[str, str], dict[str, TradeSide]] = {}
    for system in systems(rows, home, members):
        mapped = codes().get((system.code_system, system.code))
        link = mapped.single if mapped else None
        if link is not None and account_of(system.code) == DIRECT:
            stage = sides.setdefault((link.material_id, link.stage_id), {})
            side = stage.setdefault(system.code_system, TradeSide())
            _add(side, system, home, link.content, _leaves(leaving, system))
    found: dict[str, TradeSide] = {}
    for (material_id, stage_id), by_system in sorted(sides.items()):
        _, side = max(by_system.items(), key=lambda pair: (pair[1].world_usd, pair[0]))
        known = found.get(material_id)
        priced = counted.get(material_id) == stage_id
        found[material_id] = side if known is None else _joined(known, side, price_of=priced)
    return found


def _leaves(leaving: Mapping[tuple[str, str], float], system: System) -> float | None:
    published = leaving.get((ANY_SYSTEM, system.code))
    own = leaving.get((system.code_system, system.code))
    return own if published is None else published


def _joined(one: TradeSide, other: TradeSide, *, price_of: bool) -> TradeSide:
    """Add two stages of a material; the world price is that of one of them."""
    priced = other if price_of else one
    both = TradeSide(
        low=one.low + other.low,
        high=one.high + other.high,
        musd=one.musd + other.musd,
        musd_high=one.musd_high + other.musd_high,
        world_usd=priced.world_usd,
        world_t=priced.world_t,
        complete=one.complete and other.complete,
    )
    for side in (one, other):
        for origin, amount in side.origins.items():
            both.origins[origin] = both.origins.get(origin, 0.0) + amount
        for pair, usd in side.flows.items():
            both.flows[pair] = both.flows.get(pair, 0.0) + usd
    return both


def product_bounds(rows: "pa.Table", home: str, year: int | None) -> dict[str, float]:
    """Return the most that can be inside imported products, by material [t].

    Only the upper end is known: not every product of a code has the composition at hand.

    Args:
        rows: Rows of `assessed__ledger`.
        home: Territory or group.
        year: Year of the trade.
    """
    found: dict[str, float] = {}
    for row in rows.to_pylist():
        wanted = (row["home_id"], row["account"], row["year"]) == (home, IN_PRODUCTS, year)
        if wanted and row["unit"] == "t" and row["value_high"] is not None:
            name = row["material_id"]
            found[name] = found.get(name, 0.0) + row["value_high"]
    return found


def _add(
    side: TradeSide,
    system: System,
    home: str,
    content: tuple[float, float, float] | None,
    leaving: float | None,
) -> None:
    side.world_usd += float(system.usd.sum())
    for i, j in zip(*np.nonzero(system.usd), strict=True):
        pair = (system.territories[i], system.territories[j])
        side.flows[pair] = side.flows.get(pair, 0.0) + float(system.usd[i, j])
    place = system.place(home)
    stays = 1.0
    if place is not None:
        bought, sold = float(system.usd[:, place].sum()), float(system.usd[place].sum())
        stays -= _bounded(bought, sold) if leaving is None else leaving
        side.musd += bought * stays / 1e6
        side.musd_high += bought / 1e6
    if system.kg is None or content is None:
        side.complete = False
        return
    middle, least, most = content
    side.world_t += float(system.kg.sum()) / 1e3 * middle
    if place is None:
        return
    into = system.kg[:, place] / 1e3
    imports = float(into.sum())
    side.low += imports * stays * least
    side.high += imports * most
    for number in np.flatnonzero(into):
        origin = system.territories[number]
        kept = float(into[number]) * stays * middle
        side.origins[origin] = side.origins.get(origin, 0.0) + kept


def _bounded(imports: float, exports: float) -> float:
    """Return the most that can have left again, as a part of imports; nothing of no imports."""
    return leaving_bound([imports], [exports]) if imports > 0.0 else 0.0
