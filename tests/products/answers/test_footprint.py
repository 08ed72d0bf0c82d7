"""Footprint and sector on the shipped edition: every account, its age, and what is published."""

import pytest

from grondstof.assess.recipe import Question
from grondstof.errors import InputError, UnknownName
from grondstof.products.answers import footprint, sector


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
    assert "nothing was calibrated" in found.notes[-1].en


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
