"""Footprint and sector on the shipped edition: every account, its age, and what is published."""

import pytest

from grondstof.assess.recipe import Question
from grondstof.errors import InputError, UnknownName
from grondstof.products.answers import footprint, sector, sectors
from grondstof.products.answers.list_suppliers import supplier_table
from grondstof.vocabulary import lists


def test_cobalt_has_its_accounts_with_interval_and_age(edition):
    found = footprint.answer(edition, Question(home="NLD", material="kobalt"))
    accounts = {(row["account"], row["cut_id"]): row for row in found.rows}
    assert set(accounts) >= {("direct", "all"), ("indirect", "all"), ("footprint", "all")}
    for row in accounts.values():
        assert row["quantity_t_low"] <= row["quantity_t"] <= row["quantity_t_high"]
        assert row["oldest_year"] <= 2011
    assert (
        accounts["indirect", "industry"]["quantity_t"] < accounts["indirect", "all"]["quantity_t"]
    )
    text = found.notes[0].en
    assert "Structure 2011" in text
    assert "allocation to industries judged" in text


def test_congo_has_no_region_and_stands_as_an_origin(edition):
    found = footprint.answer(edition, Question(home="NLD", material="cobalt"))
    origins = {row["cut_id"]: row for row in found.tables["origin"] if row["account"] == "indirect"}
    assert origins["COD"]["quantity_t"] > 0.0
    assert origins["COD"]["name_en"] == "DR Congo" or "Congo" in origins["COD"]["name_en"]


def test_published_ratios_stand_beside_ours_uncalibrated(edition):
    found = footprint.answer(edition, Question(home="NLD"))
    ratio = {(row["concept"], row["basis"]): row for row in found.tables["ratio"]}
    whole = "indirect imports to direct imports"
    assert ratio[whole, "published"]["value"] == 2.0
    assert ratio[f"{whole} of business", "published"]["value"] == 1.5
    assert ratio[whole, "own"]["kind"] == "modelled"
    assert ratio[whole, "own"]["value"] > ratio[f"{whole} of business", "own"]["value"] > 0.0
    for concept in (whole, f"{whole} of business"):
        ours = ratio[concept, "own"]
        assert ours["value_low"] <= ours["value"] <= ours["value_high"]
        assert "chapter 7" in ratio[concept, "published"]["locator"]
    assert "nothing was calibrated" in found.notes[-1].en


def test_our_ratio_follows_from_the_accounts_that_are_shown(edition):
    """The middle, and its low end, added up again from the rows of the answer."""
    found = footprint.answer(edition, Question(home="NLD"))
    critical = set(lists.members("eu-crma-critical"))
    direct, indirect = (
        {
            row["material_id"]: row
            for row in found.rows
            if (row["account"], row["cut_id"]) == (account, "all")
            and row["value_musd"] is not None
            and row["material_id"] in critical
        }
        for account in ("direct", "indirect")
    )
    both = sorted(set(direct) & set(indirect))
    ours = found.tables["ratio"][0]
    assert ours["materials_count"] == len(both)
    above = sum(indirect[name]["value_musd"] for name in both)
    assert ours["value"] == pytest.approx(above / sum(direct[n]["value_musd"] for n in both))
    low = sum(indirect[name]["value_musd_low"] for name in both)
    assert ours["value_low"] == pytest.approx(
        low / sum(direct[name]["value_musd_high"] for name in both)
    )


def test_reasons_for_the_difference_stand_beside_the_ratio(edition):
    found = footprint.answer(edition, Question(home="NLD"))
    ours = found.tables["ratio"][0]["value"]
    reasons = {row["reason_id"]: row for row in found.tables["difference"]}
    assert set(reasons) == {"re-exports", "largest-material", "coverage", "years", "valuation"}
    assert reasons["re-exports"]["value"] < ours
    assert reasons["largest-material"]["value"] < ours
    assert "2011" in reasons["years"]["reason_en"]
    assert "2019" in reasons["years"]["reason_nl"]
    abroad = footprint.answer(edition, Question(home="DEU"))
    assert abroad.tables.get("difference", []) == []


