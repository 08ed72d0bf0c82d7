"""Measures and stockpiles: files that ship, refusals, cuts, and losses that make sense."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from grondstof.assess.home_use import Estimate, home_use
from grondstof.assess.measure_files import chains, measures_of, parse_measures
from grondstof.assess.measures import Chosen, loss_draws
from grondstof.assess.stockpile import Subject, draw_cuts, largest_supplier, losses, plan
from grondstof.errors import InputError, UnknownName
from grondstof.methods.portfolio import Problem
from grondstof.store.content import parse
from grondstof.vocabulary import materials

TEXT = """
chain: own
note: {nl: van mij, en: mine}
measures:
  - id: stock-gallium-30
    kind: stock
    strategy: stocks
    materials: [gallium]
    stage: processing
    title: {nl: voorraad, en: stock}
    owner: {nl: staat, en: state}
    reason: {nl: daarom, en: because}
    effect: {value: 0.3, unit: fraction of use, dist: uniform, spread: 0.1, reason: r, source: s}
    years_to_work: {value: 1, unit: years, dist: exact, spread: null, reason: r, source: s}
    cost: {rule: unknown}
"""


def known(material: str = "gallium") -> Subject:
    """Return a subject with round figures."""
    use = Estimate(10.0, 5.0, 15.0, "given", 2024)
    price = Estimate(1e6, 9e5, 1.1e6, "given", 2024)
    value = Estimate(1e9, 9e8, 1.1e9, "given", 2024)
    return Subject(material, use, price, value, draw_cuts(10.0, "CHN", 0.9, material, 1))


def test_measures_that_ship_are_about_known_materials_and_have_reasons():
    assert {"permanent-magnet", "li-ion-battery", "solar-pv", "wind-turbine"} <= set(chains())
    for file in chains().values():
        for item in file.measures:
            assert set(item.materials) <= set(materials.materials())
            assert item.effect.reason
            assert item.reason


def test_all_four_strategies_have_a_measure():
    found = {item.strategy for file in chains().values() for item in file.measures}
    assert {"narrow", "substitute", "slow", "close"} <= found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("value: 0.3", "value: 1.3", "a fraction between 0 and 1"),
        ("kind: stock", "kind: prayer", "measures.0.kind = 'prayer'"),
        ("spread: 0.1", "spread: null", "a spread unless exact"),
    ],
)
def test_a_measure_that_cannot_be_is_refused_with_its_line(old, new, found):
    with pytest.raises(InputError) as caught:
        parse_measures(parse(TEXT.replace(old, new), Path("own.yml")))
    assert found in str(caught.value)
    assert "own.yml:" in str(caught.value)


def test_an_id_twice_and_an_unknown_chain():
    twice = TEXT + TEXT.partition("measures:\n")[2]
    with pytest.raises(InputError, match="stock-gallium-30 twice"):
        parse_measures(parse(twice, Path("own.yml")))
    with pytest.raises(UnknownName, match="toaster"):
        measures_of("toaster")


def test_a_cut_never_takes_more_than_the_supplier_sends():
    """A month's shortage is at most share x use, and ends within a year."""
    cuts = known().cuts
    assert cuts is not None
    assert cuts.shortages.max() <= 0.9 * 10.0 / 12.0 + 1e-12
    assert cuts.shortages[:, 12:].max() == 0.0
    again = draw_cuts(10.0, "CHN", 0.9, "gallium", 1)
    assert np.array_equal(cuts.shortages, again.shortages)


def shares(*rows):
    """Return a table of supply shares from (stage, scope, territory, share)."""
    names = ("stage_id", "scope", "territory_id", "share")
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    columns["material_id"] = ["cobalt"] * len(rows)
    return {"settled__supply_share": pa.table(columns)}


def test_the_weakest_stage_stops_and_neither_home_nor_its_union_is_a_threat():
    """Cobalt is refined in Finland and mined in Congo: for the Netherlands Congo stops."""
    table = shares(
        ("processing", "eu", "FIN", 0.62),
        ("processing", "eu", "COD", 0.02),
        ("processing", "global", "CHN", 0.6),
        ("extraction", "global", "COD", 0.63),
        ("extraction", "global", "ROW", 0.9),
    )
    assert largest_supplier(table, "NLD", "cobalt") == ("COD", 0.63, "extraction")
    # Outside the Union its sourcing tells nothing: world shares count.
    assert largest_supplier(table, "JPN", "cobalt") == ("COD", 0.63, "extraction")
    assert largest_supplier(shares(("processing", "eu", "FIN", 0.6)), "NLD", "cobalt") is None


def test_losses_are_redrawn_only_where_both_bounds_are_known_for_all():
    """A material of which more is known must not look more valuable for it."""
    nothing = Estimate(None, None, None, "not known")
    both, half = known("gallium"), replace(known("cobalt"), value_added=nothing)

    def chosen(*subjects, bound):
        loss = np.array([1.5e6 if bound == "low" else 1e8 for _ in subjects])
        empty = np.zeros((1, 0, len(subjects)))
        problem = Problem((), np.zeros(0), empty, np.zeros((1, len(subjects))), loss, np.ones(1))
        return Chosen((), (), problem, problem, np.zeros((1, 0)), subjects, (), bound)

    mixed = loss_draws(chosen(both, half, bound="low"), 1)
    assert (mixed == mixed[0]).all()
    drawn = loss_draws(chosen(both, bound="high"), 1)
    assert drawn[0, 0] == 1e8
    assert 1.5e6 <= drawn.min() < 3e6
    assert drawn.max() <= 1e8


def test_more_days_cost_more_and_avoid_no_less():
    plans = [plan(known(), days) for days in (0.0, 30.0, 60.0, 120.0)]
    for fewer, more in pairwise(plans):
        assert more["stock_t"] > fewer["stock_t"]
        assert more["purchase_eur"] > fewer["purchase_eur"]
        assert more["avoided_eur_high"] >= fewer["avoided_eur_high"]
    assert plans[0]["avoided_eur_low"] == 0.0
    assert plans[2]["stock_t"] == pytest.approx(10.0 * 60 / 365)


def test_the_low_loss_is_price_and_the_high_one_value_added():
    made = losses(known())
    assert float(made["low"](np.array([1.0]))[0]) == pytest.approx(1.5e6)
    assert float(made["high"](np.array([1.0]))[0]) == pytest.approx(1e8)


def test_what_is_not_known_is_empty_and_not_zero():
    nothing = Estimate(None, None, None, "not known")
    row = plan(Subject("gallium", nothing, nothing, nothing, None), 60.0)
    assert row["stock_t"] is None
    assert row["purchase_eur"] is None
    assert row["avoided_eur_high"] is None


def test_a_use_of_zero_or_below_is_refused():
    with pytest.raises(InputError, match="Give the use in tonnes a year"):
        home_use({}, "NLD", "gallium", 0.0)
