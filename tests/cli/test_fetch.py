"""`grondstof fetch`: every fetcher of a publisher can be reached, and too little is told."""

from pathlib import Path

import pytest

from grondstof.cli.fetch import ASKED, FIXED
from grondstof.cli.main import run
from grondstof.sources.kit import fetch_file
from grondstof.sources.kit.find import source_ids

# Papers have commands of their own; a multi-region table is handed in by `grondstof table`.
ELSEWHERE = {"tweede_kamer", "officiele_bekendmakingen", "oecd_icio"}


def _run(*words):
    with pytest.raises(SystemExit) as left:
        run(["fetch", *words])
    return left.value.code


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path))
    monkeypatch.setattr(fetch_file, "download", lambda address, **given: given["into"])
    return tmp_path


def test_every_source_that_can_be_fetched_has_its_place():
    import grondstof.sources

    root = Path(grondstof.sources.__path__[0])
    able = {name for name in source_ids() if (root / name / "fetch.py").is_file()}
    assert able - ELSEWHERE <= {name.replace("-", "_") for name in (*ASKED, *FIXED)}
    assert set(FIXED) <= able


@pytest.mark.parametrize("words", [["wgi"], ["pv_ice"], ["bgs", "--table", "cobalt, mine"]])
def test_files_land_in_the_folder_of_their_publisher(words, data, capsys):
    assert _run(*words) == 0
    told = capsys.readouterr().out.splitlines()
    assert told
    assert all(line.startswith(str(data / "fetched" / words[0])) for line in told)


def test_too_little_and_an_unknown_publisher_are_told_in_three_parts(capsys):
    for words, expected in (
        (["comext"], "--year"),
        (["comtrade", "--year", "2024"], "--year and --codes"),
        (["cbs"], "--table"),
        (["bgs"], "--table"),
        (["wgii"], "wgi"),
    ):
        assert _run(*words) == 2
        told = capsys.readouterr().err
        assert expected in told
        assert told.count(". ") >= 2
