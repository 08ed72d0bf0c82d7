"""The shipped edition as a whole: numbers trace, a killed build does no harm, bytes repeat."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grondstof.assess.audit import audit
from grondstof.store.editions import Edition
from grondstof.vocabulary.tables import tables

NUMBERS = 200
SEED = 20261120


def test_200_numbers_drawn_at_random_trace_to_a_claim(edition: Edition) -> None:
    """Each leads to a publisher, a frozen file and a place in it, or to a written judgement."""
    found = audit(edition, NUMBERS, SEED)
    assert found.faults == ()
    assert found.traced == NUMBERS


def test_every_assessed_row_names_a_recipe_of_the_manifest(edition: Edition) -> None:
    """No assessed row without a recipe that says which rows fed it."""
    known = set(edition.manifest["recipes"])
    for name in edition.manifest["tables"]:
        if name.startswith("assessed__"):
            rows = edition.rows(f'select distinct recipe from "{name}"')
            assert {row["recipe"] for row in rows} <= known, name


def test_no_number_is_nan_or_infinite(edition: Edition) -> None:
    """Missing is null; NaN and infinity never reach a table."""
    for name in edition.manifest["tables"]:
        doubles = [c.name for c in tables()[name].columns if c.type == "double"]
        if doubles:
            odd = " or ".join(f'isnan("{c}") or isinf("{c}")' for c in doubles)
            (row,) = edition.rows(f'select count(*) as n from "{name}" where {odd}')
            assert row["n"] == 0, name


def test_keys_are_unique_and_sorted(edition: Edition) -> None:
    """Each table has one row a key."""
    for name, entry in edition.manifest["tables"].items():
        keys = ", ".join(f'"{column}"' for column in tables()[name].key)
        sql = f'select count(*) as n from (select distinct {keys} from "{name}")'
        assert edition.rows(sql)[0]["n"] == entry["rows"], name


@pytest.fixture
def own_data(edition: Edition, tmp_path: Path) -> Path:
    """Return a data folder of its own that holds the built edition."""
    return _own(edition, tmp_path / "data")


@pytest.fixture(scope="module", autouse=True)
def second_build(
    edition: Edition, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """Start a second build beside the other tests of this file; the last one waits for it."""
    folder = _own(edition, tmp_path_factory.mktemp("again") / "data")
    build = _build(folder)
    yield build, folder
    build.kill()
    build.wait()


def _own(edition: Edition, folder: Path) -> Path:
    (folder / "editions").mkdir(parents=True)
    built = folder / "editions" / edition.folder.name
    shutil.copytree(edition.folder, built)
    (folder / "editions" / "2026").symlink_to(built.name, target_is_directory=True)
    (folder / "current").write_text("2026\n")
    return folder


def _build(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "grondstof", "edition", "build", "--force"]
    environment = {**os.environ, "GRONDSTOF_DATA": str(folder)}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)


def _state(folder: Path) -> tuple[str, bytes]:
    manifest = (folder / "editions" / "2026" / "manifest.json").read_bytes()
    return (folder / "current").read_text(), manifest


@pytest.mark.parametrize("seconds", [0.5, 3.0])
def test_a_build_killed_at_any_moment_leaves_the_edition_served(
    seconds: float, own_data: Path
) -> None:
    """After a kill without warning the served edition is byte for byte what it was."""
    before = _state(own_data)
    build = _build(own_data)
    time.sleep(seconds)
    build.send_signal(signal.SIGKILL)
    build.wait()
    assert _state(own_data) == before


def test_building_twice_gives_the_same_bytes(
    edition: Edition, second_build: tuple[subprocess.Popen[bytes], Path]
) -> None:
    """A second build from the same snapshots has the same hash for every file."""
    build, folder = second_build
    assert build.wait() == 0
    again = json.loads((folder / "editions" / "2026" / "manifest.json").read_text())
    before = edition.manifest["tables"]
    differs = [name for name in before if again["tables"].get(name) != before[name]]
    assert differs == []
    assert set(again["tables"]) == set(before)
    assert again["input_digest"] == edition.manifest["input_digest"]
