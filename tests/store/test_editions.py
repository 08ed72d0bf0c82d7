"""Editions are put in place in one step, and a killed build leaves the old one served."""

import json
from pathlib import Path

import pytest

from grondstof.errors import InputError
from grondstof.store import editions


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path))


def put(name: str, text: str) -> editions.Edition:
    """Publish an edition that holds one word."""
    folder = editions.staging(name)
    (folder / "manifest.json").write_text(json.dumps({"word": text, "as_of": "2026-01-01"}))
    return editions.publish(name, folder, digest=text.ljust(12, "0"))


def test_a_new_build_replaces_the_old_and_an_open_reader_keeps_its_own() -> None:
    """The name leads to the new build; whoever opened the old one still reads it."""
    old = put("2026", "one")
    new = put("2026", "two")
    assert (old.manifest["word"], new.manifest["word"]) == ("one", "two")
    assert editions.open_current().manifest["word"] == "two"
    assert editions.names() == ["2026"]


def test_a_killed_build_leaves_the_edition_served() -> None:
    """A folder that was being put together is no edition."""
    put("2026", "one")
    folder = editions.staging("2026")
    (folder / "manifest.json").write_text("{}")
    assert editions.names() == ["2026"]
    assert editions.open_current().manifest["word"] == "one"


def test_rollback_is_one_step() -> None:
    """The edition that is served can be an older one."""
    put("2026", "one")
    put("2027", "two")
    assert editions.current_name() == "2027"
    editions.serve_edition("2026")
    assert editions.open_current().name == "2026"


@pytest.mark.parametrize("name", ["", "../2026", "A", ".hidden", "x" * 41])
def test_names_that_are_no_names(name: str) -> None:
    """A name cannot leave the folder of editions."""
    with pytest.raises(InputError, match="edition name"):
        editions.check_name(name)


def test_unknown_edition_names_the_known() -> None:
    """The message for an unknown edition lists those there are."""
    put("2026", "one")
    with pytest.raises(InputError, match="Expected one of: 2026"):
        editions.open_edition("2031")
