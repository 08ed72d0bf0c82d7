"""Assesses what each industry of a home takes in of a material, and the value added behind it.

The part of an industry's output that needs a material has a middle and two ends, because no
statistic says which products need it:

- middle: an industry needs it for the share of the material that it uses first (the weight that
  the studies of the European Commission give its value added), spread evenly over the divisions
  that the industry holds;
- low: for its cost only, the value of the material in the value of the output;
- high: for all its output, if it uses any.

Each is carried through the chain: an industry also needs it for the part of its inputs, by cost,
that needs it, at home and abroad.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.footprint import Material, prepare
from grondstof.assess.io_concordance import divisions_of, industries_of
from grondstof.assess.io_ledger import oldest_use
from grondstof.assess.io_table import Checked, home_blocks, shipped
from grondstof.assess.recipe import Input, Question, Recipe, Tables
from grondstof.methods import input_output as io
from grondstof.vocabulary.territories import members

if TYPE_CHECKING:
    import pyarrow as pa

Array = NDArray[np.float64]

NAME, VERSION = "sector-exposure", "2"
SYSTEM = "ICIO45"


def run(tables: Tables, question: Question) -> "pa.Table":
    """Return exposure by material and industry on the shipped or the plugged-in table."""
    from grondstof.store.arrow import as_table

    checked = question.options.get("checked") or shipped(tables["reported__io_cell"])
    rows = list(rows_of(tables, question, checked))
    return as_table("assessed__sector_exposure", rows)


def rows_of(tables: Tables, question: Question, checked: Checked) -> Iterator[dict[str, Any]]:
    """Yield one row for each material and industry of the home that has output."""
    found, structure, _ = prepare(tables, question, checked)
    card = checked.table.card
    lands = sorted(members(question.home, question.as_of))
    home = home_blocks(checked.table, lands)
    added, added_year = value_added(tables["settled__value_added"], checked, lands)
    if not found:
        return
    oldest = min(card.year, added_year, oldest_use(tables["settled__use_share"]))
    parts = _parts(checked, found, structure.divisions, home)
    for number, material in enumerate(found):
        direct_t = (material.direct or 0.0) * (material.share @ structure.users)
        inside = material.abroad * (material.share @ structure.imported.sum(axis=1))[:-1]
        use = material.share @ structure.users
        for place, industry in enumerate(card.industries):
            if added is None or added[place] <= 0.0:
                continue
            row = _row(material, float(use[place]), float(direct_t[place]), float(inside[place]))
            row |= _dependent(parts[:, number, :, place], float(added[place]))
            yield {
                "home_id": question.home,
                "material_id": material.material_id,
                "industry_system": card.industry_system,
                "industry_code": industry,
                "table_name": f"{card.name.removesuffix(f'-{card.year}')}-{card.year}",
                "kind": "modelled",
                "oldest_year": oldest,
                "recipe": NAME,
                "recipe_version": VERSION,
                **row,
            }


def _row(material: Material, use: float, direct_t: float, inside: float) -> dict[str, Any]:
    known = material.direct is not None
    return {
        "use_share": min(use, 1.0),
        "direct_t": direct_t if known else None,
        "indirect_t": inside * material.world if material.world is not None else None,
        "indirect_share": inside,
        "lacks": material.lacks,
    }


def _dependent(parts: Array, added: float) -> dict[str, Any]:
    """Return the columns of one industry; parts has shape (3 variants, direct and total)."""
    (direct, middle), (_, low), (_, high) = parts.tolist()
    no_price = np.isnan(low)
    return {
        "value_added_musd": added,
        "direct_part": direct,
        "total_part": middle,
        "total_part_low": None if no_price else min(low, middle),
        "total_part_high": max(high, middle),
        "dependent_musd": added * middle,
        "dependent_musd_low": None if no_price else added * min(low, middle),
        "dependent_musd_high": added * max(high, middle),
    }


def _parts(
    checked: Checked, found: Sequence[Material], divisions: Sequence[str], home: NDArray[np.intp]
) -> Array:
    """Return parts by variant, material, direct or total, and industry; shape (3, m, 2, i)."""
    table, x = checked.table, checked.balance.output
    size = len(table.card.industries)
    inputs = np.maximum(io.coefficients(table.Z, x), 0.0)
    middle, low, high = (np.zeros((len(found), len(x))) for _ in range(3))
    for number, material in enumerate(found):
        direct, cost, most = _direct_parts(checked, material, divisions)
        for part, one in ((middle, direct), (low, cost), (high, most)):
            part[number] = np.tile(one, len(x) // size)
    priced = np.array([bool(np.isfinite(row).all()) for row in low])
    direct = np.vstack([middle, np.where(priced[:, np.newaxis], low, 0.0), high])
    total = io.dependences(inputs, direct)
    weight = np.where(x[home] > 0.0, x[home], 0.0).reshape(-1, size)
    share = weight / np.maximum(weight.sum(axis=0), 1e-12)
    both = np.stack([direct, total], axis=1)[:, :, home]
    seen = (both.reshape(*both.shape[:2], -1, size) * share).sum(axis=2)
    found_parts = np.clip(seen.reshape(3, len(found), 2, size), 0.0, 1.0)
    found_parts[1, ~priced] = np.nan
    return np.asarray(found_parts)


def _direct_parts(
    checked: Checked, material: Material, divisions: Sequence[str]
) -> tuple[Array, Array, Array]:
    """Return middle, low and high direct part of each industry of any region, shape (i,) each."""
    table, x = checked.table, checked.balance.output
    card = table.card
    place = {code: number for number, code in enumerate(card.industries)}
    world = x.reshape(-1, len(card.industries)).sum(axis=0)
    middle, low, high = (np.zeros(len(place)) for _ in range(3))
    side = material.side
    price = side.world_usd / side.world_t if side and side.complete and side.world_t else None
    # Dollars of trade over euro of output would be no share.
    known = material.world is not None and price and card.unit == "million USD"
    worth = (material.world or 0.0) * (price or 0.0) / 1e6 if known else None
    for division, share in zip(divisions, material.share, strict=True):
        codes = [m.industry_code for m in industries_of(card.industry_system, division)]
        inside = [place[code] for code in codes if code in place]
        output = sum(world[number] for number in inside)
        for number in inside if share > 0.0 else ():
            held = len(divisions_of(card.industry_system, card.industries[number]))
            middle[number] += share / max(held, 1)
            high[number] = 1.0
            low[number] += worth * share / output if worth is not None and output else np.nan
    return np.minimum(middle, 1.0), np.minimum(low, 1.0), high


def value_added(
    rows: "pa.Table", checked: Checked, lands: Sequence[str]
) -> tuple[Array | None, int]:
    """Return value added of a home by industry of the table, of the newest year there is.

    A published industry that spans several of the table is spread by the table's own value added.

    Args:
        rows: Rows of `settled__value_added` with value_musd.
        checked: The table.
        lands: Territories of the home.

    Returns:
        Value added, shape (i,) [million USD], and its year; the table's own where none is
        published for all of the home, and None for a table that is not in dollars.
    """
    card = checked.table.card
    size = len(card.industries)
    home = home_blocks(checked.table, lands)
    own = np.maximum(checked.balance.value_added[home], 0.0).reshape(-1, size).sum(axis=0)
    published: dict[int, dict[str, float]] = {}
    seen: dict[int, set[str]] = {}
    for row in rows.to_pylist():
        if row["industry_system"] != SYSTEM or row["territory_id"] not in lands:
            continue
        if row["value_musd"] is not None:
            year = published.setdefault(row["year"], {})
            year[row["industry_code"]] = year.get(row["industry_code"], 0.0) + row["value_musd"]
            seen.setdefault(row["year"], set()).add(row["territory_id"])
    full = [year for year, found in seen.items() if found >= set(lands)]
    if not full:
        return (own, card.year) if card.unit == "million USD" else (None, card.year)
    return _spread(published[max(full)], checked, own), max(full)


def _spread(published: dict[str, float], checked: Checked, own: Array) -> Array:
    card = checked.table.card
    holds = [set(divisions_of(card.industry_system, code)) for code in card.industries]
    found = np.zeros(len(card.industries))
    for code, value in published.items():
        wanted = set(divisions_of(SYSTEM, code))
        weight = np.array(
            [
                amount * len(held & wanted) / max(len(held), 1)
                for held, amount in zip(holds, own, strict=True)
            ]
        )
        if weight.sum() > 0.0:
            found += value * weight / weight.sum()
    return found


SECTOR_EXPOSURE = Recipe(
    NAME,
    VERSION,
    (
        Input("settled__use_share", on=("material_id",)),
        Input("settled__production", on=("material_id",)),
        Input("settled__trade"),
        Input("assessed__trade_use"),
        Input("assessed__ledger", on=("home_id", "material_id")),
        Input("settled__value_added"),
        Input("reported__io_cell"),
    ),
    "assessed__sector_exposure",
    run,
    parameters=("maps/io_industries.csv", "maps/trade_codes.csv"),
)
