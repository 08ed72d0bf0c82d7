"""Demand and outflow beside what others published; what misses is recorded, not tuned away.

- International Energy Agency, Critical Minerals Data Explorer, base year 2024. Its figures do not
  ship; name its file in GRONDSTOF_TEST_IEA to hold the recorded ratios to it.
- IRENA and IEA-PVPS (2016), End-of-Life Management: Solar Photovoltaic Panels.
- Busch, P. (2025), Critical-Minerals-EV, lithium demand of the world by scenario.
"""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from grondstof.assess.urban_mine import compared, comparisons
from grondstof.methods.stock_dynamics import from_stock
from grondstof.methods.survival import Lifetime, survival_by_age
from tests.assess.test_demand import rows

# A figure inside our range is a hit; the others are misses, with the reason beside the record.
HITS = {
    ("wind-turbine", "neodymium"),
    ("wind-turbine", "dysprosium"),
    ("li-ion-battery", "cobalt"),
    ("li-ion-battery", "nickel"),
}
MISSES = {("solar-pv", "silver"), ("solar-pv", "silicon-metal"), ("li-ion-battery", "lithium")}
# Our own central figures when the ratios were recorded [t]; another figure needs a new record.
OURS = {
    ("wind-turbine", "neodymium"): 5908.5,
    ("wind-turbine", "dysprosium"): 758.4,
    ("solar-pv", "silver"): 6719.1,
    ("solar-pv", "silicon-metal"): 719880.0,
    ("li-ion-battery", "cobalt"): 58268.6,
    ("li-ion-battery", "lithium"): 88500.4,
    ("li-ion-battery", "nickel"): 291426.2,
}
# Names of the agency's file.
TECHNOLOGIES = {
    "Wind": "wind-turbine",
    "Solar PV": "solar-pv",
    "Electric vehicles": "li-ion-battery",
}
MINERALS = {"silicon": "silicon-metal"}


def beside() -> dict[tuple[str, str], dict]:
    """Return our figures beside the published ones of the world."""
    world = [row for row in rows("WORLD") if row["scenario_id"] == "world-steps"]
    return {(r["product_id"], r["material_id"]): r for r in compared("WORLD", world, "demand")}


def agency(place: Path) -> dict[tuple[str, str], float]:
    """Return the base year of the agency's file by product and material [t]."""
    read = json.loads(place.read_text("utf-8"))["byTechnology"]
    return {
        (product, MINERALS.get(name.lower(), name.lower())): 1000.0 * figures["2024"]
        for technology, product in TECHNOLOGIES.items()
        for name, figures in read.get(technology, {"minerals": {}})["minerals"].items()
    }


def disagreeing(published: dict[tuple[str, str], float]) -> list[tuple[str, str]]:
    """Return what is recorded otherwise than the agency's figures say."""
    return [
        key
        for key, row in beside().items()
        if abs(row["ours_t"] / published[key] - row["ratio"]) > 0.05 + 1e-9
        or (row["ours_t_low"] <= published[key] <= row["ours_t_high"]) != row["inside_range"]
    ]


def test_every_published_figure_is_a_hit_or_a_recorded_miss():
    found = beside()
    assert set(found) == HITS | MISSES
    assert {key for key, row in found.items() if row["inside_range"]} == HITS
    assert all(row["reason_nl"] and row["reason_en"] for key, row in found.items() if key in MISSES)
    assert all(0.4 <= row["ratio"] <= 2.5 for row in found.values())


def test_no_figure_of_the_agency_ships():
    withheld = [item for item in comparisons().figures if "IEA" in item.publisher]
    assert len(withheld) == 7
    assert all(item.value_t is None for item in withheld)
    assert all(row["lacks"] == "published_t" for row in beside().values())


def test_the_record_is_of_what_we_compute_now():
    """A change of our figures by more than a hundredth asks for a new record."""
    for key, row in beside().items():
        assert row["ours_t"] == pytest.approx(OURS[key], rel=0.01), key


def test_the_record_is_held_to_the_agencys_file(tmp_path):
    """Always to a file of its layout with figures of our own; to the real one where it is named."""
    made: dict[str, dict] = {}
    for (product, material), row in beside().items():
        technology = next(name for name, own in TECHNOLOGIES.items() if own == product)
        name = "Silicon" if material == "silicon-metal" else material.capitalize()
        figure = row["ours_t"] / row["ratio"]
        if not row["inside_range"]:
            figure = max(figure, row["ours_t_high"] * 1.001)
        minerals = made.setdefault(technology, {"minerals": {}})["minerals"]
        minerals[name] = {"2024": figure / 1000.0}
    place = tmp_path / "agency.json"
    place.write_text(json.dumps({"byTechnology": made}), "utf-8")
    assert disagreeing(agency(place)) == []
    made["Wind"]["minerals"]["Neodymium"]["2024"] *= 3.0
    place.write_text(json.dumps({"byTechnology": made}), "utf-8")
    assert disagreeing(agency(place)) == [("wind-turbine", "neodymium")]
    named = os.environ.get("GRONDSTOF_TEST_IEA")
    assert named is None or disagreeing(agency(Path(named))) == []


def test_waste_of_solar_panels_against_irena():
    """Panel waste over new panels in 2050: 0.82 to 0.90 published; ours is a miss.

    Published: 222 GW at the end of 2015, 4,500 GW in 2050, lifetimes of 30 years, waste of 5.5 to
    6 Mt against 6.7 Mt of new panels in 2050. With a straight line between the two stocks and a
    Weibull life of 30 years, waste is about half of what is added: the published additions bend
    and part of their panels fails early, neither of which is printed with its numbers.
    """
    years = np.arange(2000, 2051)
    stock = np.interp(years, [2000, 2015, 2050], [1.0, 222.0, 4500.0])
    left = survival_by_age(Lifetime("weibull", 30.0, 6.5), len(years))[None]
    found = from_stock(stock[None, :, None], left)
    ratio = float(found.outflow[0, -1, 0] / found.inflow[0, -1, 0])
    assert not 0.82 <= ratio <= 0.90
    assert 0.3 < ratio < 0.82
    early = survival_by_age(Lifetime("weibull", 22.0, 9.0), len(years))[None]
    sooner = from_stock(stock[None, :, None], early)
    assert sooner.outflow[0, -1, 0] / sooner.inflow[0, -1, 0] > ratio


@pytest.mark.parametrize(("year", "low", "high"), [(2030, 583.8e3, 868.1e3)])
def test_lithium_of_batteries_is_less_than_lithium_of_all_uses(year, low, high):
    """Busch counts every use of lithium and finds 584 to 868 kt in 2030; we count car batteries."""
    ours = [
        row for row in rows("WORLD")
        if (row["product_id"], row["material_id"], row["year"])
        == ("li-ion-battery", "lithium", year)
    ]  # fmt: skip
    assert ours
    assert all(row["demand_t_low"] < high for row in ours)
    assert all(row["demand_t_high"] > 0.3 * low for row in ours)


def test_the_dutch_urban_mine_is_shown_as_published():
    """Stichting OPEN (2026): 1,106 t of neodymium and 2,148 t of cobalt in equipment."""
    found = {(f.material, f.value_t) for f in comparisons().figures if f.home == "NLD"}
    assert {("neodymium", 1106), ("cobalt", 2148), ("copper", 240841)} <= found
    rate = comparisons().rates[0]
    assert rate.value == pytest.approx(260 / 401, abs=0.001)
