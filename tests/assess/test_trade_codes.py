"""The map of codes: reviewed, graded, and without one name for a pool."""

import csv

import pytest

from grondstof.assess import trade_codes
from grondstof.assess.trade_codes import code_names, codes, codes_of, find_code, official
from grondstof.errors import InputError, UnknownName
from grondstof.store.content import content_folder


@pytest.mark.parametrize(("system", "code"), [("HS2017", "811292"), ("HS1992", "270112")])
def test_a_code_that_pools_materials_carries_no_name_of_one(system, code):
    from grondstof.vocabulary.materials import materials

    found = codes()[system, code]
    assert found.pooled
    assert found.single is None
    assert len(found.materials) > 1
    names = materials()
    for material in found.materials:
        assert found.name_nl.casefold() != names[material].name_nl.casefold()
        assert found.name_en.casefold() != names[material].name_en.casefold()


def test_every_row_of_the_map_has_a_grade_and_a_reason():
    for code in codes().values():
        for link in code.links:
            assert link.match in ("exact", "dominant", "proxy", "pooled")
            assert link.reason


def test_contents_computed_from_atomic_weights():
    weight = {"Li": 6.94, "C": 12.011, "O": 15.999, "Co": 58.933, "W": 183.84, "Sr": 87.62}
    carbonate = weight["C"] + 3 * weight["O"]
    lithium = 2 * weight["Li"] / (2 * weight["Li"] + carbonate)
    assert codes()["HS1992", "283691"].links[0].content[0] == pytest.approx(lithium, abs=1e-3)
    strontium = weight["Sr"] / (weight["Sr"] + carbonate)
    assert codes()["HS2017", "283692"].links[0].content[0] == pytest.approx(strontium, abs=1e-3)
    tungsten = 0.65 * weight["W"] / (weight["W"] + 3 * weight["O"])
    assert codes()["HS1992", "261100"].links[0].content[0] == pytest.approx(tungsten, abs=1e-3)


def test_codes_may_be_written_with_dots():
    assert find_code("8505.11") == ("850511", ["HS2017"])
    assert find_code("2611 00")[1] == ["HS1992"]
    with pytest.raises(UnknownName):
        find_code("9999.99")


def test_every_shipped_code_has_a_name_in_both_languages():
    assert len(code_names()) == 90
    assert all(nl and en for nl, en in code_names().values())


def test_a_material_finds_its_own_and_its_pooled_codes():
    assert [code.code for code in codes_of("gallium")] == ["811292"]
    assert {code.code for code in codes_of("cobalt")} == {"282200", "810510", "850511"}


def test_official_maps_are_slots_of_their_own():
    assert official("content") == []
    assert official("stage") == []
    with pytest.raises(UnknownName):
        official("mixed")


@pytest.mark.parametrize(
    ("column", "value", "found"),
    [
        ("material_id", "unobtanium", "'unobtanium'"),
        ("content_low", "0.9", "'content 0.5'"),
        ("match", "perhaps", "'perhaps'"),
        ("reason", "", "'no reason'"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path, monkeypatch, column, value, found):
    row = dict.fromkeys(_header(), "")
    row |= {"code_system": "HS1992", "code": "261100", "material_id": "tungsten"}
    row |= {"stage_id": "extraction", "form_id": "ore", "match": "exact", "reason": "r"}
    row |= {"content_fraction": "0.5", "content_low": "0.4", "content_high": "0.6"}
    row[column] = value
    maps = tmp_path / "maps"
    maps.mkdir()
    names = content_folder() / "maps" / "trade_code_names.csv"
    (maps / "trade_code_names.csv").write_text(names.read_text("utf-8"), "utf-8")
    with (maps / "trade_codes.csv").open("w", newline="") as stream:
        writer = csv.DictWriter(stream, list(row))
        writer.writeheader()
        writer.writerow(row)
    monkeypatch.setattr(trade_codes, "content_folder", lambda: tmp_path)
    codes.cache_clear()
    try:
        with pytest.raises(InputError) as error:
            codes()
    finally:
        codes.cache_clear()
    assert error.value.faults[0].where == "maps/trade_codes.csv:2"
    assert error.value.faults[0].found == found


def _header():
    path = content_folder() / "maps" / "trade_codes.csv"
    return path.read_text("utf-8").splitlines()[0].split(",")
