"""Export controls and what followed each in trade, on the shipped edition."""

import pytest

from grondstof.assess.export_followed import FOLLOWED, OUTPUT
from grondstof.assess.recipe import Question
from grondstof.products.answers import controls, controls_followed
from grondstof.products.answers.lineage import answer_row


@pytest.fixture(scope="module")
def answer(edition):
    return controls.answer(edition, Question())


def of(answer, name, partner="world"):
    rows = [row for row in answer.tables["followed"]
            if row["restriction_id"] == name and row["partner"] == partner]  # fmt: skip
    return rows[0] if rows else None


def raw(edition, exporter, codes, year, importer=None):
    """Add up the rows of the publisher, beside any code of ours."""
    found = edition.rows(
        """
        select sum(value_usd)::bigint as usd, sum(quantity_kg)::bigint as kg from reported__trade
        where exporter_id = ? and year = ? and code_system = 'HS1992' and list_contains(?, code)
          and (? is null or importer_id = ?)
        """,
        [exporter, year, codes, importer, importer],
    )
    return found[0]["usd"], found[0]["kg"]


def test_nickel_ore_of_indonesia_by_hand(edition, answer):
    """Ban of January 2020. The flows of BACI, 2019 and 2021, as they are printed [USD]."""
    row = of(answer, "ID-2020-NI")
    flows_2019 = (67_743, 1_568_184_176, 339_209, 60, 2_524_821, 6_043_545, 39_376_978)
    flows_2021 = (2_764, 32_928_788, 485_276, 1, 351_153)
    assert (row["before_year"], row["year"], row["phase"]) == (2019, 2021, "after")
    assert row["before_usd"] == sum(flows_2019) == raw(edition, "IDN", ["260400"], 2019)[0]
    assert row["value_usd"] == sum(flows_2021) == raw(edition, "IDN", ["260400"], 2021)[0]
    assert row["change_value"] == pytest.approx(33_767_982 / 1_616_536_532 - 1)
    # Weights of most of this trade were filled in, so no change of weight is told.
    assert (row["basis"], row["change_quantity"]) == ("code-map", None)


@pytest.mark.parametrize(
    ("name", "seller", "codes", "before", "after"),
    [
        ("CN-2023-39", "CHN", ["250410"], 2022, 2024),
        ("CN-2024-33", "CHN", ["261710"], 2023, 2024),
        ("CD-2021", "COD", ["260300"], 2020, 2022),
        ("ID-2023-CU", "IDN", ["260111", "260112", "260300", "260700", "260800"], 2022, 2024),
    ],
)
def test_values_are_those_of_the_raw_rows(edition, answer, name, seller, codes, before, after):
    row = of(answer, name)
    assert (row["before_year"], row["year"]) == (before, after)
    assert row["before_usd"] == raw(edition, seller, codes, before)[0]
    assert row["value_usd"] == raw(edition, seller, codes, after)[0]


def test_exports_to_the_home_are_those_of_the_raw_rows(edition, answer):
    row = of(answer, "CN-2023-39", "home")
    assert row["partner_id"] == "NLD"
    assert row["value_usd"] == raw(edition, "CHN", ["250410"], 2024, "NLD")[0]


def test_weights_are_those_of_the_publisher_where_it_printed_all(edition, answer):
    """Graphite to the United States: every weight is printed."""
    row = of(answer, "CN-2024-46-2-graphite", "destination")
    kg = raw(edition, "CHN", ["250410", "250490"], 2024, "USA")[1]
    assert row["quantity_t"] == pytest.approx(kg / 1000)
    assert row["quantity_t_low"] == row["quantity_t_high"] == row["quantity_t"]
    assert row["change_quantity"] == pytest.approx(row["quantity_t"] / row["before_t"] - 1)


def test_every_change_follows_from_the_two_amounts_beside_it(answer):
    years = answer.tables["followed_years"]
    assert any(row["change_value"] is not None for row in years)
    assert any(row["change_quantity"] is not None for row in years)
    for row in years:
        if row["change_value"] is not None:
            again = row["before_usd"] * (1 + row["change_value"])
            assert again == pytest.approx(row["value_usd"], abs=0.5), row["row_id"]
        if row["change_quantity"] is not None:
            again = row["before_t"] * (1 + row["change_quantity"])
            assert again == pytest.approx(row["quantity_t"], abs=1e-3), row["row_id"]


def test_a_measure_younger_than_the_trade_gives_a_gap(edition, answer):
    newest = edition.rows('select max(year) as y from "settled__trade"')[0]["y"]
    young = {row["restriction_id"] for row in answer.rows if row["valid_from"].year > newest}
    told = [row for row in answer.tables["followed"] if row["restriction_id"] in young]
    assert told
    for row in told:
        assert (row["value_usd"], row["quantity_t"], row["change_value"]) == (None, None, None)
        assert "later_trade" in row["lacks"]
    gap = next(gap for gap in answer.gaps if "younger than the trade" in gap.why)
    assert "not 0" in gap.effect


def test_what_followed_is_never_called_what_was_caused(answer):
    assert controls_followed.NOTE in answer.notes
    assert "not what the measure caused" in controls_followed.NOTE.en


def test_codes_of_our_map_stand_apart(answer):
    rows = {row["restriction_id"]: row for row in answer.rows}
    assert rows["CD-2021"]["codes"] is None
    assert rows["CD-2021"]["mapped_codes"] == "260300"
    # The goods of this measure were read with all their codes: none of ours stands beside them.
    assert rows["ZA-2025-CU"]["mapped_codes"] is None
    # No code of the map holds lithium ore.
    assert (rows["ZW-2026"]["codes"], rows["ZW-2026"]["mapped_codes"]) == (None, None)
    coded = [row for row in rows.values() if row["codes"] or row["mapped_codes"]]
    assert len(coded) >= 23


def test_another_home_is_answered_by_the_same_recipe(edition, answer):
    other = controls.answer(edition, Question(home="DEU"))
    assert of(other, "ID-2020-NI")["change_value"] == of(answer, "ID-2020-NI")["change_value"]
    assert of(other, "CN-2023-39", "home")["partner_id"] == "DEU"
    tables = {name: edition.arrow(f'select * from "{name}"') for name in FOLLOWED.reads}
    again = FOLLOWED.run(tables, Question(home="NLD")).to_pylist()
    held = edition.rows(
        f'select * from "{OUTPUT}" where home_id = ? '
        "order by home_id, restriction_id, basis, partner, year",
        ["NLD"],
    )
    assert held == again


def test_a_number_walks_back_to_the_lines_of_the_publisher(edition):
    key = {"home_id": "NLD", "restriction_id": "ID-2020-NI", "basis": "code-map",
           "partner": "world", "year": 2021}  # fmt: skip
    rows = answer_row(edition, OUTPUT, key, "change_value").rows
    claims = [row for row in rows if row["table"] == "reported__trade"]
    assert {row["key"][:4] for row in claims} == {"2019", "2021"}
    assert sum(row["value"] for row in claims) == 1_616_536_532 + 33_767_982
    assert any(row["table"] == "reported__restriction" for row in rows)


def test_a_narrowed_question_tells_only_of_its_measures(edition):
    found = controls.answer(edition, Question(material="nickel"))
    assert {row["restriction_id"] for row in found.tables["followed"]} == {"ID-2020-NI"}
    assert {row["restriction_id"] for row in found.tables["followed_years"]} == {"ID-2020-NI"}
