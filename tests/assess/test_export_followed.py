"""What followed an export restriction, on trade small enough to add up by hand."""

import json
from datetime import date

import pytest

from grondstof.assess.export_codes import MAPPED, NAMED, counted, mapped_codes, six_digits
from grondstof.assess.export_followed import FOLLOWED
from grondstof.assess.recipe import Question
from tests.assess.trade_world import joined, settled, trade

ORE = "261710"  # antimony ore in our code map


def measure(start=date(2021, 5, 1), aim=None, materials=("antimony",), **body):
    """Return the two tables that tell of one measure of China."""
    rows = [
        {"restriction_id": "m", "material_id": name, "territory_id": "CHN", "destination_id": aim,
         "valid_from": start, "form": "licence"}
        for name in materials
    ]  # fmt: skip
    item = {"item_id": "restriction-m", "kind": "restriction", "body": json.dumps(body)}
    return {
        "reported__restriction": settled("reported__restriction", *rows),
        "reported__register_item": settled("reported__register_item", item),
    }


def run(flows, told, home="NLD"):
    tables = {"settled__trade": flows, **told}
    return FOLLOWED.run(tables, Question(home=home)).to_pylist()


def pick(rows, partner, year, basis=NAMED):
    found = [row for row in rows
             if (row["partner"], row["year"], row["basis"]) == (partner, year, basis)]  # fmt: skip
    assert len(found) == 1
    return found[0]


THREE_YEARS = joined(
    trade(("CHN", "NLD", 100, 10), ("CHN", "USA", 300, 30), ("AUS", "NLD", 7, 1), code=ORE,
          year=2020),
    trade(("CHN", "NLD", 90, 9), ("CHN", "USA", 210, 20), code=ORE, year=2021),
    trade(("CHN", "USA", 80, 4), ("AUS", "NLD", 9, 1), code=ORE, year=2022),
)  # fmt: skip


def test_a_case_by_hand():
    rows = run(THREE_YEARS, measure(codes=["2617.10.1000"]))
    before, after = pick(rows, "world", 2020), pick(rows, "world", 2022)
    assert (before["value_usd"], before["quantity_t"], before["phase"]) == (400, 0.04, "before")
    assert (after["value_usd"], after["before_usd"], after["phase"]) == (80, 400, "after")
    assert after["change_value"] == pytest.approx(-0.8)
    assert after["change_quantity"] == pytest.approx(-0.9)
    # 10,000 USD/t before, 20,000 USD/t after.
    assert after["change_unit_value"] == pytest.approx(1.0)
    assert (after["kind"], after["oldest_year"], after["lacks"]) == ("computed", 2020, None)
    assert before["change_value"] is None


def test_exports_to_all_homes_add_up_to_those_to_the_world():
    told = measure(codes=["261710"])
    world = {row["year"]: row["value_usd"] for row in run(THREE_YEARS, told)
             if row["partner"] == "world"}  # fmt: skip
    parts = dict.fromkeys(world, 0)
    for home in ("NLD", "USA", "AUS"):
        for row in run(THREE_YEARS, told, home):
            if row["partner"] == "home":
                parts[row["year"]] += row["value_usd"] or 0
    assert parts == world


def test_a_year_without_a_printed_flow_is_empty_and_says_so():
    row = pick(run(THREE_YEARS, measure(codes=["261710"])), "home", 2022)
    assert (row["value_usd"], row["change_value"]) == (None, None)
    assert row["lacks"] == "printed_flow"


def test_a_measure_younger_than_the_trade_is_a_gap_and_never_zero():
    rows = run(THREE_YEARS, measure(start=date(2023, 3, 1), codes=["261710"]))
    assert sorted({row["year"] for row in rows}) == [2022, 2023]
    young = pick(rows, "world", 2023)
    assert young["before_usd"] == 80
    assert {young[name] for name in ("value_usd", "quantity_t", "change_value")} == {None}
    assert young["lacks"] == "later_trade"


def test_a_measure_far_younger_has_no_year_before_either():
    rows = run(THREE_YEARS, measure(start=date(2029, 1, 1), codes=["261710"]))
    assert {row["value_usd"] for row in rows} == {None}
    assert {row["lacks"] for row in rows} == {"later_trade"}


