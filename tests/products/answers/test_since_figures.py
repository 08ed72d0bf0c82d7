"""Two tiny editions beside each other: flips, moves, new versions, and a house with one edition."""

import json
from datetime import date

import pytest

from grondstof.assess.recipe import Question
from grondstof.products.answers import since
from grondstof.products.answers.since_figures import figure_tables, previous
from grondstof.store.arrow import schema, to_arrow
from grondstof.store.editions import open_edition
from grondstof.store.warehouse import Warehouse
from grondstof.store.writer import write_table
from grondstof.vocabulary.tables import table

LIST = "assessed__national_list"


def entry(material, verdict, risk, day, home="NLD"):
    return {
        "home_id": home,
        "as_of": day,
        "material_id": material,
        "verdict": verdict,
        "supply_risk": risk,
        "supply_risk_low": risk - 0.1,
        "supply_risk_high": risk + 0.1,
        "kind": "modelled",
        "recipe": "list",
        "recipe_version": "1",
    }


def build(root, name, day, rows, version):
    folder = root / "editions" / name
    goal = table(LIST)
    full = [{column.name: row.get(column.name) for column in goal.columns} for row in rows]
    with Warehouse(root / f"{name}.duckdb") as warehouse:
        warehouse.append(LIST, to_arrow(full, schema(goal)))
        write_table(warehouse, goal, folder / "tables")
    manifest = {
        "as_of": day.isoformat(),
        "edition": name,
        "recipes": {"list": version},
        "sources": [],
        "snapshots": [],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.fixture
def house(tmp_path, monkeypatch):
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path))
    first, second = date(2025, 11, 1), date(2026, 11, 1)
    build(
        tmp_path,
        "2025",
        first,
        [
            entry("gallium", "watch", 1.0, first),
            entry("cobalt", "listed", 2.0, first),
            entry("copper", "not-listed", 0.5, first),
            entry("nickel", "listed", 1.5, first),
            entry("gallium", "listed", 9.0, first, home="EU27"),
        ],
        "1",
    )
    build(
        tmp_path,
        "2026",
        second,
        [
            entry("gallium", "listed", 1.1, second),
            entry("cobalt", "listed", 4.0, second),
            entry("copper", "not-listed", 0.5, second),
            entry("lithium", "listed", 1.2, second),
        ],
        "2",
    )
    return tmp_path


def test_flips_moves_and_versions_are_listed_and_what_stayed_is_not(house):
    found = figure_tables(open_edition("2025"), open_edition("2026"), "NLD")
    verdicts = {row["material_id"]: row["change"] for row in found["verdicts"]}
    assert verdicts == {"gallium": "flipped", "lithium": "came", "nickel": "went"}
    (flip,) = [row for row in found["verdicts"] if row["change"] == "flipped"]
    assert (flip["verdict_before"], flip["verdict_after"]) == ("watch", "listed")
    assert flip["within_noise"] is True
    (moved,) = found["figures"]
    assert (moved["material_id"], moved["before"], moved["after"]) == ("cobalt", 2.0, 4.0)
    assert moved["within_noise"] is False
    assert found["versions"] == [{"row_id": "list", "name": "list", "before": "1", "after": "2"}]


def test_the_page_of_changes_shows_the_flip_on_the_day_of_the_edition(house):
    asked = Question(as_of=date(2026, 11, 20), options={"since": date(2026, 1, 1)})
    found = since.answer(open_edition("2026"), asked)
    (row,) = [row for row in found.rows if row["subject"] == "figure"]
    assert (row["item_id"], row["date"]) == ("gallium", date(2026, 11, 1))
    assert row["change_en"] == "verdict: watch becomes listed"
    assert not found.gaps
    json.dumps(found.to_dict())


def test_the_first_edition_has_nothing_before_it_and_says_so(house):
    asked = Question(as_of=date(2026, 1, 1), options={"since": date(2025, 12, 1)})
    found = since.answer(open_edition("2025"), asked)
    assert "verdicts" not in found.tables
    assert [gap.what for gap in found.gaps] == ["changed figures"]


def test_the_edition_that_stood_on_the_day_is_taken(house):
    build(house, "2024", date(2024, 11, 1), [], "0")
    last = open_edition("2026")
    assert previous(last, date(2026, 6, 1)).name == "2025"
    assert previous(last, date(2025, 6, 1)).name == "2024"
    assert previous(last, date(2020, 1, 1)).name == "2024"
    assert previous(open_edition("2024"), date(2026, 1, 1)) is None
