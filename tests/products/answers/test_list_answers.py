"""The list, its reasons and its methods as answers on the shipped edition."""

import pytest

from grondstof.assess.recipe import Question
from grondstof.errors import InputError, UnknownName
from grondstof.products.answers import (
    ec_change,
    edition_change,
    edition_diff,
    explanation,
    explanation_national,
    hindsight,
    list_method,
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


def test_methods_side_by_side_give_a_reason_for_every_material(edition) -> None:
    rows = methods.answer(edition, Question("NLD")).tables["side_by_side"]
    assert len({row["material_id"] for row in rows}) == len(rows) >= 85
    assert all(row["why_nl"] and row["why_en"] for row in rows)
    wide = [row for row in rows if row["differ"] is not None and row["differ"] >= 0.1]
    assert wide
    assert all(row["why_en"].startswith("Higher with") for row in wide)


def test_published_results_stand_beside_ours_with_the_misses(edition) -> None:
    rows = methods.answer(edition, Question("NLD")).tables["published"]
    found = {row["row_id"]: row for row in rows}
    for year in (2022, 2023):
        for name in ("cobalt", "lithium", "nickel", "rare-earths", "copper"):
            assert found[f"geopolrisk/NLD/{name}/{year}/concentration"]["agrees"]
    missed = found["geopolrisk/NLD/rare-earths/2023/score"]
    assert not missed["agrees"]
    assert "cannot be reproduced" in missed["reason_en"]
    near = [row for row in rows if row["what"] == "score" and row["year"] == 2022]
    assert all(abs(row["difference"]) < 0.002 for row in near)
    gallium = found["dera/gallium/2018"]
    assert gallium["published_value"] == 9244
    assert gallium["own_value"] == pytest.approx(8925, abs=1)
    assert "same class" in gallium["reason_en"]


def test_the_doubt_of_the_list_has_a_source_and_shares_that_fit(listed) -> None:
    rows = listed.tables["variance_groups"]
    assert [row["share"] for row in rows] == sorted((r["share"] for r in rows), reverse=True)
    assert 0.9 < sum(row["share"] for row in rows) < 1.1
    assert rows[0]["largest_share"] <= 1.0


def test_the_threshold_in_use_is_marked_once_and_gives_the_list(listed) -> None:
    for axis in ("supply_risk", "importance_share"):
        rows = [row for row in listed.tables["along_threshold"] if row["axis"] == axis]
        [used] = [row for row in rows if row["in_use"]]
        counted = sum(row["verdict"] == "listed" for row in listed.rows)
        # Fewer draws decide along the threshold than in the list.
        assert abs(used["listed"] - counted) <= 1


def test_without_a_judgement_the_list_without_judgements_is_the_list(listed) -> None:
    assert listed.tables["without_judgements"] == []
    assert all(row["verdict_without_judgements"] == row["verdict"] for row in listed.rows)


def test_the_method_gives_every_choice_with_reason_and_source(edition) -> None:
    rows = list_method.answer(edition, Question("NLD")).rows
    assert len(rows) >= 27
    assert all(row["reason_nl"] and row["reason_en"] and row["source"] for row in rows)
    assert not any(row["reason_nl"] == row["reason_en"] for row in rows)
    assert "niet de officiële" in (list_method.written("NLD", "nl") or "")
    assert list_method.written("DEU", "en") is None


def test_which_editions_are_compared(monkeypatch) -> None:
    monkeypatch.setattr(edition_diff.editions, "names", lambda: ["2026", "2027", "preview"])
    assert edition_diff.between("2027", None, None) == ("2026", "2027")
    assert edition_diff.between("2026", None, None) == ("2026", "2027")
    assert edition_diff.between("2026", "2027", "2026") == ("2027", "2026")
    monkeypatch.setattr(edition_diff.editions, "names", lambda: ["2026", "preview"])
    assert edition_diff.between("2026", None, None) is None


def test_an_edition_that_is_not_there_cannot_be_compared(edition) -> None:
    with pytest.raises(UnknownName):
        edition_diff.answer(edition, Question(options={"before": "1999", "after": "2026"}))


def test_the_terms_of_all_materials_together_are_those_one_by_one(edition, monkeypatch) -> None:
    """A site of files asks them all at once; each input has a stream of its own."""
    monkeypatch.setattr(explanation_national, "_kept", {})
    asked = [Question("NLD", material=name) for name in ("gallium", "cobalt", "lithium")]
    alone = [explanation.answer(edition, one).rows for one in asked]
    explanation_national.keep_all(edition, "NLD")
    assert [explanation.answer(edition, one).rows for one in asked] == alone
