"""What home misses when a country stops: months of use, recovery, sectors, reasons, all ranges."""

from typing import Any

import numpy as np

from grondstof.assess.recipe import Question
from grondstof.assess.scenario import Scenario, of_options, scenarios
from grondstof.assess.shock_effects import by_products, cascades
from grondstof.assess.shock_parameters import number
from grondstof.assess.shocks import DRAWS, Ran, run_scenario
from grondstof.methods.distributions import interval
from grondstof.methods.shock_outcome import late_months, recovery_month
from grondstof.products.answers import scenario_price
from grondstof.products.answers.base import Answer, Sentence, sources
from grondstof.products.answers.scenario_months import month_gaps, month_notes
from grondstof.products.answers.scenario_rows import (
    books_rows,
    by_product_row,
    names,
    path_rows,
    published_rows,
    sector_rows,
    sensitivity_rows,
    shock_rows,
    step_row,
    subject_key,
    supplier_rows,
)
from grondstof.products.answers.scenario_words import gaps, notes, sentence, subject_names
from grondstof.store.editions import Edition
from grondstof.vocabulary import territories

SOURCES = ("baci", "ec_study", "usgs_mcs", "wmd", "wiod", "oecd_national", "wgi")
Row = dict[str, Any]


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
    return answer_to(edition, question, of_options(options))


def answer_to(edition: Edition, question: Question, scenario: Scenario) -> Answer:
    """Return the outcome of a scenario.

    Args:
        edition: Opened edition.
        question: `home`, and `draws` among its options.
        scenario: The scenario.

    Raises:
        InputError: The scenario cannot be run; all faults at once.
    """
    home = territories.find(question.home)
    draws = max(1, min(int(question.options.get("draws") or DRAWS), 10_000))
    every = run_scenario(edition, scenario, home, draws=draws, followers=True)
    ran = [item for item in every if not item.follows]
    steps = list(cascades(ran))
    prices = scenario_price.prices_of(ran)
    rows = [_outcome(item, scenario, prices) for item in ran]
    called = [subject_names(item) for item in ran]
    beside = scenario_price.gaps(ran, prices), scenario_price.notes(ran, prices)
    return Answer(
        "scenario",
        question,
        edition.name,
        sentence(scenario, home, ran, prices),
        rows,
        method="shock 2026",
        tables={
            "path": [row for item in ran for row in path_rows(item)],
            "books": [row for item in ran for row in books_rows(item)],
            "suppliers": [row for item in ran for row in supplier_rows(item)],
            "sectors": [row for item in ran for row in sector_rows(edition, home, item)],
            "products": [step_row(row) for row in steps if row["is_end"]],
            "cascade": [step_row(row) for row in steps],
            "by_products": [by_product_row(row) for row in by_products(every)],
            "sensitivity": [row for item in ran for row in sensitivity_rows(item)],
            "price": [row for item in ran for row in scenario_price.price_rows(item, prices)],
            "elasticities": [
                row for item in ran for row in scenario_price.elasticity_rows(item, prices)
            ],
            "price_sensitivity": [
                row for item in ran for row in scenario_price.sensitivity_rows(item, prices)
            ],
            "price_seen": [row for item in ran for row in scenario_price.seen_rows(item)],
            "published": [row for item in ran for row in published_rows(item, scenario)],
            "shocks": shock_rows(scenario),
        },
        gaps=[*beside[0], *gaps(edition, home, ran), *month_gaps(ran, called)],
        sources=sources(edition, SOURCES),
        notes=[*month_notes(scenario, ran, called), *notes(ran), *beside[1]],
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
        f"Er staan {len(rows)} scenario's klaar; u kunt ook zelf kiezen wie waarmee stopt.",
        f"{len(rows)} scenarios are at hand; you can also choose yourself who stops what.",
    )
    return Answer("scenario", question, edition.name, words, rows)


def _outcome(item: Ran, scenario: Scenario, prices: scenario_price.Prices) -> Row:
    middle, low, high = item.cover
    tonnes = item.base.use_t / 12.0 if item.base.use_t else None
    months = recovery_month(item.drawn, 1.0, number("recovered_below"))
    point = recovery_month(item.point_short[None, :], 1.0, number("recovered_below"))[0]
    known = np.where(np.isnan(months), scenario.horizon + 1.0, months)
    _, back_low, back_high = interval(known)
    _, late_low, late_high = interval(late_months(item.drawn, 1.0))
    best = item.best
    dearer = scenario_price.columns(item, prices)
    return {
        "row_id": f"{scenario.scenario_id}/{subject_key(item)}",
        "scenario_id": scenario.scenario_id,
        "title_nl": scenario.name.nl,
        "title_en": scenario.name.en,
        **names(item),
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
        **dearer,
        "least_months_of_use": _best(best.shortage[item.base.home], item) if best else None,
        "least_months_of_use_low": _best(best.home_low, item) if best else None,
        "least_months_of_use_high": _best(best.home_high, item) if best else None,
        "favoured_months_of_use": _best(best.home_first, item) if best else None,
        "interaction_months": item.interaction,
        "unit": item.base.unit,
        "basis": item.base.basis,
        "codes": "; ".join(item.base.codes) or None,
        "kind": "modelled",
        "oldest_year": min(item.base.years),
        "lacks": ";".join(name for name, missing in _lacks(tonnes, dearer) if missing) or None,
    }


def _lacks(tonnes: float | None, dearer: Row) -> list[tuple[str, bool]]:
    return [("shortage_t", tonnes is None), *scenario_price.lacks(dearer)]


def _best(tonnes: float, item: Ran) -> float:
    """Return a shortage of an average month as months of use over the months of the shock."""
    return float(tonnes / item.need * item.shock_months) if item.need > 0.0 else 0.0
