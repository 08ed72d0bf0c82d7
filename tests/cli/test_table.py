"""`grondstof table`: a downloaded table goes in, a wrong one is refused with exit code 2."""

import pytest

from grondstof.cli.main import run
from tests.sources import region_files as files


def _run(*words):
    with pytest.raises(SystemExit) as left:
        run(["table", *words])
    return left.value.code


def test_table_is_added_and_listed(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path / "data"))
    path = tmp_path / "IOT_2019_ixi.zip"
    path.write_bytes(files.zipped(files.exiobase()))
    assert _run("add", str(path), "--source", "exiobase", "--year", "2019") == 0
    assert "2 regions by 2 industries, million EUR" in capsys.readouterr().out
    assert _run("list") == 0
    assert capsys.readouterr().out == "exiobase-2019-ixi\n"


def test_wrong_year_missing_file_and_unknown_source_are_told_in_three_parts(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path / "data"))
    path = tmp_path / "IOT_2019_ixi.zip"
    path.write_bytes(files.zipped(files.exiobase()))
    for words in (
        (str(path), "--source", "exiobase", "--year", "2018"),
        (str(tmp_path / "none.zip"), "--source", "exiobase", "--year", "2019"),
        (str(path), "--source", "eora", "--year", "2019"),
    ):
        assert _run("add", *words) == 2
        told = capsys.readouterr().err
        assert told.count(". ") >= 2
        assert "Expected" in told
    assert not (tmp_path / "data" / "tables").exists()
