"""The base year of a shock: flows, production and use of one material, product or code.

Where a material has a trade code of its own, flows come from settled trade. Where codes pool it,
only shares are known: who supplies the world and who supplies the EU; then home draws on one of
two mixes, and tonnes of home are not known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.month_series import Monthly
from grondstof.assess.origin import members_of
from grondstof.assess.secondary_supply import Secondary, secondary_of
from grondstof.assess.shock_parameters import number
from grondstof.assess.trade_codes import Code, codes, codes_of
from grondstof.errors import Fault, InputError, Phrase
from grondstof.methods.shock import Network
from grondstof.store.editions import Edition

Floats = NDArray[np.float64]
REST = "ROW"
_OWN = ("exact", "dominant")
_YEARS = 3


@dataclass(frozen=True)
class Base:
    """The base of a shock.

    Attributes:
        territories: Ids in order.
        variants: Networks that are as likely as each other, by name of the mix.
        home: Place of home.
        unit: What a tonne is: contained tonnes, gross tonnes or parts of world supply.
        basis: `trade` or `shares`.
        codes: Trade codes it rests on.
        years: Years it rests on.
        use_t: Use of home in a year; None where only shares are known. [t]
        world_t: World production in a year; None where not known. [t]
        least_use: Whether home's use was set to its least part of imports.
        secondary: What recycling can give home by the stock model; None where not known.
        monthly: How far its months follow series; None where nobody looked for them.
    """

    territories: tuple[str, ...]
    variants: Mapping[str, Network]
    home: int
    unit: str
    basis: str
    codes: tuple[str, ...]
    years: tuple[int, ...]
    use_t: float | None
    world_t: float | None
    least_use: bool = False
    secondary: Secondary | None = None
    monthly: Monthly | None = None


def base_of(
    edition: Edition,
    home: str,
    *,
    material: str | None = None,
    stage: str | None = None,
    code: tuple[str, str] | None = None,
    secondary: bool = True,
) -> Base:
    """Return the base of a material at a stage, or of one trade code.

    Args:
        edition: Opened edition.
        home: Home.
        material: Material.
        stage: Stage.
        code: Trade code, as system and digits.
        secondary: Whether to look up what recycling can give home.

    Raises:
        InputError: Neither trade nor shares say who supplies it.
    """
    if material is None or not secondary:
        return _base(edition, home, material, stage, code)
    return _with_secondary(edition, home, material, stage, code)


@lru_cache(maxsize=32)
def _with_secondary(
    edition: Edition, home: str, material: str, stage: str | None, code: tuple[str, str] | None
) -> Base:
    base = _base(edition, home, material, stage, code)
    contained = base.use_t if base.unit == "contained tonnes" else None
    return replace(base, secondary=secondary_of(edition, home, material, contained))


@lru_cache(maxsize=32)
def _base(
    edition: Edition,
    home: str,
    material: str | None,
    stage: str | None,
    code: tuple[str, str] | None,
) -> Base:
    found = [codes()[code]] if code in codes() and code else []
    if code is None and material is not None and stage is not None:
        found = own_codes(material, stage)
    if found:
        base = traded(edition, home, found)
        if base is not None:
            return base
    if material is not None and stage is not None:
        base = _shared(edition, home, material, stage)
        if base is not None:
            return base
    name = " ".join(part for part in (material, stage, code[1] if code else None) if part)
    raise InputError([_no_supply(name)])


def _no_supply(name: str) -> Fault:
    return Fault(
        "scenario",
        Phrase("no supplier data for '{name}'", name=name),
        "a material and stage with supply shares, or a code with trade by home",
        "Choose another stage or code, or add the chain's supplier shares",
    )


def own_codes(material: str, stage: str) -> list[Code]:
    """Return the codes of the newest vintage that hold only this material at this stage."""
    own = [
        code
        for code in codes_of(material)
        if code.single and code.single.match in _OWN and code.single.stage_id == stage
    ]
    newest = max((code.code_system for code in own), default="")
    return [code for code in own if code.code_system == newest]


def traded(edition: Edition, home: str, found: Sequence[Code], until: int = 9999) -> Base | None:
    """Return the base of codes of one vintage from trade of the last years up to one.

    None when home does not trade them.
    """
    rows = _rows(edition, found, until)
    if not rows:
        return None
    years = sorted({row["year"] for row in rows})
    members = members_of(home, max(years))
    places, flows, usd = _matrix(rows, found, home, members, len(years))
    if home not in places:
        return None
    production, forced = _production(edition, found, flows, places, home, members, years)
    value = usd.sum(axis=0) / np.maximum(flows.sum(axis=0), 1e-12)
    network = Network(flows, production, value)
    place = places.index(home)
    link = found[0].single
    gross = link is None or link.content is None or link.content_basis == "gross"
    return Base(
        tuple(places),
        {"trade": network},
        place,
        "gross tonnes" if gross else "contained tonnes",
        "trade",
        tuple(f"{code.code_system} {code.code}" for code in found),
        tuple(years),
        float(network.use[place]),
        float(production.sum()),
        bool(forced[place]),
    )


def _rows(edition: Edition, found: Sequence[Code], until: int) -> list[dict[str, Any]]:
    marks = ", ".join("?" for _ in found)
    system, numbers = found[0].code_system, [code.code for code in found]
    return edition.rows(
        f"""
        with chosen as (
            select * from "settled__trade" where code_system = ? and code in ({marks})
              and year <= ?
        ), newest as (select max(year) as year from chosen)
        select c.year, c.code, c.exporter_id, c.importer_id,
               c.value_usd::double as usd, c.quantity_kg::double as kg
        from chosen c, newest n where c.year > n.year - {_YEARS}
        order by 1, 2, 3, 4
        """,
        [system, *numbers, until],
    )


def _matrix(
    rows: Sequence[Mapping[str, Any]],
    found: Sequence[Code],
    home: str,
    members: frozenset[str],
    years: int,
) -> tuple[list[str], Floats, Floats]:
    """Return territories with their mean flows by weight [t] and by value [USD]."""
    content = {
        code.code: code.single.content[0] if code.single and code.single.content else 1.0
        for code in found
    }
    per_usd = _kg_per_usd(rows)
    cells: dict[tuple[str, str], tuple[float, float]] = {}
    for row in rows:
        seller, buyer = (
            home if row[name] in members else row[name] for name in ("exporter_id", "importer_id")
        )
        if seller == buyer:
            continue
        kg = row["kg"] if row["kg"] is not None else row["usd"] * per_usd[row["code"]]
        tonnes, usd = cells.get((seller, buyer), (0.0, 0.0))
        tonnes += kg / 1000.0 * content[row["code"]] / years
        cells[seller, buyer] = (tonnes, usd + (row["usd"] or 0.0) / years)
    return _square(cells, home)


def _kg_per_usd(rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for code in {row["code"] for row in rows}:
        known = [row for row in rows if row["code"] == code and row["kg"] is not None]
        usd = sum(row["usd"] or 0.0 for row in known)
        found[code] = sum(row["kg"] for row in known) / usd if usd else 0.0
    return found


def _square(
    cells: Mapping[tuple[str, str], tuple[float, float]], home: str
) -> tuple[list[str], Floats, Floats]:
    total = sum(tonnes for tonnes, _ in cells.values())
    size: dict[str, float] = {}
    for (seller, buyer), (tonnes, _) in cells.items():
        size[seller] = size.get(seller, 0.0) + tonnes
        size[buyer] = size.get(buyer, 0.0) + tonnes
    least = number("small_trader") * total
    kept = sorted(name for name in size if size[name] >= least or name == home)
    places = [*(name for name in kept if name != REST), REST]
    index = {name: number_ for number_, name in enumerate(places)}
    flows, usd = (np.zeros((len(places), len(places))) for _ in range(2))
    for (seller, buyer), (tonnes, value) in cells.items():
        i, j = index.get(seller, index[REST]), index.get(buyer, index[REST])
        if i != j:
            flows[i, j] += tonnes
            usd[i, j] += value
    return places, flows, usd


def _production(
    edition: Edition,
    found: Sequence[Code],
    flows: Floats,
    places: Sequence[str],
    home: str,
    members: frozenset[str],
    years: Sequence[int],
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return production, at least what trade needs, and where use was set to its least."""
    link = found[0].single
    made = np.zeros(len(places))
    if link is not None and link.anchor is not None and len(found) == 1:
        for row in _made(edition, link.material_id, link.anchor, years):
            name = home if row["territory_id"] in members else row["territory_id"]
            at = places.index(name) if name in places else len(places) - 1
            made[at] += row["t"]
    sold, bought = flows.sum(axis=1), flows.sum(axis=0)
    least = np.maximum(0.0, sold + number("least_use") * bought - bought)
    return np.maximum(made, least), least > made


