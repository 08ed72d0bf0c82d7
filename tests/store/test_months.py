"""Monthly trade: added without rebuilding history; the same month twice changes nothing."""

import pyarrow as pa
import pytest

from grondstof.store.engine import DuckEngine
from grondstof.store.months import add_month, digest_of, has_month

ROWS = pa.table({"year": [2024, 2024], "month": [5, 5], "code": ["81129289"] * 2, "value": [1, 2]})


def state(folder):
    return {p: p.stat().st_mtime_ns for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_month_twice_changes_nothing(tmp_path):
    folder = tmp_path / "trade"
    assert add_month(folder, 2024, 5, ROWS, "a" * 64)
    before = state(folder)
    assert has_month(folder, 2024, 5, "a" * 64)
    assert not has_month(folder, 2024, 5, "b" * 64)
    assert not has_month(folder, 2024, 6, "a" * 64)
    assert not add_month(folder, 2024, 5, ROWS, "a" * 64)
    assert state(folder) == before


def test_a_new_month_leaves_the_others_untouched(tmp_path):
    folder = tmp_path / "trade"
    add_month(folder, 2024, 5, ROWS, "a" * 64)
    before = state(folder)
    add_month(folder, 2024, 6, ROWS, "b" * 64)
    assert before.items() <= state(folder).items()
    with DuckEngine(threads=1, folder=tmp_path) as engine:
        engine.view("t", [folder])
        found = engine.query("select month, sum(value) as v from t group by month order by month")
    assert [(int(r["month"]), int(r["v"])) for r in found.to_pylist()] == [(5, 3), (6, 3)]


def test_a_revised_month_replaces_that_month(tmp_path):
    folder = tmp_path / "trade"
    add_month(folder, 2024, 5, ROWS, "a" * 64)
    assert add_month(folder, 2024, 5, ROWS.slice(0, 1), "c" * 64)
    with DuckEngine(threads=1, folder=tmp_path) as engine:
        engine.view("t", [folder])
        assert engine.query("select count(*) as n from t")["n"].to_pylist() == [1]


def test_a_month_that_cannot_be_written_leaves_the_old_one(tmp_path, monkeypatch):
    folder = tmp_path / "trade"
    add_month(folder, 2024, 5, ROWS, "a" * 64)
    before = state(folder)
    monkeypatch.setattr("grondstof.store.months.put_in_place", _broken)
    with pytest.raises(OSError, match="disk"):
        add_month(folder, 2024, 5, ROWS, "d" * 64)
    assert state(folder) == before


def _broken(part, table):
    raise OSError("disk full")


def test_a_file_is_known_by_its_bytes(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"x" * 3_000_000)
    assert digest_of(path) == digest_of(path)
    assert len(digest_of(path)) == 64