def test_a_measure_aimed_at_one_territory_has_its_own_rows():
    rows = run(THREE_YEARS, measure(aim="USA", codes=["261710"]))
    row = pick(rows, "destination", 2021)
    assert (row["value_usd"], row["partner_id"]) == (210, "USA")
    assert row["change_value"] == pytest.approx(-0.3)


def test_a_home_group_is_its_members():
    flows = joined(
        trade(
            ("CHN", "NLD", 5, 1), ("CHN", "DEU", 6, 1), ("CHN", "USA", 9, 1), code=ORE, year=2020
        ),
        trade(("CHN", "DEU", 22, 1), code=ORE, year=2021),
    )
    rows = run(flows, measure(codes=["261710"]), "EU27")
    assert pick(rows, "home", 2020)["value_usd"] == 11
    assert pick(rows, "home", 2021)["change_value"] == pytest.approx(1.0)


def test_weights_that_were_filled_in_are_not_compared():
    filled = trade(("CHN", "USA", 100, 10), code=ORE, year=2020)
    place = filled.schema.get_field_index("quantity_basis")
    filled = filled.set_column(place, filled.schema.field(place), [["missing"]])
    flows = joined(filled, trade(("CHN", "USA", 50, 5), code=ORE, year=2021))
    row = pick(run(flows, measure(codes=["261710"])), "world", 2021)
    assert row["change_value"] == pytest.approx(-0.5)
    assert (row["change_quantity"], row["change_unit_value"]) == (None, None)
    assert row["lacks"] == "change_quantity;change_unit_value"


def test_a_flow_without_weight_leaves_the_tonnes_open():
    flows = joined(
        trade(("CHN", "USA", 100, None), code=ORE, year=2020),
        trade(("CHN", "USA", 50, 5), code=ORE, year=2021),
    )
    row = pick(run(flows, measure(codes=["261710"])), "world", 2020)
    assert (row["value_usd"], row["quantity_t"]) == (100, None)
    assert "quantity_t" in row["lacks"]


def test_codes_of_the_map_stand_apart_from_those_of_the_measure():
    told = measure(codes=["261710"], trade_stages=["extraction"])
    rows = run(THREE_YEARS, told)
    assert {row["basis"] for row in rows} == {NAMED, MAPPED}
    assert pick(rows, "world", 2022, MAPPED)["codes_counted"] == f"HS1992 {ORE}"


def test_without_codes_and_stages_nothing_is_claimed():
    assert run(THREE_YEARS, measure()) == []


def test_a_code_that_ships_in_two_vintages_counts_once():
    flows = joined(THREE_YEARS, trade(("CHN", "USA", 999, 1), code=ORE, year=2022,
                                      code_system="HS2017"))  # fmt: skip
    row = pick(run(flows, measure(codes=["261710"])), "world", 2022)
    assert (row["value_usd"], row["codes_counted"]) == (80, f"HS1992 {ORE}")


def test_a_code_that_came_later_does_not_move_the_sum():
    flows = joined(THREE_YEARS, trade(("CHN", "USA", 999, 1), code="811010", year=2022))
    row = pick(run(flows, measure(codes=["261710", "811010"])), "world", 2022)
    assert row["value_usd"] == 80
    assert row["codes_left_out"] == "811010"


def test_codes_are_cut_to_six_digits_once():
    assert six_digits(["2617101000", "2617.10.90", "2610", "2610.00"]) == ("261710", "261000")


def test_stages_narrow_the_codes_of_the_map():
    assert mapped_codes(["nickel"], ["extraction"]) == ("260400",)
    assert mapped_codes(["nickel"], []) == ()
    # A rare earth is found under the codes of its group.
    assert mapped_codes(["holmium"], ["processing"]) == ("280530", "284690")


def test_codes_that_ship_in_one_year_only_count_where_no_other_does():
    years = {("HS2017", "280429"): {2022, 2024}}
    assert counted(["280429", "999999"], years, 2021, 2024) == (
        [("HS2017", "280429")], ["999999"],
    )  # fmt: skip
