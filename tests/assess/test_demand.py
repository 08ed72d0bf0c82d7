"""Demand: scenarios that ship and that cannot be, mass balance, ranges, magnets in turbines."""

from functools import cache
from pathlib import Path

import pytest

from grondstof.assess.demand import CHAINS, find_chain, run
from grondstof.assess.demand_scenarios import parse_scenario, scenarios
from grondstof.assess.recipe import Question
from grondstof.errors import InputError, UnknownName
from grondstof.settle.intensity import run as settle_intensity
from grondstof.store.arrow import schema, to_arrow
from grondstof.store.content import parse
from grondstof.vocabulary.tables import table
from tests.sources.shipped import claims

SOURCES = ("premise", "pv_ice", "battery_minerals")
TEXT = """
id: own
territory: NLD
title: {nl: eigen, en: own}
note: A file of one's own.
sources:
  me: {publisher: me, title: mine, year: 2026, url: "https://example.org", licence: none}
series:
  - technology: wind
    quantity: stock
    unit: MW
    points:
      - {year: 2020, value: 0, kind: judged, source: me, locator: a}
      - {year: 2030, value: 1000, kind: judged, source: me, locator: b}
"""


@cache
def settled():
    """Return the settled intensities of what ships."""
    rows = [row for source in SOURCES for row in claims(source, "reported__intensity")]
    reported = to_arrow(rows, schema(table("reported__intensity")))
    return {"settled__intensity": settle_intensity({"reported__intensity": reported})}


@cache
def rows(home, **options):
    """Return the rows of a home with few draws, to be quick."""
    question = Question(home=home, options={"draws": 40, **options})
    return run(settled(), question).to_pylist()


def test_every_scenario_that_ships_can_be_followed():
    assert {item.territory_id for item in scenarios()} == {"NLD", "EU27", "WORLD"}
    for home in ("NLD", "EU27", "WORLD"):
        assert [row for row in rows(home) if row["demand_t"]]


def test_figures_lie_in_their_ranges_and_nothing_is_negative():
    for row in rows("NLD"):
        for name in ("demand_t", "stock_t", "outflow_t", "secondary_t", "secondary_share"):
            if row[name] is None:
                continue
            low, high = row[f"{name}_low"], row[f"{name}_high"]
            assert -1e-6 <= low <= row[name] + 1e-9 <= high + 2e-9


def test_stock_changes_by_what_comes_less_what_goes():
    """Central figures of two years balance: stock = stock before + demand - outflow."""
    known = {
        (row["scenario_id"], row["product_id"], row["material_id"], row["year"]): row
        for row in rows("NLD")
    }
    checked = 0
    for (scenario, product, material, year), row in known.items():
        before = known.get((scenario, product, material, year - 1))
        if before is None or row["stock_t"] is None or before["stock_t"] is None:
            continue
        change = row["demand_t"] - row["outflow_t"]
        assert row["stock_t"] - before["stock_t"] == pytest.approx(change, rel=1e-9, abs=1e-9)
        checked += 1
    assert checked > 1000


def test_recycling_never_gives_more_than_goes_out_of_use():
    for row in rows("WORLD"):
        if row["secondary_t"] is not None:
            assert row["secondary_t"] <= row["outflow_t"] + 1e-9


def test_magnets_hold_at_least_what_turbines_hold():
    """Neodymium of turbines is part of that of magnets; cars come on top."""
    found = {
        (row["product_id"], row["scenario_id"], row["year"]): row["stock_t"]
        for row in rows("NLD")
        if row["material_id"] == "neodymium"
    }
    for (product, scenario, year), stock in found.items():
        if product == "wind-turbine":
            assert found["permanent-magnet", scenario, year] >= stock * (1 - 1e-9)


def test_years_after_the_end_of_a_scenario_are_empty_and_say_so():
    late = [row for row in rows("EU27") if row["year"] == 2040]
    assert late
    assert all(row["demand_t"] is None for row in late)
    assert all("demand_t" in row["lacks"] for row in late)


def test_a_later_scenario_year_by_hand():
    """100 MW a year of turbines, a third with direct drive at 183 kg of neodymium."""
    own = Path(__file__).with_name("own_scenario.yml")
    found = run(
        settled(),
        Question(home="NLD", options={"draws": 1, "scenario_file": str(own)}),
    ).to_pylist()
    row = next(
        r for r in found
        if (r["product_id"], r["material_id"], r["year"]) == ("wind-turbine", "neodymium", 2021)
    )  # fmt: skip
    per_mw = 0.33 * 183.0 * (1 - 0.5 * (1 - 97 / 183) / 30)
    per_mw += 0.67 * 12.0 * (1 - 0.5 * (1 - 9.477777 / 12) / 30)
    assert row["demand_t"] == pytest.approx(100.0 * per_mw / 1000.0, rel=1e-3)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("year: 2030", "year: 2015", "the years 2020, 2015"),
        (
            "    points:",
            "    start: {year: 2035, reason: x}\n    points:",
            "starts in 2035 and ends",
        ),
        ("source: me, locator: b", "source: you, locator: b", "the source 'you'"),
        ("value: 1000", "value: -5", "series.0.points.1.value = '-5'"),
        ("technology: wind", "technology: tides", "series.0.technology = 'tides'"),
    ],
)
def test_a_scenario_that_cannot_be_is_refused_with_its_line(old, new, found):
    with pytest.raises(InputError) as caught:
        parse_scenario(parse(TEXT.replace(old, new), Path("own.yml")))
    text = str(caught.value)
    assert found in text
    assert "own.yml:" in text


def test_a_stock_that_falls_too_fast_is_refused_with_product_and_year(tmp_path):
    text = TEXT.replace("locator: b}", "locator: b}\n      - {year: 2032, value: 100, kind: judged,"
                        " source: me, locator: c}")  # fmt: skip
    path = tmp_path / "own.yml"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        run(settled(), Question(options={"draws": 2, "scenario_file": str(path)}))
    fault = caught.value.faults[0]
    assert fault.where == "wind, 2031"
    assert "falls faster than products leave use" in fault.found


def test_homes_chains_and_scenarios_that_are_unknown():
    with pytest.raises(InputError, match="no scenario for DEU"):
        rows("DEU")
    with pytest.raises(UnknownName, match="chain"):
        find_chain("toaster")
    with pytest.raises(UnknownName, match="scenario"):
        rows("NLD", scenario="nl-adopt")
    assert find_chain("battery") in CHAINS
