"""What a stock of a material would amount to, cost and buy: use, cuts, losses, release.

Shortages and losses come through two small shapes, `Cuts` and `Loss`, so that any model of shocks
can stand behind them. Here a cut takes part of what the largest supplier sends, for some months.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondstof.assess.home_use import STAGES, Estimate, home_use, judged, rows_of
from grondstof.assess.recipe import Tables
from grondstof.methods.stockpile import (
    DAYS_PER_YEAR,
    Loss,
    ReleaseRule,
    cover_stock,
    expected_loss,
    release,
)
from grondstof.methods.streams import stream

Floats = NDArray[np.float64]

READS = (
    "settled__production",
    "settled__use_share",
    "settled__value_added",
    "settled__supply_share",
    "settled__price",
    "assessed__demand",
    "assessed__national_list",
)
SCENARIOS = 200
MONTHS = 24


@dataclass(frozen=True)
class Cuts:
    """What goes missing in each scenario.

    Attributes:
        shortages: Tonnes short after stocks of industry, shape (scenarios, months) [t].
        weights: Weight of each scenario.
        supplier_id: The supplier that stops.
        share: Its share in supply.
        stage: Stage at which it supplies; empty where a scenario says what stops.
    """

    shortages: Floats
    weights: Floats
    supplier_id: str
    share: float
    stage: str = ""


@dataclass(frozen=True)
class Subject:
    """What is known of one material in one home.

    Attributes:
        material_id: The material.
        use: Use in a year [t].
        price: Price [EUR/t].
        value_added: Value added of the industries that use it, in a year [EUR].
        cuts: Scenarios, or None where use or supplier is not known.
    """

    material_id: str
    use: Estimate
    price: Estimate
    value_added: Estimate
    cuts: Cuts | None


def subject(
    tables: Tables, home: str, material: str, seed: int, use_t: float | None = None
) -> Subject:
    """Return what is known of a material in a home, with 200 scenarios of a cut.

    Args:
        tables: Tables named in `READS`.
        home: Territory or group.
        material: Material.
        seed: Seed of the draws.
        use_t: Use in a year, where the asker knows it [t].

    Raises:
        InputError: If the use given is not above zero.
    """
    use = home_use(tables, home, material, use_t)
    price = _price(tables, material)
    value = _value_added(tables, home, material)
    supplier = largest_supplier(tables, home, material)
    cuts = None
    if use.value is not None and supplier is not None:
        cuts = draw_cuts(use.value, supplier[0], supplier[1], material, seed, supplier[2])
    return Subject(material, use, price, value, cuts)


def _price(tables: Tables, material: str) -> Estimate:
    rows = [
        row
        for row in rows_of(tables["settled__price"], material_id=material, month=0)
        if row["price_usd_t"] is not None
    ]
    if not rows:
        return Estimate(
            None,
            None,
            None,
            "not known: no price that may be shipped",
            basis_nl="niet bekend: geen prijs die mee mag",
        )
    newest = max(rows, key=lambda row: (row["year"], row["grade_id"] == "any"))
    leaf = judged().leaf("loss.usd_per_eur")
    rate, width = float(leaf.value), leaf.spread or 0.0
    usd = newest["price_usd_t"]
    year = newest["year"]
    return Estimate(
        usd / rate, usd / (rate + width), usd / (rate - width), f"yearly average of {year}", year,
        f"jaargemiddelde van {year}",
    )  # fmt: skip


def _value_added(tables: Tables, home: str, material: str) -> Estimate:
    rows = [
        row
        for row in rows_of(tables["assessed__national_list"], home_id=home, material_id=material)
        if row["value_added_meur"] is not None
    ]
    if not rows:
        return Estimate(
            None,
            None,
            None,
            "not known: no use shares by industry",
            basis_nl="niet bekend: geen gebruik per bedrijfstak",
        )
    row = rows[0]
    low, high = row["value_added_meur_low"], row["value_added_meur_high"]
    value = row["value_added_meur"] * 1e6
    return Estimate(
        value,
        value if low is None else low * 1e6,
        value if high is None else high * 1e6,
        "value added of the industries that use it (national list)",
        row["oldest_year"],
        "toegevoegde waarde van de bedrijfstakken die het gebruiken (nationale lijst)",
    )


def largest_supplier(tables: Tables, home: str, material: str) -> tuple[str, float, str] | None:
    """Return the outside supplier with the largest share at any stage, its share and the stage.

    A chain is as strong as its weakest stage. At each stage the sourcing of the EU counts where it
    is printed, else world supply. Home itself is no supplier that could cut it off, and neither is
    the EU for a member.
    """
    from grondstof.vocabulary import territories

    union = territories.members("EU27")
    inside = territories.members(home) | {home}
    inside = inside | union if inside & union else inside
    rows = [
        row
        for row in rows_of(tables["settled__supply_share"], material_id=material)
        if row["share"] is not None
    ]
    tops = []
    for stage in STAGES:
        own = [row for row in rows if row["stage_id"] == stage]
        printed = [row for row in own if row["scope"] == "eu"] if inside & union else []
        found = printed or [row for row in own if row["scope"] == "global"]
        outside = [row for row in found if row["territory_id"] not in inside | {"ROW"}]
        if outside:
            top = max(outside, key=lambda row: (row["share"], row["territory_id"]))
            tops.append((top["territory_id"], float(top["share"]), stage))
    return max(tops, key=lambda top: top[1]) if tops else None


def draw_cuts(
    use: float, supplier_id: str, share: float, material: str, seed: int, stage: str = ""
) -> Cuts:
    """Return scenarios in which the largest supplier cuts off a part for some months."""
    rng = stream(seed, "stockpile", material)

    def drawn(name: str) -> Floats:
        leaf = judged().leaf(name)
        width = leaf.spread or 0.0
        return np.asarray(float(leaf.value) + width * rng.uniform(-1, 1, SCENARIOS))

    month = use / 12.0
    short = np.maximum(share * np.clip(drawn("cut.depth"), 0, 1) - drawn("cut.response"), 0.0)
    duration = drawn("cut.duration_months")
    running = np.clip(duration[:, None] - np.arange(MONTHS)[None, :], 0.0, 1.0)
    gaps = month * short[:, None] * running
    stocks = np.maximum(drawn("cut.industry_days"), 0.0) * use / DAYS_PER_YEAR
    after = np.stack(
        [release(stock, gap, month).unmet[0] for stock, gap in zip(stocks, gaps, strict=True)]
    )
    return Cuts(after, np.full(SCENARIOS, 1.0 / SCENARIOS), supplier_id, share, stage)


def losses(found: Subject) -> Mapping[str, Loss]:
    """Return loss functions of a month's shortage: `low` by price, `high` by value added.

    Low: every tonne short is bought at the raised price. High: value added stops in step with the
    shortage, as if nothing could be made without the material. The truth lies between.
    """
    made: dict[str, Loss] = {}
    if found.price.value is not None:
        jump = judged().number("loss.price_jump")
        price = found.price.value
        made["low"] = lambda short: short * price * jump
    if found.value_added.value is not None and found.use.value:
        per_tonne = found.value_added.value / found.use.value
        made["high"] = lambda short: short * per_tonne
    return made


def plan(found: Subject, days: float, rule: ReleaseRule | None = None) -> dict[str, Any]:
    """Return what a stock of a number of days amounts to, costs and buys.

    Returns:
        Tonnes, purchase and yearly cost, expected losses of a cut without and with the stock, and
        the yearly chance of a cut above which the stock pays.
    """
    use, price = found.use, found.price
    tonnes = [None if value is None else cover_stock(value, days)
              for value in (use.value, use.low, use.high)]  # fmt: skip
    rates = judged()
    yearly = rates.number("cost.capital_rate") + rates.number("cost.storage_rate")
    bought = None if tonnes[0] is None or price.value is None else tonnes[0] * price.value
    row: dict[str, Any] = {
        "cover_days": days,
        "stock_t": tonnes[0],
        "stock_t_low": tonnes[1],
        "stock_t_high": tonnes[2],
        "purchase_eur": bought,
        "purchase_eur_low": _times(tonnes[1], price.low),
        "purchase_eur_high": _times(tonnes[2], price.high),
        "yearly_cost_eur": None if bought is None else bought * yearly,
    }
    return row | _effects(found, tonnes[0], row["yearly_cost_eur"], rule)


def _effects(
    found: Subject, stock: float | None, yearly: float | None, rule: ReleaseRule | None
) -> dict[str, Any]:
    met = ("shortage_met_share", "shortage_met_share_low", "shortage_met_share_high")
    row: dict[str, Any] = dict.fromkeys(met)
    names = ("low", "high")
    row |= {f"{what}_{name}": None for what in ("loss_eur", "avoided_eur") for name in names}
    row |= {f"pays_above_{name}": None for name in names}
    if found.cuts is None or stock is None or found.use.value is None:
        return row
    cuts, month = found.cuts, found.use.value / 12.0
    done = release(stock, cuts.shortages, month, rule)
    total = float(cuts.shortages.sum())
    if total > 0.0:
        missed = cuts.shortages.sum(axis=1)
        felt = missed > 0.0
        each = done.released.sum(axis=1)[felt] / missed[felt]
        low, high = (float(end) for end in np.quantile(each, [0.05, 0.95]))
        middle = float(done.released.sum()) / total
        row |= dict(zip(met, (middle, min(low, middle), max(high, middle)), strict=True))
    for name, loss in losses(found).items():
        before = expected_loss(0.0, cuts.shortages, cuts.weights, loss, month, rule)
        after = expected_loss(stock, cuts.shortages, cuts.weights, loss, month, rule)
        row[f"loss_eur_{name}"] = before
        row[f"avoided_eur_{name}"] = before - after
        if yearly is not None and before - after > 0.0:
            row[f"pays_above_{name}"] = yearly / (before - after)
    return row


def _times(left: float | None, right: float | None) -> float | None:
    return None if left is None or right is None else left * right