def test_axis_with_suppliers_ranks_every_material_with_use_shares(edition):
    found = footprint.answer(edition, Question(home="NLD"))
    axis = found.tables["axis"]
    assert len(axis) == 60
    assert [row["rank_total"] for row in axis] == list(range(1, 61))
    assert sorted(row["rank_direct"] for row in axis) == list(range(1, 61))


def test_any_home_with_a_region_is_answered_and_others_are_told_why_not(edition):
    found = footprint.answer(edition, Question(home="DEU", material="tungsten"))
    assert {row["home_id"] for row in found.rows} == {"DEU"}
    with pytest.raises(InputError) as error:
        footprint.answer(edition, Question(home="COD", material="tungsten"))
    assert "region of its own" in error.value.faults[0].expected


def test_sector_says_its_level_and_the_value_added_behind_each_material(edition):
    found = sector.answer(edition, Question(home="NLD", options={"sector": "C28"}))
    assert found.rows[0]["level"] == "WIOD35 c13: C28, C33"
    values = [row["dependent_musd"] for row in found.rows]
    assert values == sorted(values, reverse=True)
    for row in found.rows:
        assert row["direct_part"] <= row["total_part"] + 1e-12
    published = found.tables["value_added"][0]
    assert (published["industry_code"], published["year"]) == ("C28", 2020)
    same = sector.answer(edition, Question(home="NLD", options={"sector": "WIOD35:c13"}))
    assert [row["row_id"] for row in same.rows] == [row["row_id"] for row in found.rows]


def test_industry_of_the_table_shows_value_added_of_all_that_it_holds(edition):
    found = sector.answer(edition, Question(home="NLD", options={"sector": "WIOD35:c13"}))
    added = found.tables["value_added"]
    assert {row["industry_code"] for row in added} >= {"C28"}
    assert all(row["name_nl"] and row["kind"] == "published" for row in added)


def test_industries_say_which_divisions_they_hold(edition):
    rows = {row["industry_code"]: row for row in sectors.answer(edition, Question()).rows}
    assert rows["c13"]["divisions"] == "C28, C33"


def test_list_with_suppliers_ranks_the_materials_of_the_list_both_ways(edition):
    listed = [
        {"material_id": "cobalt", "verdict": "listed"},
        {"material_id": "tungsten", "verdict": "watch"},
        {"material_id": "germanium", "verdict": "listed"},
    ]
    rows = supplier_table(edition, "NLD", listed)
    # Germanium has no use shares, so nothing says which value added stands behind it.
    assert {row["material_id"]: row["verdict"] for row in rows} == {
        "cobalt": "listed",
        "tungsten": "watch",
    }
    assert sorted(row["rank_total"] for row in rows) == [1, 2]
    for row in rows:
        assert row["rank_change"] == row["rank_direct"] - row["rank_total"]
        assert row["dependent_musd"] > row["direct_musd"] > 0.0
        assert row["name_nl"]
    assert supplier_table(edition, "COD", listed) == []


def test_unknown_industry_names_the_nearest(edition):
    with pytest.raises(UnknownName) as error:
        sector.answer(edition, Question(home="NLD", options={"sector": "C280"}))
    assert "C28" in error.value.nearest


def test_json_is_the_common_envelope(edition):
    found = footprint.answer(edition, Question(home="NLD", material="cobalt")).to_dict()
    assert found["answer"] == "footprint"
    assert {"rowId", "homeId", "quantityT", "quantityTLow", "worldShare", "nameNl"} <= set(
        found["rows"][0]
    )
    assert {"wiod", "ec_study", "baci"} <= {row["sourceId"] for row in found["sources"]}


def test_a_material_without_use_shares_has_no_accounts(edition):
    """Germanium has no use shares that may ship: no rows, and a sentence that says so."""
    found = footprint.answer(edition, Question(material="germanium"))
    assert list(found.rows) == []
    assert "germanium" in found.sentence.nl.lower()