def _made(
    edition: Edition, material: str, anchor: tuple[str, str], years: Sequence[int]
) -> list[dict[str, Any]]:
    return edition.rows(
        """
        select territory_id, avg(quantity_t) as t from "settled__production"
        where material_id = ? and stage_id = ? and content_basis = ? and grade_id = 'any'
          and year between ? and ? and quantity_t is not null
        group by territory_id order by 1
        """,
        [material, *anchor, min(years), max(years)],
    )


def _shared(edition: Edition, home: str, material: str, stage: str) -> Base | None:
    """Return a base of shares: home draws on the mix of the EU, or on that of the world."""
    from grondstof.vocabulary import territories

    rows = edition.rows(
        """
        select scope, territory_id, share, year_to from "settled__supply_share"
        where material_id = ? and stage_id = ? and share is not null and share > 0
        order by scope, territory_id
        """,
        [material, stage],
    )
    world = {row["territory_id"]: row["share"] for row in rows if row["scope"] == "global"}
    eu = {row["territory_id"]: row["share"] for row in rows if row["scope"] == "eu"}
    newest, world_t, year = _newest(edition, material, stage)
    world = newest or world
    if not world:
        return None
    years = tuple(sorted({year} if newest else {row["year_to"] for row in rows}))
    inside = home in ("EU27", "EU28") or home in territories.members("EU27")
    mixes = {"world": world} | ({"eu": eu} if eu and inside else {})
    places = sorted({*world, *(eu if inside else {}), home, REST} - {home})
    order = [home, *places]
    variants = {name: _mix(order, world, mix) for name, mix in mixes.items()}
    return Base(
        tuple(order), variants, 0, "part of world supply", "shares", (), years, None, world_t
    )


