"""Rows of the answer to a scenario: months, books, suppliers, sectors, steps, what it hangs on."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np

from grondstof.assess.scenario import Scenario
from grondstof.assess.secondary_supply import told
from grondstof.assess.shock_effects import sectors
from grondstof.assess.shock_parameters import judged
from grondstof.assess.shocks import Ran
from grondstof.store.editions import Edition
from grondstof.store.parameters import Leaf
from grondstof.vocabulary.materials import groups_of, materials

Row = dict[str, Any]
# What the U.S. Geological Survey published for a full Chinese net-export ban.
PUBLISHED = {
    "gallium": (-3.1, -8.2, -1.7, 1.5, "above 150 %"),
    "germanium": (-0.4, -1.1, -0.01, 0.26, "26 %"),
}
# Rise of the price in 2014 and 2015 by a model of others; heavy ones "more than double".
PRICED: dict[str, tuple[float | None, str]] = {
    "lree": (21.0, "21 %"),
    "hree": (None, "above 100 %"),
}

_MIX = "Home may draw on the mix of the EU or world."
_MIX_SOURCE = "European Commission; World Mining Data"
_MAP = "content/maps/by_products.csv"
# Drawn factors that no parameter file holds: unit, reason, source.
_OTHER = {
    "size": ("multiple of the stated loss", "The scenario gives the size as a range.", "scenario"),
    "by_product_part": ("fraction of the by-product", "Part that comes from the host.", _MAP),
    "by_product_room": ("fraction", "Part of the host's potential that is recovered.", _MAP),
}


def subject_key(item: Ran) -> str:
    """Return what tells the subject of a result apart."""
    return "/".join(part for part in (item.subject.label, item.subject.stage) if part)


def names(item: Ran) -> Row:
    """Return ids and names of the subject of a result."""
    material = materials().get(item.subject.material or "")
    label = item.subject.label
    if item.subject.product:
        from grondstof.assess.chains import chain

        words = chain(item.subject.product).file.name
        names = (words.nl, words.en)
    else:
        names = (material.name_nl, material.name_en) if material else (label, label)
    return {
        "material_id": item.subject.material,
        "product_id": item.subject.product,
        "name_nl": names[0],
        "name_en": names[1],
    }


def path_rows(item: Ran) -> Iterator[Row]:
    """Yield the short part of use by month."""
    low, high = np.percentile(item.drawn, [5, 95], axis=0)
    tonnes = item.base.use_t / 12.0 if item.base.use_t else None
    for month, short in enumerate(item.point_short):
        yield {
            "row_id": f"{subject_key(item)}/{month + 1}",
            **names(item),
            "month": month + 1,
            "short_share": float(short),
            "short_share_low": float(low[month]),
            "short_share_high": float(high[month]),
            "shortage_t": float(short) * tonnes if tonnes else None,
            "world_short_share": float(item.world_short[month]),
            "kind": "modelled",
        }


def books_rows(item: Ran) -> Iterator[Row]:
    """Yield home's balance of every month at point values: left and right add up alike."""
    scale = 1.0 if item.base.use_t else 1.0 / max(item.need, 1e-300)
    for month in range(len(item.point_short)):
        books = {name: float(v[0, month, 0]) * scale for name, v in item.point.books.items()}
        yield {
            "row_id": f"{subject_key(item)}/books/{month + 1}",
            "month": month + 1,
            "production": books["production"],
            "imports": books["arrivals"],
            "stock_draw": books["draw"],
            "recycling": books["recycling"],
            "use": books["use"],
            "exports": books["dispatch"],
            "stock_build": books["build"],
            "shortage": float(item.point.shortage[0, month, 0]) * scale,
            "unit": item.base.unit if item.base.use_t else "months of use",
            "kind": "modelled",
        }


def supplier_rows(item: Ran) -> Iterator[Row]:
    """Yield the largest suppliers of home by mix."""
    from grondstof.products.answers.trade_names import place_name

    for mix, network in item.base.variants.items():
        bought = network.flows[:, item.base.home]
        total = float(bought.sum())
        for place in np.argsort(-bought, kind="stable")[:8]:
            if bought[place] <= 0.0 or total <= 0.0:
                continue
            territory = item.base.territories[int(place)]
            name_nl, name_en = place_name(territory)
            yield {
                "row_id": f"{subject_key(item)}/{mix}/{territory}",
                "mix": mix,
                "territory_id": territory,
                "name_nl": name_nl,
                "name_en": name_en,
                "share": float(bought[place]) / total,
                "basis": item.base.basis,
                "kind": "computed",
                "oldest_year": min(item.base.years),
            }


def sector_rows(edition: Edition, home: str, item: Ran) -> Iterator[Row]:
    """Yield value added at risk by industry."""
    from grondstof.assess.io_concordance import name_of

    if item.subject.material is None and item.subject.effects is None:
        return
    for row in sectors(edition, home, item):
        name_nl, name_en = name_of(row["industry_system"], row["industry_code"])
        key = f"{subject_key(item)}/{row['industry_code']}"
        yield {"row_id": key, **row, "name_nl": name_nl, "name_en": name_en}


