"""Assesses what a home takes in of each material: directly, inside what it buys, and consumes.

Accounts, each in tonnes, in dollars (never added up) and as a share of world supply:

- `direct`: the material itself crosses the border, net of what can have left again;
- `products`: inside imported products whose composition is known; filled from the trade ledger;
- `indirect`: inside everything else the home buys abroad, at any depth of the chain;
- `footprint`: inside what final demand of the home consumes, wherever it was first used.

First use abroad of a material is what the world supplies less what the home takes in directly;
it is spread over industries by the published end-use shares and over countries by the output of
those industries. A tonne is first used once: direct plus first use abroad is world supply.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.io_ledger import (
    Supply,
    TradeSide,
    leaving_shares,
    newest_year,
    oldest_use,
    product_bounds,
    supplies,
    trade_sides,
    use_shares,
)
from grondstof.assess.io_origin import origin_mix
from grondstof.assess.io_reach import Reach, reach
from grondstof.assess.io_table import Checked, shipped
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.methods.streams import DEFAULT_SEED, stream
from grondstof.vocabulary.territories import members

if TYPE_CHECKING:
    import pyarrow as pa

Array = NDArray[np.float64]

NAME, VERSION = "footprint", "2"
DRAWS = 1000
# Published shares are printed in whole percents.
HALF_PERCENT = 0.005
# Origins below this share of an account are shown together.
SMALL_ORIGIN = 0.005
# More of the first use than this outside the industries of the table is said.
UNMAPPED = 0.01
OTHER = "other"
ALL = "all"


class Material:
    """One material on one structure: its shares, its tonnes and the draws of both.

    Args:
        material_id: The material.
        shares: Share of first use by NACE division, adding up to 1.
        structure: Reach of those divisions into the home.
        supply: World supply, if known.
        side: Trade, if known.
        products: Most that can be inside imported products, if composition is known [t].
    """

    def __init__(
        self,
        material_id: str,
        shares: Mapping[str, float],
        structure: Reach,
        supply: Supply | None,
        side: TradeSide | None,
        products: float | None = None,
    ) -> None:
        self.material_id = material_id
        self.products = products
        self.supply, self.side = supply, side
        self.share = np.array([shares.get(d, 0.0) for d in structure.divisions])
        self.unmapped = 1.0 - float(self.share.sum())
        rng = stream(DEFAULT_SEED, "assessed__footprint", material_id)
        noise = rng.uniform(-HALF_PERCENT, HALF_PERCENT, (DRAWS, len(self.share)))
        drawn = np.maximum(self.share + noise * (self.share > 0.0), 0.0)
        drawn *= self.share.sum() / np.maximum(drawn.sum(axis=1, keepdims=True), 1e-12)
        error = np.exp(structure.sigma * rng.standard_normal(drawn.shape))
        self.draws = drawn * error
        self.world = float(supply.total) if supply else None
        self.direct = _direct(side, self.world)
        sigma = supply.sigma if supply else 0.0
        self.world_draws = np.exp(sigma * rng.standard_normal(DRAWS))
        self.abroad = 1.0 - (self.direct / self.world if self.direct and self.world else 0.0)

    @property
    def lacks(self) -> str | None:
        """Return what is missing for this material, as column names."""
        missing = []
        if self.unmapped > UNMAPPED:
            missing.append("use_share")
        if self.world is None:
            missing.append("quantity_t")
        if self.side is None or not self.side.complete or self.direct is None:
            missing.append("direct_t")
        return ";".join(missing) or None

    def shares_of(self, structure: Array) -> Array:
        """Return shares of world supply for columns of a structure, shape (5, c).

        The rows: share, its 5 and 95 % ends, and the ends when world supply is uncertain as well.

        Args:
            structure: Share of a division's world first use, shape (s, c).
        """
        drawn = self.draws @ structure
        ends = np.quantile(drawn, [0.05, 0.95], axis=0)
        both = np.quantile(drawn * self.world_draws[:, np.newaxis], [0.05, 0.95], axis=0)
        middle = self.share @ structure
        low = np.minimum(np.stack([ends[0], both[0]]), middle)
        high = np.maximum(np.stack([ends[1], both[1]]), middle)
        return np.stack([middle, low[0], high[0], low[1], high[1]])


def _direct(side: TradeSide | None, world: float | None) -> float | None:
    if side is None or not side.origins:
        return None
    total = sum(side.origins.values())
    # Gross weight of goods can exceed contained production; more than the world is not believed.
    return total if world is None or total <= world else None


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return the accounts of a home on the shipped table, or on the one in `options["checked"]`."""
    from grondstof.store.arrow import as_table

    checked = question.options.get("checked") or shipped(tables["reported__io_cell"])
    rows = list(rows_of(tables, question, checked))
    return as_table("assessed__footprint", rows)