def _newest(
    edition: Edition, material: str, stage: str
) -> tuple[dict[str, float], float | None, int]:
    """Return world shares of the newest well covered year of production, its tonnes and year."""
    rows = edition.rows(
        """
        select territory_id, year, sum(quantity_t) as t from "settled__production"
        where material_id = ? and stage_id = ? and grade_id = 'any' and quantity_t > 0
          and content_basis = (
            select max(content_basis) from "settled__production"
            where material_id = ? and stage_id = ? and grade_id = 'any')
        group by territory_id, year order by year, territory_id
        """,
        [material, stage, material, stage],
    )
    years = sorted({row["year"] for row in rows})[-_YEARS:]
    if not years:
        return {}, None, 0
    count = {year: sum(1 for row in rows if row["year"] == year) for year in years}
    year = max(years, key=lambda item: (count[item], item))
    chosen = {row["territory_id"]: float(row["t"]) for row in rows if row["year"] == year}
    total = sum(chosen.values())
    return {name: tonnes / total for name, tonnes in chosen.items()}, total, year


def _mix(order: Sequence[str], world: Mapping[str, float], mix: Mapping[str, float]) -> Network:
    """Return a network in which home buys by a mix and the rest of the world by world shares.

    A supplier in the mix that makes less than it sends to home buys the rest by world shares.
    """
    n, use = len(order), number("home_use_share")
    made = np.array([world.get(name, 0.0) for name in order])
    made /= made.sum()
    wanted = np.array([mix.get(name, 0.0) for name in order])
    wanted[0] = 0.0
    own = min(made[0], use)
    wanted *= (use - own) / max(wanted.sum(), 1e-12)
    flows = np.zeros((n, n))
    flows[:, 0] = wanted
    lacking = np.maximum(wanted - made, 0.0)
    left = np.maximum(made - wanted, 0.0)
    left[0] = made[0] - own
    giving = left / max(left.sum(), 1e-12)
    flows += np.outer(giving, lacking)
    np.fill_diagonal(flows, 0.0)
    rest = order.index(REST)
    free = np.maximum(made - flows.sum(axis=1) + flows.sum(axis=0), 0.0)
    free[0] = max(0.0, made[0] - own)
    free[rest] = 0.0
    flows[:, rest] += free
    flows[rest, rest] = 0.0
    return Network(flows, made)