def step_row(row: Row) -> Row:
    """Return a step of a chain that a shortage reaches, as a row."""
    return {"row_id": f"{row['product_id']}/{row['node_id']}", **row}


def by_product_row(row: Row) -> Row:
    """Return a by-product that its host bounds, as a row."""
    found = materials()
    material, host = found[row["material_id"]], found[row["host_id"]]
    return {
        "row_id": f"{row['material_id']}/{row['host_id']}",
        **row,
        "name_nl": material.name_nl,
        "name_en": material.name_en,
        "host_nl": host.name_nl,
        "host_en": host.name_en,
    }


def sensitivity_rows(item: Ran) -> list[Row]:
    """Return what the spread of a result comes from, the largest part first."""
    leaves = dict(judged())
    return [
        sensitivity_row(item, name, name, share, leaves.get(name))
        for name, share in sorted(item.variance.items(), key=lambda pair: -pair[1])
    ]


def sensitivity_row(item: Ran, key: str, name: str, share: float, leaf: Leaf | None) -> Row:
    """Return one factor of a spread, with its range, reason and source.

    Args:
        item: Subject.
        key: What tells the row apart within the subject.
        name: Name of the factor.
        share: Share of the variance. [fraction]
        leaf: Its parameter; None for a reaction of the shortage, or for what no file holds.
    """
    row = {"row_id": f"{subject_key(item)}/{key}", "parameter": name, "variance_share": share}
    if name == "secondary_supply" and item.base.secondary is not None:
        return row | told(item.base.secondary)
    leaf = leaf or dict(judged()).get(name)
    spread = leaf.spread if leaf and leaf.spread else 0.0
    other = _OTHER.get(name.split(" ")[0])
    return {
        **row,
        "value": leaf.value if leaf else None,
        "value_low": float(leaf.value) - spread if leaf else None,
        "value_high": float(leaf.value) + spread if leaf else None,
        "unit": leaf.unit if leaf else other[0] if other else "mix of suppliers",
        "reason": leaf.reason if leaf else other[1] if other else _MIX,
        "source": leaf.source if leaf else other[2] if other else _MIX_SOURCE,
        "kind": "judged" if leaf or other else "computed",
    }


def published_rows(item: Ran, scenario: Scenario) -> Iterator[Row]:
    """Yield what others published for the same ban."""
    if not any("CHN" in shock.exporters for shock in scenario.shocks):
        return
    figures = PUBLISHED.get(item.subject.material or "")
    if figures is not None:
        value, low, high, _, price = figures
        yield {
            "row_id": f"{subject_key(item)}/usgs-2024",
            "concept": "change of US GDP at a full Chinese net-export ban",
            "concept_nl": "verandering van de economie van de VS als China niets meer uitvoert",
            "concept_en": "change of US GDP at a full Chinese net-export ban",
            "value": value,
            "value_low": low,
            "value_high": high,
            "unit": "billion USD",
            "price_rise": price,
            "source": "U.S. Geological Survey, Open-File Report 2024-1057 (2024)",
            "locator": "abstract; press text of 19 November 2024, paragraph 3",
            "kind": "published",
            "oldest_year": 2024,
        }
    for group in groups_of(item.subject.material or ""):
        if group in PRICED:
            yield _priced_row(item, group)


def _priced_row(item: Ran, group: str) -> Row:
    value, words = PRICED[group]
    return {
        "row_id": f"{subject_key(item)}/zew-2014",
        "concept": "price of the group over free trade, Chinese export restrictions of 2014",
        "concept_nl": "prijs van de groep boven die bij vrije handel, Chinese beperkingen van 2014",
        "concept_en": "price of the group over free trade, Chinese export restrictions of 2014",
        "value": value,
        "unit": "%",
        "price_rise": words,
        "source": (
            "ZEW, Discussion Paper 14-005, Dynamic Market Power in an Exhaustible Resource "
            "Industry (2014)"
        ),
        "locator": "abstract",
        "kind": "published",
        "oldest_year": 2014,
    }


def shock_rows(scenario: Scenario) -> Sequence[Row]:
    """Return the shocks of a scenario."""
    return [
        {
            "row_id": f"{scenario.scenario_id}/{number_}",
            "exporters": "; ".join(item.exporters),
            "subject": item.material or item.product or item.code,
            "subject_kind": (
                "material" if item.material else "product" if item.product else "code"
            ),
            "stage_id": item.stage,
            "form": item.form,
            "loss_share": item.loss,
            "start": item.start,
            "months": item.months,
            "horizon": scenario.horizon,
            "calendar_month": scenario.first_month,
            "allocation": scenario.allocation,
            "targets": "; ".join(item.targets) or None,
            "kind": "judged",
        }
        for number_, item in enumerate(scenario.shocks, start=1)
    ]


@cache
def end_products() -> tuple[tuple[str, str, str], ...]:
    """Return id and names of the end products of chains that have a trade code with data."""
    from grondstof.assess.chains import chains
    from grondstof.assess.trade_codes import codes

    found = []
    for name, chain in chains().items():
        pairs = [tuple(code.split(" ", 1)) for code in chain.nodes[chain.final].codes]
        if any(pair in codes() for pair in pairs):
            found.append((name, chain.file.name.nl, chain.file.name.en))
    return tuple(found)
