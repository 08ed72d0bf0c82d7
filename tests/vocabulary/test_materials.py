"""Every material of the EU studies and of the strategy has one id, two names and findable words."""

import csv
import re
from importlib.resources import files

import pytest

from grondstof.errors import UnknownName
from grondstof.vocabulary import grades, materials
from grondstof.vocabulary.reading import fold, read_list

ALL = materials.materials()
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def labels(source):
    path = files("grondstof.sources").joinpath(source, "labels.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {row["label"]: row["id"] for row in rows if row["kind"] == "material"}


def column(source, name, column_name):
    path = files("grondstof.sources").joinpath(source, "snapshot", name)
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return [row[column_name] for row in rows]


def test_87_materials_were_screened_in_2023():
    assert sum(material.screened_2023 for material in ALL.values()) == 87


def test_the_87_are_the_85_with_world_shares_and_two_with_eu_shares_only():
    ids = labels("ec_study")
    path = files("grondstof.sources").joinpath("ec_study", "snapshot", "supply_share.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    world = {ids.get(row["material"]) for row in rows if row["scope"] == "global"}
    own = {material.material_id for material in ALL.values() if material.screened_2023}
    assert len(own & world) == 85
    assert own - world == {"aggregates", "xenon"}


def test_no_material_stands_twice_in_the_list():
    ids = [row["material_id"] for row in read_list("materials")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["name_nl", "name_en"])
def test_no_two_materials_share_a_name(name):
    names = [fold(getattr(material, name)) for material in ALL.values()]
    assert [one for one in set(names) if names.count(one) > 1] == []


@pytest.mark.parametrize("material", ALL.values(), ids=lambda material: material.material_id)
def test_a_material_is_complete(material):
    assert KEBAB.fullmatch(material.material_id)
    assert material.name_nl.strip() == material.name_nl != ""
    assert material.name_en.strip() == material.name_en != ""
    assert material.kind in ("single", "group", "aggregate")
    assert set(material.host_metals) <= set(ALL)
    assert material.material_id not in material.host_metals


@pytest.mark.parametrize(
    ("material_id", "name_nl", "name_en"),
    [
        ("tungsten", "wolfraam", "tungsten"),
        ("silicon-metal", "siliciummetaal", "silicon metal"),
        ("coking-coal", "cokeskolen", "coking coal"),
        ("rare-earths", "zeldzame aardmetalen", "rare earths"),
        ("natural-graphite", "natuurlijk grafiet", "natural graphite"),
        ("lead", "lood", "lead"),
        ("fluorspar", "vloeispaat", "fluorspar"),
    ],
)
def test_names_differ_where_the_languages_do(material_id, name_nl, name_en):
    material = ALL[material_id]
    assert (material.name_nl, material.name_en) == (name_nl, name_en)


def test_natural_and_synthetic_graphite_are_two_materials():
    assert materials.find("natuurlijk grafiet").material_id == "natural-graphite"
    assert materials.find("kunstmatig grafiet").material_id == "synthetic-graphite"


@pytest.mark.parametrize(
    ("text", "material_id"),
    [
        ("gallium", "gallium"),
        ("GERMANIUM", "germanium"),
        ("Ga", "gallium"),
        ("zeldzame aardmetalen", "rare-earths"),
        ("duurzame aardmetalen", "rare-earths"),
        ("Seltene Erden", "rare-earths"),
        ("wolfrum", "tungsten"),
        ("wolfraam", "tungsten"),
        ("cokeskolen", "coking-coal"),
        ("silicium metaal", "silicon-metal"),
        ("mangaan", "manganese"),
        ("magnesium", "magnesium"),
        ("antimoon", "antimony"),
        ("kobalt", "cobalt"),
        ("koper", "copper"),
        ("nikkel", "nickel"),
        ("tin", "tin"),
        ("goud", "gold"),
        ("zilver", "silver"),
        ("aluminium", "aluminium"),
        ("lithium", "lithium"),
        ("niobium", "niobium"),
        ("vanadium", "vanadium"),
        ("  natural  Graphite ", "natural-graphite"),
        ("zeldzame-aardmetalen", "rare-earths"),
        ("aluminum", "aluminium"),
        ("Molybdan", "molybdenum"),
    ],
)
def test_every_material_of_the_strategy_is_found_as_people_write_it(text, material_id):
    assert materials.find(text).material_id == material_id


@pytest.mark.parametrize(
    ("typed", "meant"), [("galium", "gallium"), ("wolfram m", "wolfram"), ("kobolt", "kobalt")]
)
def test_a_typing_error_is_answered_with_the_nearest_names(typed, meant):
    with pytest.raises(UnknownName) as caught:
        materials.find(typed)
    (fault,) = caught.value.faults
    assert fault.where == "material"
    assert fault.found == f"'{typed}'"
    assert fault.expected == "the name of a material"
    assert meant in fault.action.casefold()
    assert caught.value.http_status == 404


def test_a_synonym_belongs_to_one_material_and_is_not_another_ones_name():
    own = {
        fold(name): material.material_id
        for material in ALL.values()
        for name in (material.material_id, material.name_nl, material.name_en)
    }
    found: dict[str, str] = {}
    for row in read_list("material_synonyms"):
        word = fold(row["synonym"])
        assert row["material_id"] in ALL
        assert row["language"] in ("nl", "en", "de")
        assert own.get(word, row["material_id"]) == row["material_id"], row
        assert found.setdefault(word, row["material_id"]) == row["material_id"], row


def test_groups_hold_what_the_2017_study_averages():
    assert len(materials.members("lree")) == 5
    assert len(materials.members("hree")) == 10
    assert set(materials.members("pgm")) == {
        "iridium",
        "palladium",
        "platinum",
        "rhodium",
        "ruthenium",
    }
    assert set(materials.members("rare-earths")) == {
        *materials.members("lree"),
        *materials.members("hree"),
    }
    assert materials.groups_of("neodymium") == ("lree", "rare-earths")
    assert materials.members("gallium") == ("gallium",)


def test_members_are_listed_under_their_group():
    for group in ("lree", "hree", "pgm"):
        assert {ALL[name].group for name in materials.members(group)} == {group}


def test_every_member_and_group_is_a_material():
    for row in read_list("material_members"):
        assert ALL[row["group_id"]].kind in ("group", "aggregate")
        assert ALL[row["material_id"]].kind == "single"


def test_by_products_name_their_hosts_as_the_strategy_does():
    assert "bauxite" in ALL["gallium"].host_metals
    assert "zinc" in ALL["germanium"].host_metals


def test_ferro_alloys_and_antimony_compounds_are_forms_with_codes_of_their_own():
    forms = grades.forms()
    for name, material_id, code in (
        ("ferro-niobium", "niobium", "720293"),
        ("ferro-vanadium", "vanadium", "720292"),
        ("ferro-tungsten", "tungsten", "720280"),
        ("antimony-oxides", "antimony", "282580"),
    ):
        assert name not in ALL
        assert forms[name].material_id == material_id
        assert forms[name].hs_codes == (code,)
    assert grades.find_form("ferrowolfraam").form_id == "ferro-tungsten"
    assert [form.form_id for form in grades.forms_of("niobium")] == ["ferro-niobium"]


def test_a_named_form_belongs_to_a_general_form_and_a_material():
    general = {form_id for form_id, form in grades.forms().items() if not form.parent_id}
    assert general == {
        "ore",
        "concentrate",
        "refined",
        "alloy",
        "chemical",
        "part",
        "product",
        "scrap",
    }
    for form in grades.forms().values():
        if form.parent_id:
            assert form.parent_id in general
            assert form.material_id in ALL
            assert all(re.fullmatch(r"\d{6}", code) for code in form.hs_codes)


def test_an_unknown_form_is_told_with_the_nearest():
    with pytest.raises(UnknownName, match="ferro-niobium"):
        grades.find_form("ferro-nobium")


def test_the_map_of_trade_codes_speaks_this_language():
    path = files("grondstof.content") / "maps" / "trade_codes.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert rows
    assert {row["material_id"] for row in rows} <= set(ALL)
    general = {form_id for form_id, form in grades.forms().items() if not form.parent_id}
    assert {row["form_id"] for row in rows} <= general
    by_code = {code: form for form in grades.forms().values() for code in form.hs_codes}
    for row in rows:
        form = by_code.get(row["code"])
        if form is not None and form.material_id == row["material_id"]:
            assert (row["code"], row["form_id"]) == (row["code"], form.parent_id)
