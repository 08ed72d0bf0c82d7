"""The list, its reasons and its methods as answers on the shipped edition."""

import pytest

from grondstof.assess.recipe import Question
from grondstof.errors import InputError, UnknownName
from grondstof.products.answers import (
    ec_change,
    edition_change,
    explanation,
    hindsight,
    methods,
    national_list,
)


@pytest.fixture(scope="module")
def listed(edition):
    return national_list.answer(edition, Question("NLD"))


def test_the_list_says_who_is_not_assessed_and_never_ranks_them_low(listed) -> None:
    open_ = [row for row in listed.rows if row["verdict"] == "not-assessed"]
    assert {"germanium", "lithium", "nickel"} <= {row["material_id"] for row in open_}
    assert listed.rows[-len(open_) :] == open_
    assert len(listed.tables["not_assessed"]) == len(open_)
    assert f"{len(open_)} are not assessed" in listed.sentence.en


def test_gallium_is_on_the_dutch_list_though_not_on_the_eu_scale(listed) -> None:
    row = next(row for row in listed.rows if row["material_id"] == "gallium")
    assert row["verdict"] == "listed"
    assert row["importance_eu_method"] < 2.8


def test_the_list_moves_along_its_thresholds(listed) -> None:
    for axis in ("supply_risk", "importance_share"):
        counts = [row["listed"] for row in listed.tables["along_threshold"] if row["axis"] == axis]
        assert counts == sorted(counts, reverse=True)
        assert counts[0] > counts[-1]


def test_missing_use_shares_are_the_gap_worth_closing_first(listed) -> None:
    assert listed.tables["value_of_information"][0]["gap"] == "use_shares_missing"


def test_products_inherit_along_the_focus_chains(listed) -> None:
    found = {row["entry_id"]: row for row in listed.tables["products"]}
    assert found["magnet-alloy"]["worst_material_id"] in ("dysprosium", "terbium")


def test_why_gallium_is_there_in_terms_that_multiply_out(edition) -> None:
    found = explanation.answer(edition, Question("NLD", material="gallium"))
    terms = {row["term"]: row for row in found.rows}
    core = terms["HHI_GS"]["value"] / 2 + terms["HHI_home"]["value"] / 2
    filled = found.tables["formula"][0]["filled_in"]
    point = core * (1 - terms["EoL_RIR"]["value"]) * terms["SI_SR"]["value"]
    assert float(filled.rpartition("= ")[2]) == pytest.approx(point, abs=0.006)
    assert all(row["value_low"] <= row["value"] for row in found.rows if row["value_low"])
    assert [row["row_id"] for row in found.tables["restrictions"]]
    assert sum(row["share"] for row in found.tables["variance"]) < 1.2


def test_the_terms_of_the_eu_method_are_of_one_stage_with_its_scope(edition) -> None:
    asked = Question("EU27", material="arsenic", options={"method": "eu-2023"})
    found = explanation.answer(edition, asked)
    assert found.tables["formula"][0]["scope"] == "global-only"
    assert "HHI_EU" not in found.tables["formula"][0]["symbols"]
    terms = {row["term"]: row for row in found.rows}
    assert terms["SI_SR"]["value_high"] <= 1.0


@pytest.mark.parametrize(
    ("material", "before", "after"), [("gallium", 1.4, 3.9), ("cobalt", 1.6, 2.8)]
)
def test_the_eu_from_2017_to_2023_in_public_factors(edition, material, before, after) -> None:
    found = ec_change.answer(edition, Question("EU27", material=material))
    total = sum(row["contribution"] for row in found.rows)
    assert total == pytest.approx(after - before, abs=1e-9)
    assert all(row["contribution_low"] <= row["contribution"] for row in found.rows)


def test_an_edition_beside_itself_has_not_moved(edition) -> None:
    found = edition_change.answer(edition, edition, Question("NLD"))
    assert found.rows == []
    assert found.tables["sources"] == []


def test_methods_agree_in_part_and_leave_open_what_they_cannot_know(edition) -> None:
    found = methods.answer(edition, Question("NLD", material="gallium"))
    assert "geopolrisk" not in {row["method_id"] for row in found.rows}
    assert "geopolrisk" in {gap.what for gap in found.gaps}
    taus = [row["kendall_tau"] for row in found.tables["agreement"]]
    assert all(0.2 < tau < 0.9 for tau in taus)


def test_hindsight_publishes_its_misses(edition) -> None:
    found = hindsight.answer(edition, Question())
    assert found.tables["misses"]
    newest = found.rows[-1]
    assert newest["hit"] > newest["miss"]
    assert newest["false_alarm"] > 0


def test_unknown_names_and_homes_without_data_are_refused(edition) -> None:
    with pytest.raises(UnknownName):
        national_list.answer(edition, Question("XXX"))
    with pytest.raises(InputError, match="no value added by industry"):
        national_list.answer(edition, Question("COD"))
    with pytest.raises(UnknownName):
        explanation.answer(edition, Question("NLD", material="unobtainium"))
