"""The library of bans as a table: it joins the build that it was computed on, and no other."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from grondstof.assess import library, library_table
from grondstof.store.editions import Edition
from grondstof.store.lineage import trace
from grondstof.vocabulary.tables import tables

MATERIALS = ("gallium", "germanium")


@pytest.fixture(scope="module")
def joined(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    """The edition in a data folder of its own, with the bans of two materials beside it."""
    data = tmp_path_factory.mktemp("joined")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRONDSTOF_DATA", str(data))
        patch.setattr(library, "supplied", lambda edition: list(MATERIALS))
        patch.setattr(library, "DRAWS", 20)
        opened = Edition(edition.name, edition.folder)
        assert opened.rows(f"select * from {library_table.TABLE}") == []
        library.build(opened, "NLD")
        library_table.write(opened, "NLD")
        yield opened
        opened.reader.close()


def test_the_table_has_the_columns_of_the_dictionary_and_every_ban(joined: Edition) -> None:
    table = tables()[library_table.TABLE]
    held = joined.arrow(f"select * from {table.name}")
    assert held.column_names == [column.name for column in table.columns]
    rows = held.to_pylist()
    assert {row["material_id"] for row in rows} == set(MATERIALS)
    assert len({tuple(row[name] for name in table.key) for row in rows}) == len(rows)
    computed = {
        (entry.material, entry.stage, entry.exporter): entry.months
        for entry in library.entries(joined, "NLD")
    }
    assert computed == {
        (row["material_id"], row["stage_id"], row["exporter_id"]): row["months_of_use"]
        for row in rows
    }
    first = next(row for row in rows if row["exporter_id"] == "CHN")
    assert first["months_of_use_low"] <= first["months_of_use"] <= first["months_of_use_high"]
    assert first["chance_low"] < first["chance_high"]
    assert all(row["kind"] == "modelled" and row["oldest_year"] > 2000 for row in rows)


def test_a_ban_is_walked_back_to_a_claim(joined: Edition) -> None:
    key = {"home_id": "NLD", "material_id": "gallium", "stage_id": "processing"}
    walk = trace(joined, library_table.TABLE, key | {"exporter_id": "CHN"})
    assert any(step.table.startswith("reported__") for step in walk.steps)
    assert walk.parameters


def test_another_build_does_not_take_it(joined: Edition, tmp_path: Path) -> None:
    other = tmp_path / ".built-2026-000000000000"
    shutil.copytree(joined.folder, other)
    anew = Edition("2026", other)
    assert anew.rows(f"select * from {library_table.TABLE}") == []
    assert library.entries(anew, "NLD") == []
    assert library.entries(joined, "NLD") != []
    anew.reader.close()