def prepare(
    tables: Tables, question: Question, checked: Checked
) -> tuple[list[Material], Reach, int | None]:
    """Return every material that has use shares, the structure, and the year of the trade."""
    shares, _ = use_shares(tables["settled__use_share"])
    if question.material is not None:
        shares = {key: value for key, value in shares.items() if key == question.material}
    divisions = sorted({d for found in shares.values() for d in found})
    lands = sorted(members(question.home, question.as_of))
    structure = reach(checked, lands, divisions)
    world = supplies(tables["settled__production"])
    year = newest_year(tables["settled__trade"], question.year)
    sides = trade_sides(
        tables["settled__trade"],
        question.home,
        lands,
        year,
        leaving_shares(tables["assessed__trade_use"], question.home, year),
        {name: supply.stage_id for name, supply in world.items()},
    )
    inside = product_bounds(tables["assessed__ledger"], question.home, year)
    found = [
        Material(name, shares[name], structure, world.get(name), sides.get(name), inside.get(name))
        for name in sorted(shares)
    ]
    # A table without any industry that uses a material first says nothing about it.
    return [material for material in found if material.unmapped < 1.0], structure, year


def rows_of(tables: Tables, question: Question, checked: Checked) -> Iterator[dict[str, Any]]:
    """Yield the rows of all accounts and cuts, sorted by key within a material.

    A material without use shares has no rows: nothing says which industries take it in.
    """
    shares, _ = use_shares(tables["settled__use_share"])
    if question.material is not None and question.material not in shares:
        return
    found, structure, year = prepare(tables, question, checked)
    card = checked.table.card
    if not found:
        return
    first = min(card.year, oldest_use(tables["settled__use_share"]))
    for material in found:
        oldest = min([first, *([material.supply.year] if material.supply else [])])
        common = {
            "home_id": question.home,
            "material_id": material.material_id,
            "table_name": f"{card.name.removesuffix(f'-{card.year}')}-{card.year}",
            "year": year,
            "kind": "modelled",
            "oldest_year": oldest,
            "lacks": material.lacks,
            "recipe": NAME,
            "recipe_version": VERSION,
        }
        for row in _accounts(material, structure, card.regions, question.home):
            yield {**common, **row}


def _accounts(
    material: Material, structure: Reach, regions: Sequence[str], home: str
) -> Iterator[dict[str, Any]]:
    yield from _direct_rows(material)
    yield from _product_rows(material)
    by_buyer = material.abroad * structure.imported.sum(axis=1)
    yield from _structural(material, "indirect", "buyer", structure.buyers, by_buyer)
    yield from _origin_rows(material, structure, regions, home)
    consumed = material.abroad * structure.consumed_abroad
    consumed = consumed + (1.0 - material.abroad) * structure.consumed_home
    yield from _structural(material, "footprint", "product", structure.products, consumed)


def _structural(
    material: Material, account: str, cut: str, names: Sequence[str], parts: Array
) -> Iterator[dict[str, Any]]:
    """Yield the total of an account and its cut by buyer or product."""
    whole = material.shares_of(parts.sum(axis=1, keepdims=True))
    total = _row(material, account, "total", ALL, whole[:, 0])
    if account == "indirect" and material.products and "quantity_t_low" in total:
        # What is counted in products is not counted here; only its upper end is known.
        kept = max(total["quantity_t_low"] - material.products, 0.0)
        if "value_musd_low" in total and total["quantity_t_low"] > 0.0:
            total["value_musd_low"] *= kept / total["quantity_t_low"]
        total["quantity_t_low"] = kept
    yield total
    if cut == "buyer":
        industry = material.shares_of(parts[:, :-1].sum(axis=1, keepdims=True))
        yield _row(material, account, "total", "industry", industry[:, 0])
    for name, found in zip(names, material.shares_of(parts).T, strict=True):
        if found[0] > 0.0:
            yield _row(material, account, cut, name, found)


