"""The dated lists hold what the acts say; published results and thresholds agree with them."""

import csv
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from grondstof.errors import UnknownName
from grondstof.vocabulary import grades, lists, materials

COUNTS = {
    "eu-2011": 14,
    "eu-2014": 20,
    "eu-2017": 27,
    "eu-2020": 30,
    "eu-crma-critical": 34,
    "eu-crma-strategic": 17,
}
YEARS = {
    "eu-2011": "2011",
    "eu-2014": "2014",
    "eu-2017": "2017",
    "eu-2020": "2020",
    "eu-crma-critical": "2023",
}


def published():
    """Results of the studies as the 2023 study prints them: (material, year) -> (SR, EI)."""
    source = files("grondstof.sources").joinpath("ec_study")
    read = csv.DictReader(source.joinpath("labels.csv").read_text("utf-8").splitlines())
    ids = {row["label"]: row["id"] for row in read if row["kind"] == "material"}
    path = source.joinpath("snapshot", "parameter.csv")
    values: dict[tuple[str, str], dict[str, float]] = {}
    for row in csv.DictReader(path.read_text("utf-8").splitlines()):
        if row["parameter"] in ("published_sr", "published_ei") and row["value"] != "-":
            key = (ids.get(row["material"], row["material"]), row["year_from"])
            values.setdefault(key, {})[row["parameter"]] = float(row["value"])
    return {
        key: (value["published_sr"], value["published_ei"])
        for key, value in values.items()
        if len(value) == 2
    }


@pytest.mark.parametrize(("list_id", "count"), COUNTS.items())
def test_a_list_has_the_entries_its_act_counts(list_id, count):
    numbers = {entry.entry for entry in lists.entries(list_id)}
    assert numbers == set(range(1, count + 1))
    assert lists.lists()[list_id].entries == count


@pytest.mark.parametrize(("list_id", "year"), YEARS.items())
def test_the_published_results_lead_to_the_list(list_id, year):
    """Who reaches both thresholds is on the list; who is on it reaches them, but three."""
    found = lists.lists()[list_id]
    reach = {
        name
        for (name, of), (risk, importance) in published().items()
        if of == year
        and risk >= (found.supply_risk_from or 0.0)
        and importance >= (found.importance_from or 0.0)
    }
    named = {entry.material_id for entry in lists.entries(list_id)}
    if list_id == "eu-2011":
        named = (named - {"rare-earths"}) | {"lree", "hree"}
    assert reach - named == set()
    kept = {"eu-2017": {"coking-coal"}, "eu-crma-critical": {"copper", "nickel"}}
    unscreened = {"bauxite", "synthetic-graphite"} if list_id == "eu-crma-critical" else set()
    assert named - reach - unscreened == kept.get(list_id, set())


def test_gallium_and_germanium_are_critical_and_strategic():
    for name in ("gallium", "germanium"):
        assert name in lists.members("eu-crma-critical")
        assert name in lists.members("eu-crma-strategic")


def test_every_strategic_material_is_critical():
    assert lists.members("eu-crma-strategic") <= lists.members("eu-crma-critical")


def test_groups_stand_for_their_members():
    assert {"neodymium", "dysprosium"} <= lists.members("eu-crma-critical")
    assert "erbium" in lists.members("eu-crma-critical")
    assert "erbium" not in lists.members("eu-crma-strategic")


def test_the_seven_magnet_metals_are_one_entry():
    entry = {e.material_id for e in lists.entries("eu-crma-strategic") if e.entry == 14}
    assert entry == {
        "neodymium",
        "praseodymium",
        "terbium",
        "dysprosium",
        "gadolinium",
        "samarium",
        "cerium",
    }


def test_strategic_entries_keep_their_grades():
    found = {entry.material_id: entry.grade_id for entry in lists.entries("eu-crma-strategic")}
    for name in ("lithium", "manganese", "natural-graphite", "synthetic-graphite", "nickel"):
        assert found[name] == "battery"
    assert found["boron"] == "metallurgical"
    assert found["magnesium"] == "metal"
    assert found["cobalt"] == "any"


def test_the_act_says_graphite_and_so_names_both():
    for list_id in ("eu-crma-critical", "eu-crma-strategic"):
        both = [e for e in lists.entries(list_id) if e.material_id.endswith("-graphite")]
        assert len({entry.entry for entry in both}) == 1
        assert len(both) == 2
        assert all("graphite" in entry.note for entry in both)


@pytest.mark.parametrize("list_id", COUNTS)
def test_entries_point_to_materials_and_grades_and_say_how_sure(list_id):
    for entry in lists.entries(list_id):
        assert entry.material_id in materials.materials()
        assert entry.grade_id in grades.grades()
        assert entry.status in ("cited", "derived", "unverified")
        assert (entry.point != "") == list_id.startswith("eu-crma")
    assert lists.lists()[list_id].read_in
    assert lists.lists()[list_id].legal_reference


def test_the_critical_lists_follow_each_other_without_a_gap():
    critical = [one for one in lists.lists().values() if one.sort == "critical"]
    for before, after in pairwise(critical):
        assert before.valid_to == after.valid_from
    assert critical[-1].valid_to is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2011, 2, 1), []),
        (date(2012, 1, 1), ["eu-2011"]),
        (date(2024, 5, 22), ["eu-2020"]),
        (date(2024, 5, 23), ["eu-crma-critical", "eu-crma-strategic"]),
    ],
)
def test_the_lists_of_a_day(day, expected):
    assert [one.list_id for one in lists.on_date(day)] == expected


def test_helium_left_in_2020_and_came_back():
    found = [one.list_id for one in lists.memberships("helium")]
    assert found == ["eu-2017", "eu-crma-critical"]


def test_indium_is_no_longer_listed():
    assert [one.list_id for one in lists.memberships("indium")][-1] == "eu-2020"


def test_an_unknown_list_is_told_with_the_nearest():
    with pytest.raises(UnknownName, match="eu-2017"):
        lists.entries("eu-2071")
