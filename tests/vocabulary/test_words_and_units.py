"""Stages, units, kinds of number, duties and industries: complete, and true to their meaning."""

from datetime import date
from importlib.resources import files

import pytest

from grondstof.errors import UnknownName
from grondstof.vocabulary import (
    flags,
    grades,
    industries,
    kinds,
    lists,
    materials,
    stages,
    units,
)
from grondstof.vocabulary.reading import fold, read_list


def test_stages_run_from_mine_to_waste():
    assert tuple(stages.stages()) == stages.STAGES
    assert [stage.rank for stage in stages.stages().values()] == [1, 2, 3, 4, 5]
    assert all(stage.name_nl != stage.name_en for stage in stages.stages().values())


@pytest.mark.parametrize(("label", "stage_id"), [("E", "extraction"), ("P", "processing")])
def test_the_stages_of_the_eu_studies(label, stage_id):
    assert stages.aliases()[label] == stage_id


@pytest.mark.parametrize(
    ("value", "unit", "tonnes"),
    [
        (1.0, "t", 1.0),
        (2_500.0, "kg", 2.5),
        (3.0, "thousand metric tons", 3_000.0),
        (1.5, "million metric tons", 1_500_000.0),
        (32_150.7466, "troy oz", 1.0),
        (2_204.62262, "lb", 1.0),
        (5_000_000.0, "ct", 1.0),
        (1.0, "long tons", 1.0160469088),
        (1.0, "short tons", 0.90718474),
    ],
)
def test_masses_become_tonnes(value, unit, tonnes):
    assert units.to_tonnes(value, unit) == pytest.approx(tonnes, rel=1e-8)


def test_a_long_ton_is_2240_pounds_and_a_short_ton_2000():
    pound = units.to_tonnes(1.0, "lb")
    assert units.to_tonnes(1.0, "long tons") == pytest.approx(2240 * pound, rel=1e-12)
    assert units.to_tonnes(1.0, "short tons") == pytest.approx(2000 * pound, rel=1e-12)


@pytest.mark.parametrize("unit", ["metr. t REO", "thousand cubic metres", "tonne of oxide", ""])
def test_what_is_not_a_mass_is_refused_and_content_is_never_converted(unit):
    with pytest.raises(UnknownName) as caught:
        units.to_tonnes(1.0, unit)
    assert caught.value.faults[0].expected == "the name of a unit of mass"


def test_every_basis_of_content_has_words():
    assert tuple(units.content_bases()) == units.CONTENT_BASES


def test_every_kind_and_status_has_words_and_every_kind_its_own_mark():
    assert tuple(kinds.kinds()) == kinds.KINDS
    assert tuple(kinds.statuses()) == kinds.STATUSES
    assert len({kind.mark for kind in kinds.kinds().values()}) == len(kinds.KINDS)


def test_withheld_is_said_to_be_no_zero():
    assert "geen nul" in kinds.statuses()["withheld"].meaning_nl
    assert "no zero" in kinds.statuses()["withheld"].meaning_en


def test_every_grade_has_two_names():
    assert all(grade.name_nl and grade.name_en for grade in grades.grades().values())


def duty_ids(material_id, on):
    return {duty.flag.flag_id for duty in flags.duties_of(material_id, on)}


def test_the_conflict_minerals_are_tin_tantalum_tungsten_and_gold():
    named = {d.material_id for d in flags.duties() if d.flag.flag_id == "conflict-minerals"}
    assert named == {"tin", "tantalum", "tungsten", "gold"}


@pytest.mark.parametrize("name", ["tin", "tantalum", "tungsten", "gold"])
def test_conflict_minerals_bind_importers_since_2021(name):
    assert duty_ids(name, date(2020, 12, 31)) == set()
    assert duty_ids(name, date(2021, 1, 1)) == {"conflict-minerals"}


@pytest.mark.parametrize("name", ["cobalt", "lithium", "natural-graphite", "nickel"])
def test_battery_due_diligence_was_moved_to_august_2027(name):
    assert duty_ids(name, date(2025, 8, 18)) == set()
    assert duty_ids(name, date(2027, 8, 18)) == {"battery-due-diligence"}


def test_copper_and_synthetic_graphite_are_not_in_the_annex_of_the_battery_regulation():
    assert duty_ids("copper", None) == set()
    assert duty_ids("synthetic-graphite", None) == set()


def test_every_duty_has_its_law_and_a_known_material():
    for duty in flags.duties():
        assert duty.material_id in materials.materials()
        assert duty.flag.legal_reference.startswith("Regulation (EU) ")
        assert duty.status in ("cited", "unverified")


def test_interests_are_five_and_each_use_names_its_document():
    assert len(flags.tags()) == 5
    register = files("grondstof.content") / "homes" / "nld" / "register" / "documents"
    known = (register / "dossier.yml").read_text(encoding="utf-8")
    for row in read_list("material_tags"):
        assert row["material_id"] in materials.materials()
        assert row["tag_id"] in flags.tags()
        assert row["use"]
        assert f"- id: {row['document_id']}\n" in known


def test_germanium_serves_energy_digital_and_health():
    found = {one.tag.tag_id for one in flags.interests_of("germanium")}
    assert found == {"energy-transition", "digital-transition", "healthcare"}


def test_there_are_88_divisions_of_which_24_make_things():
    found = [one for (system, _), one in industries.industries().items() if system == "NACE2"]
    assert len(found) == 88
    assert sum(one.section == industries.MANUFACTURING for one in found) == 24
    assert all(one.name_nl and one.name_en for one in found)


@pytest.mark.parametrize("text", ["C24", "c24", "24", "Basismetalen", "basic metals"])
def test_an_industry_is_found_by_code_or_name(text):
    assert industries.find(text).industry_code == "C24"


def test_an_unknown_industry_is_told_with_the_nearest():
    with pytest.raises(UnknownName, match="Basismetalen"):
        industries.find("Basismetaal")


def test_folding_makes_what_people_type_comparable():
    assert fold("  Côte-d’Ivoire ") == fold("cote d'ivoire")


def test_the_word_lists_of_the_room_are_not_empty():
    assert lists.lists()
    assert flags.flags()
