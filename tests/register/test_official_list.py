"""An official list as CSV: read by any spelling, refused line by line."""

import pytest

from grondstof.errors import InputError
from grondstof.products.answers.list_tables import official_table
from grondstof.register.official_list import official_list

GOOD = "material,level,valid_from,reference\nGallium,material,2026-06-30,Letter\n"
ROW = {
    "verdict": "listed",
    "probability_listed": 0.9,
    "supply_risk": 2.0,
    "importance_share": 0.05,
    "importance_threshold": 0.03,
}


def write(folder, text):
    path = folder / "official.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_it_is_read_and_set_beside_ours(tmp_path):
    path = write(tmp_path, GOOD)
    assert [entry.subject_id for entry in official_list("NLD", path)] == ["gallium"]
    rows = [{"material_id": "gallium", **ROW}, {"material_id": "cobalt", **ROW}]
    found = official_table("NLD", rows, str(path))
    assert [(row["material_id"], row["official"]) for row in found] == [("cobalt", False)]


def test_without_an_official_list_nothing_is_said():
    assert official_list("DEU") == ()
    assert official_table("DEU", [{"material_id": "gallium", **ROW}], None) == []


def test_every_line_that_cannot_be_read_is_named(tmp_path):
    text = GOOD + "Galium,material,2026-06-30,x\nCobalt,thing,30 June,x\n"
    with pytest.raises(InputError) as caught:
        official_list("NLD", write(tmp_path, text))
    places = [fault.where for fault in caught.value.faults]
    assert places == ["official.csv:3", "official.csv:4", "official.csv:4"]
    with pytest.raises(InputError, match="the columns name"):
        official_list("NLD", write(tmp_path, "name\nx\n"))
