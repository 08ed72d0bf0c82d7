"""What home misses when a country stops: months of use, recovery, sectors, reasons, all ranges."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from grondstof.assess.recipe import Question
from grondstof.assess.scenario import Scenario, of_options, scenarios
from grondstof.assess.secondary_supply import told
from grondstof.assess.shock_effects import companions, products, sectors
from grondstof.assess.shock_parameters import judged, number
from grondstof.assess.shocks import DRAWS, Ran, run_scenario
from grondstof.methods.distributions import interval
from grondstof.methods.shock_outcome import late_months, recovery_month
from grondstof.products.answers.base import Answer, Sentence, sources
from grondstof.products.answers.scenario_words import gaps, notes, sentence
from grondstof.store.editions import Edition
from grondstof.store.private import private_folder
from grondstof.vocabulary import territories
from grondstof.vocabulary.materials import materials

SOURCES = ("baci", "ec_study", "usgs_mcs", "wmd", "wiod", "oecd_national", "wgi")
Row = dict[str, Any]
# What the U.S. Geological Survey published for a full Chinese net-export ban.
PUBLISHED = {
    "gallium": (-3.1, -8.2, -1.7, 1.5, "above 150 %"),
    "germanium": (-0.4, -1.1, -0.01, 0.26, "26 %"),
}


def answer(edition: Edition, question: Question) -> Answer:
    """Return the outcome of a scenario, or the index of scenarios when none is given.

    Args:
        edition: Opened edition.
        question: `home`; `options` as in `assess.scenario.of_options`, with `draws`; `material`
            and `stage` may stand in the question itself.

    Raises:
        UnknownName: No such scenario, territory, material, product or code.
        InputError: The scenario cannot be run; all faults at once.
    """
    options = dict(question.options)
    options.setdefault("material", question.material)
    options.setdefault("stage", question.stage)
    asked = ("scenario", "exporter", "material", "product", "code")
    if not any(options.get(name) for name in asked):
        return _index(edition, question)
    scenario = of_options(options)
    home = territories.find(question.home)
    draws = int(options.get("draws") or DRAWS)
    ran = run_scenario(edition, scenario, home, draws=max(1, min(draws, 10_000)))
    rows = [_outcome(item, scenario) for item in ran]
    return Answer(
        "scenario",
        question,
        edition.name,
        sentence(scenario, home, ran),
        rows,
        method="shock 2026",
        tables={
            "path": [row for item in ran for row in _path(item)],
            "books": [row for item in ran for row in _books(item)],
            "suppliers": [row for item in ran for row in _suppliers(item)],
            "sectors": [row for item in ran for row in _sectors(edition, home, item)],
            "products": [row for item in ran for row in _with_id(item, products(item))],
            "by_products": [row for item in ran for row in _with_id(item, companions(item))],
            "sensitivity": [row for item in ran for row in _sensitivity(item)],
            "published": [row for item in ran for row in _published(item, scenario)],
            "shocks": _shocks(scenario),
        },
        gaps=gaps(edition, home, ran),
        sources=sources(edition, SOURCES),
        notes=[*notes(ran), *_private()],
    )


def _index(edition: Edition, question: Question) -> Answer:
    rows = [
        {
            "row_id": name,
            "scenario_id": name,
            "name_nl": item.name.nl,
            "name_en": item.name.en,
            "summary_nl": item.summary.nl,
            "summary_en": item.summary.en,
            "months": max(shock.months for shock in item.shocks),
            "shocks": len(item.shocks),
            "kind": "judged",
        }
        for name, item in sorted(scenarios().items())
    ]
    words = Sentence(
        f"{len(rows)} scenario's staan klaar; een eigen scenario is een adres of een bestand.",
        f"{len(rows)} scenarios are at hand; a scenario of your own is an address or a file.",
    )
    return Answer("scenario", question, edition.name, words, rows)


def _key(item: Ran) -> str:
    return "/".join(part for part in (item.subject.label, item.subject.stage) if part)


def _outcome(item: Ran, scenario: Scenario) -> Row:
    middle, low, high = item.cover
    tonnes = item.base.use_t / 12.0 if item.base.use_t else None
    months = recovery_month(item.drawn, 1.0, number("recovered_below"))
    point = recovery_month(item.point_short[None, :], 1.0, number("recovered_below"))[0]
    known = np.where(np.isnan(months), scenario.horizon + 1.0, months)
    _, back_low, back_high = interval(known)
    _, late_low, late_high = interval(late_months(item.drawn, 1.0))
    best = item.best
    return {
        "row_id": f"{scenario.scenario_id}/{_key(item)}",
        "scenario_id": scenario.scenario_id,
        "title_nl": scenario.name.nl,
        "title_en": scenario.name.en,
        **_names(item),
        "stage_id": item.subject.stage,
        "months_of_use": middle,
        "months_of_use_low": low,
        "months_of_use_high": high,
        "shortage_t": middle * tonnes if tonnes else None,
        "shortage_t_low": low * tonnes if tonnes else None,
        "shortage_t_high": high * tonnes if tonnes else None,
        "worst_month_share": float(item.point_short.max()),
        "recovered_month": None if np.isnan(point) else int(point),
        "recovered_month_low": int(back_low) if back_low <= scenario.horizon else None,
        "recovered_month_high": int(back_high) if back_high <= scenario.horizon else None,
        "late_months": float(late_months(item.point_short[None, :], 1.0)[0]),
        "late_months_low": late_low,
        "late_months_high": late_high,
        "price_factor": None,
        "least_months_of_use": _best(best.shortage[item.base.home], item) if best else None,
        "least_months_of_use_low": _best(best.home_low, item) if best else None,
        "least_months_of_use_high": _best(best.home_high, item) if best else None,
        "interaction_months": item.interaction,
        "unit": item.base.unit,
        "basis": item.base.basis,
        "codes": "; ".join(item.base.codes) or None,
        "kind": "modelled",
        "oldest_year": min(item.base.years),
        "lacks": ";".join(name for name, missing in _lacks(tonnes) if missing) or None,
    }


def _lacks(tonnes: float | None) -> list[tuple[str, bool]]:
    return [("shortage_t", tonnes is None), ("price_factor", True)]


def _best(tonnes: float, item: Ran) -> float:
    """Return a shortage of an average month as months of use over the months of the shock."""
    return float(tonnes / item.need * item.shock_months) if item.need > 0.0 else 0.0


def _names(item: Ran) -> Row:
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


def _path(item: Ran) -> Iterator[Row]:
    low, high = np.percentile(item.drawn, [5, 95], axis=0)
    tonnes = item.base.use_t / 12.0 if item.base.use_t else None
    for month, short in enumerate(item.point_short):
        yield {
            "row_id": f"{_key(item)}/{month + 1}",
            **_names(item),
            "month": month + 1,
            "short_share": float(short),
            "short_share_low": float(low[month]),
            "short_share_high": float(high[month]),
            "shortage_t": float(short) * tonnes if tonnes else None,
            "world_short_share": float(item.world_short[month]),
            "kind": "modelled",
        }


def _books(item: Ran) -> Iterator[Row]:
    """Yield home's balance of every month at point values: left and right add up alike."""
    scale = 1.0 if item.base.use_t else 1.0 / max(item.need, 1e-300)
    for month in range(len(item.point_short)):
        books = {name: float(v[0, month, 0]) * scale for name, v in item.point.books.items()}
        yield {
            "row_id": f"{_key(item)}/books/{month + 1}",
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


def _suppliers(item: Ran) -> Iterator[Row]:
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
                "row_id": f"{_key(item)}/{mix}/{territory}",
                "mix": mix,
                "territory_id": territory,
                "name_nl": name_nl,
                "name_en": name_en,
                "share": float(bought[place]) / total,
                "basis": item.base.basis,
                "kind": "computed",
                "oldest_year": min(item.base.years),
            }


