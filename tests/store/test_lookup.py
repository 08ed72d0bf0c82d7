"""What is packed by subject is what the tables hold, value for value and type for type."""

import random
from pathlib import Path

import pytest

from grondstof.store import lookup
from grondstof.store.editions import Edition
from grondstof.store.warehouse import ParquetReader

PACKED = [(name, columns) for name, many in lookup.SUBJECTS.items() for columns in many]


@pytest.fixture(scope="module")
def packed_edition(edition: Edition) -> Edition:
    lookup.make(edition.folder)
    return edition


def _subjects(edition: Edition, name: str, columns: tuple[str, ...]) -> list[dict[str, object]]:
    listed = ", ".join(f'"{column}"' for column in columns)
    found = edition.rows(f'select distinct {listed} from "{name}" order by all')
    return [row for row in found if None not in row.values()]


@pytest.mark.parametrize(("name", "columns"), PACKED)
def test_packed_rows_are_those_of_the_table(
    packed_edition: Edition, name: str, columns: tuple[str, ...]
) -> None:
    subjects = _subjects(packed_edition, name, columns)
    assert subjects
    packed = lookup.Lookup(lookup.path(packed_edition.folder))
    for subject in random.Random(4).sample(subjects, min(12, len(subjects))):
        keys = {column: subject[column] for column in columns}
        asked = packed_edition.rows(lookup.query(name, columns), list(keys.values()))
        found = packed.rows(name, keys)
        assert found == asked
        assert [[type(v) for v in row.values()] for row in found or ()] == [
            [type(v) for v in row.values()] for row in asked
        ]


@pytest.mark.parametrize(("name", "columns"), PACKED)
def test_no_row_is_left_out(packed_edition: Edition, name: str, columns: tuple[str, ...]) -> None:
    packed = lookup.Lookup(lookup.path(packed_edition.folder))
    kept = sum(
        len(packed.rows(name, {column: one[column] for column in columns}) or ())
        for one in _subjects(packed_edition, name, columns)
    )
    known = " and ".join(f'"{column}" is not null' for column in columns)
    ((counted,),) = (
        row.values() for row in packed_edition.rows(f'select count(*) from "{name}" where {known}')
    )
    assert kept == counted


def test_a_subject_without_rows_has_none_and_an_unpacked_table_is_asked(
    packed_edition: Edition,
) -> None:
    packed = lookup.Lookup(lookup.path(packed_edition.folder))
    assert packed.rows("settled__governance", {"territory_id": "' or 1 = 1 --"}) == []
    assert packed.rows("settled__price", {"material_id": "gallium"}) is None
    asked = packed_edition.look_up("settled__price", material_id="gallium")
    assert asked == packed_edition.rows(
        lookup.query("settled__price", ("material_id",)), ["gallium"]
    )
    assert asked


def test_a_damaged_file_is_not_believed(packed_edition: Edition, tmp_path: Path) -> None:
    whole = lookup.path(packed_edition.folder).read_bytes()
    half, blurred = tmp_path / "half.sqlite", tmp_path / "blurred.sqlite"
    half.write_bytes(whole[: len(whole) // 20])
    blurred.write_bytes(whole[:40_000] + bytes(len(whole) - 40_000))
    subjects = _subjects(packed_edition, "settled__governance", ("territory_id",))
    for file in (half, blurred):
        answers = [lookup.Lookup(file).rows("settled__governance", one) for one in subjects]
        assert None in answers


def test_files_of_builds_that_are_gone_are_dropped(
    packed_edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path))
    old = tmp_path / "cache" / "lookup-2020-000000000000-12345678.sqlite"
    old.parent.mkdir()
    old.write_bytes(b"")
    other = tmp_path / "cache" / "nomenclature-1.sqlite"
    other.write_bytes(b"")
    built = tmp_path / "editions" / packed_edition.folder.name
    built.parent.mkdir()
    built.symlink_to(packed_edition.folder, target_is_directory=True)
    made = lookup.make(built)
    assert made.is_file()
    assert other.is_file()
    assert not old.exists()
    stamp = made.stat().st_mtime_ns
    assert lookup.make(built).stat().st_mtime_ns == stamp
    with ParquetReader(built / "tables", tmp_path / "cache", threads=1) as reader:
        assert reader.rows('select count(*) as n from "settled__governance"')[0]["n"] > 0