def _origin_rows(
    material: Material, structure: Reach, regions: Sequence[str], home: str
) -> Iterator[dict[str, Any]]:
    origins, mix = origin_mix(material.supply, material.side, structure.regions, regions, home)
    if not origins:
        return
    by_region = material.abroad * structure.imported.sum(axis=2)
    values = material.shares_of(by_region @ mix)
    total = float(values[0].sum())
    large = values[0] >= SMALL_ORIGIN * total
    for number in np.flatnonzero(large):
        yield _row(material, "indirect", "origin", origins[number], values[:, number])
    rest = material.shares_of((by_region @ mix)[:, ~large].sum(axis=1, keepdims=True))
    if rest[0, 0] > 0.0:
        yield _row(material, "indirect", "origin", OTHER, rest[:, 0])


def _product_rows(material: Material) -> Iterator[dict[str, Any]]:
    if not material.products:
        return
    row = _row(material, "products", "total", ALL, None)
    row |= {"quantity_t_low": 0.0, "quantity_t_high": material.products}
    row["lacks"] = ";".join(filter(None, (material.lacks, "quantity_t")))
    yield row


def _direct_rows(material: Material) -> Iterator[dict[str, Any]]:
    side, direct = material.side, material.direct
    if side is None:
        return
    world = material.world
    row = _row(material, "direct", "total", ALL, None)
    row |= {"value_musd": side.musd, "value_musd_low": side.musd}
    row["value_musd_high"] = side.musd_high
    if direct is not None:
        row |= {"quantity_t": direct, "quantity_t_low": side.low, "quantity_t_high": side.high}
        if world:
            row |= {"world_share": direct / world, "world_share_low": side.low / world}
            row["world_share_high"] = side.high / world
    yield row
    if not direct:
        return
    for origin, amount in sorted(side.origins.items()):
        if amount >= SMALL_ORIGIN * direct:
            part = amount / direct
            yield {
                **_row(material, "direct", "origin", origin, None),
                "quantity_t": amount,
                "quantity_t_low": side.low * part,
                "quantity_t_high": side.high * part,
                "value_musd": side.musd * part,
                "value_musd_low": side.musd * part,
                "value_musd_high": side.musd_high * part,
                "world_share": amount / world if world else None,
            }


def _row(
    material: Material, account: str, cut: str, cut_id: str, shares: Array | None
) -> dict[str, Any]:
    """Return one row; `shares` is a column of `Material.shares_of`, None where not modelled."""
    found: dict[str, Any] = {"account": account, "cut": cut, "cut_id": cut_id}
    if shares is None:
        return found
    share, low, high, least, most = shares.tolist()
    found |= {"world_share": share, "world_share_low": low, "world_share_high": high}
    if material.world is None:
        return found
    found["quantity_t"] = material.world * share
    found["quantity_t_low"] = material.world * least
    found["quantity_t_high"] = material.world * most
    side = material.side
    if side is not None and side.complete and side.world_t > 0.0:
        price = side.world_usd / side.world_t / 1e6
        for end in ("", "_low", "_high"):
            found[f"value_musd{end}"] = found[f"quantity_t{end}"] * price
    return found


FOOTPRINT = Recipe(
    NAME,
    VERSION,
    (
        Input("settled__use_share", on=("material_id",)),
        Input("settled__production", on=("material_id",)),
        Input("settled__trade", on=("year",)),
        Input("assessed__trade_use"),
        Input("assessed__ledger", on=("home_id", "material_id")),
        Input("reported__io_cell"),
    ),
    "assessed__footprint",
    run,
    parameters=("maps/io_industries.csv", "maps/trade_codes.csv"),
)