def _sectors(edition: Edition, home: str, item: Ran) -> Iterator[Row]:
    from grondstof.assess.io_concordance import name_of

    if item.subject.material is None and item.subject.effects is None:
        return
    for row in sectors(edition, home, item):
        name_nl, name_en = name_of(row["industry_system"], row["industry_code"])
        key = f"{_key(item)}/{row['industry_code']}"
        yield {"row_id": key, **row, "name_nl": name_nl, "name_en": name_en}


def _with_id(item: Ran, rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        first = row.get("product_id") or row.get("material_id")
        yield {"row_id": f"{_key(item)}/{first}/{row.get('node_id') or ''}".rstrip("/"), **row}


def _sensitivity(item: Ran) -> list[Row]:
    leaves = dict(judged())
    found = []
    for name, share in sorted(item.variance.items(), key=lambda pair: -pair[1]):
        leaf = leaves.get(name)
        if name == "secondary_supply" and item.base.secondary is not None:
            row = {"row_id": f"{_key(item)}/{name}", "parameter": name, "variance_share": share}
            found.append(row | told(item.base.secondary))
            continue
        spread = leaf.spread if leaf and leaf.spread else 0.0
        found.append(
            {
                "row_id": f"{_key(item)}/{name}",
                "parameter": name,
                "variance_share": share,
                "value": leaf.value if leaf else None,
                "value_low": float(leaf.value) - spread if leaf else None,
                "value_high": float(leaf.value) + spread if leaf else None,
                "unit": leaf.unit if leaf else "mix of suppliers",
                "reason": leaf.reason if leaf else "Home may draw on the mix of the EU or world.",
                "source": leaf.source if leaf else "European Commission; World Mining Data",
                "kind": "judged" if leaf else "computed",
            }
        )
    return found


def _published(item: Ran, scenario: Scenario) -> Iterator[Row]:
    figures = PUBLISHED.get(item.subject.material or "")
    if figures is None or not any("CHN" in shock.exporters for shock in scenario.shocks):
        return
    value, low, high, _, price = figures
    yield {
        "row_id": f"{_key(item)}/usgs-2024",
        "concept": "change of US GDP at a full Chinese net-export ban",
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


def _shocks(scenario: Scenario) -> Sequence[Row]:
    return [
        {
            "row_id": f"{scenario.scenario_id}/{number_}",
            "exporters": "; ".join(item.exporters),
            "subject": item.material or item.product or item.code,
            "stage_id": item.stage,
            "form": item.form,
            "loss_share": item.loss,
            "start": item.start,
            "months": item.months,
            "targets": "; ".join(item.targets) or None,
            "kind": "judged",
        }
        for number_, item in enumerate(scenario.shocks, start=1)
    ]


def _private() -> list[Sentence]:
    if private_folder() is None:
        return []
    return [
        Sentence(
            "Berekend met eigen, niet-openbare gegevens.", "Computed with private data of your own."
        )
    ]
