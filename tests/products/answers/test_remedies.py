"""Answers on demand, urban mine, stockpile, measures and product groups, from the edition."""

import json

import pytest

from grondstof.assess.recipe import Question
from grondstof.errors import InputError, UnknownName
from grondstof.products.answers import (
    demand,
    measures,
    product_group,
    product_group_files,
    stockpile,
    urban_mine,
)


def ask(module, edition, **wanted):
    """Return the answer of a module, checked to be sound JSON in both languages."""
    options = wanted.pop("options", {})
    found = module.answer(edition, Question(options=options, **wanted))
    assert found.sentence.nl != found.sentence.en
    json.dumps(found.to_dict(), allow_nan=False)
    return found


def test_demand_for_batteries_in_2040(edition):
    found = ask(demand, edition, year=2040, options={"chain": "battery"})
    cobalt = [row for row in found.rows if row["material_id"] == "cobalt"]
    assert {row["scenario_id"] for row in cobalt} == {"nl-adapt", "nl-transform"}
    assert all(row["demand_t_low"] < row["demand_t"] < row["demand_t_high"] for row in cobalt)
    assert found.tables["scenarios"]
    assert found.tables["benchmark"]


def test_demand_of_the_world_stands_beside_published_figures(edition):
    found = ask(demand, edition, home="world", options={"chain": "wind"})
    assert {row["publisher"] for row in found.tables["published"]} == {
        "International Energy Agency (IEA)"
    }
    assert all(row["kind"] == "published" for row in found.tables["published"])


def test_a_year_beyond_a_scenario_is_a_gap(edition):
    found = ask(demand, edition, home="EU27", year=2050, options={"chain": "solar-pv"})
    assert all(row["demand_t"] is None for row in found.rows)
    assert any("end before 2050" in gap.why for gap in found.gaps)


def test_the_urban_mine_counts_magnets_once(edition):
    found = ask(urban_mine, edition, material="neodymium")
    counted = {row["product_id"]: row["counted"] for row in found.rows}
    assert counted == {"permanent-magnet": True, "wind-turbine": False}
    assert [row["published_t"] for row in found.tables["published"]] == [1106]


def test_an_urban_mine_nobody_knows_is_a_gap_and_no_zero(edition):
    found = ask(urban_mine, edition, material="tantalum")
    assert not found.rows
    assert len(found.gaps) == 2


def test_sixty_days_of_gallium(edition):
    found = ask(stockpile, edition, material="gallium", options={"cover_days": 60})
    row = found.rows[0]
    assert 0.1 < row["stock_t_low"] < row["stock_t"] < row["stock_t_high"] < 5.0
    assert row["purchase_eur"] > row["yearly_cost_eur"] > 0
    assert 0.0 < row["shortage_met_share"] <= 1.0
    fields = {item["field"]: item["value_en"] for item in found.tables["article_22"]}
    assert fields["held-now"] is None
    assert fields["supplier"] == "CHN"
    assert "China" in found.sentence.nl


def test_a_use_of_ones_own_and_rules_that_cannot_be(edition):
    found = ask(stockpile, edition, material="gallium",
                options={"cover_days": 73, "use_t": 10.0})  # fmt: skip
    assert found.rows[0]["stock_t"] == pytest.approx(2.0)
    with pytest.raises(InputError) as caught:
        ask(stockpile, edition, options={"least_share": 2.0, "wait_months": -1})
    assert [fault.where for fault in caught.value.faults] == ["least_share", "wait_months"]


def test_measures_for_magnets_say_how_sure_the_order_is(edition):
    found = ask(measures, edition, options={"chain": "permanent-magnet", "budget": 50e6})
    priced = [row for row in found.rows if row["rank"] is not None]
    assert [row["rank"] for row in priced] == list(range(1, len(priced) + 1))
    assert sum(row["best_share"] for row in priced) == pytest.approx(1.0)
    sure = priced[0]["best_share"] >= 0.8
    assert ("best buy" in found.sentence.en) == sure
    choice = found.tables["choice"][0]
    assert choice["cost_eur"] <= 50e6
    assert choice["gap_share"] < 0.01
    without = [row for row in found.rows if row["rank"] is None]
    assert without
    assert all(row["chosen"] is None and row["effect_rank"] for row in without)
    avoided = [row["avoided_share"] for row in found.tables["frontier"]]
    assert avoided == sorted(avoided)


def test_a_plant_counts_with_its_published_investment(edition):
    """Magnets: 75 million euros for 2,000 tonnes a year; a quarter of use at 31 % rare earths."""
    found = ask(measures, edition, options={"chain": "permanent-magnet"})
    row = next(row for row in found.rows if row["measure_id"] == "magnets-at-home")
    use = sum(node["use_t"] or 0.0 for node in found.tables["nodes"])
    assert row["cost_eur"] == pytest.approx(37_500 * 0.25 * use / 0.31)
    assert row["cost_eur_low"] < row["cost_eur"] < row["cost_eur_high"]
    assert "Automotive World" in row["cost_source"]
    assert any("only the investment" in gap.why for gap in found.gaps)
    unpriced = [row for row in found.rows if row["cost_source"] is None]
    assert unpriced
    assert all(row["rank"] is None and row["cost_eur"] is None for row in unpriced)


def test_the_bound_that_values_most_materials_is_taken_and_named(edition):
    """Lithium and graphite have a price and no use by industry: battery measures count by price."""
    found = ask(measures, edition, options={"chain": "battery"})
    assert {row["material_id"] for row in found.tables["nodes"] if row["use_t"]} >= {"lithium"}
    assert "dearer purchase" in found.notes[-1].en
    high = ask(measures, edition, options={"chain": "battery", "bound": "high"})
    assert "standstill" in high.notes[-1].en


def test_measures_that_cannot_be_asked(edition):
    with pytest.raises(InputError, match="the cheapest measure"):
        ask(measures, edition, options={"budget": 10.0})
    with pytest.raises(InputError, match="a reachable cap of 65%"):
        ask(measures, edition, options={"cap": True})
    with pytest.raises(InputError, match="high or low"):
        ask(measures, edition, options={"bound": "middle"})
    with pytest.raises(InputError, match="an amount above zero"):
        ask(measures, edition, options={"budget": "much"})
    with pytest.raises(UnknownName, match="toaster"):
        ask(measures, edition, options={"chain": "toaster"})


@pytest.mark.parametrize("group", sorted(product_group_files.groups()))
def test_every_product_group_has_a_page_that_says_what_is_not_known(edition, group):
    found = ask(product_group, edition, options={"group": group})
    assert len(found.tables["strategies"]) == 4
    assert found.gaps
    assert found.tables["actions"]


def test_there_are_eight_groups_and_no_ninth(edition):
    assert len(product_group_files.groups()) == 8
    with pytest.raises(UnknownName, match="product group"):
        ask(product_group, edition, options={"group": "toasters"})


def test_a_shock_scenario_takes_the_place_of_a_plain_cut(edition):
    """A year without gallium from China leaves more to meet than a plain cut."""
    plain = ask(stockpile, edition, material="gallium", options={"cover_days": 60})
    named = {"cover_days": 60, "scenario": "gallium-ban-china"}
    shock = ask(stockpile, edition, material="gallium", options=named)
    assert shock.rows[0]["stock_t"] == plain.rows[0]["stock_t"]
    assert shock.rows[0]["shortage_met_share"] < plain.rows[0]["shortage_met_share"]
    assert shock.method == "shock scenario gallium-ban-china, 200 draws"
    with pytest.raises(InputError, match="a shock to cobalt"):
        ask(stockpile, edition, material="cobalt", options=named)
