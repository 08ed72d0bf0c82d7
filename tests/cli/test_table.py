"""`grondstof table`: a downloaded table goes in, a wrong one is refused with exit code 2."""

import pytest

from grondstof.cli.main import run
from tests.sources import region_files as files
from tests.sources import whole_archives as archives


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


def _figaro(folder, change):
    path = folder / "matrix_eu-ic-io_ind-by-ind_26ed_2023.csv"
    path.write_text(change(archives.figaro().decode()), encoding="utf-8")
    return path


def _value_added(text, place, value):
    """Write another operating surplus in one column, or times a number in all."""
    head, _, rest = text.partition("W2_B2A3G,")
    cells = rest.strip().split(",")
    if place is None:
        cells = [str(float(cell) * value) for cell in cells]
    else:
        cells[place] = str(float(cells[place]) + value)
    return f"{head}W2_B2A3G,{','.join(cells)}\n"


BAD = {
    "rows and output that differ by": lambda text: _value_added(text, None, 3.0),
    "negative value added in 1 industries": lambda text: _value_added(text, 4, -1e4),
    "the region 'QQ'": lambda text: text.replace("DE_", "QQ_"),
    "not known, such as 'C28X'": lambda text: text.replace("_C28", "_C28X"),
    "a header starting with 'a'": lambda _: "a,b,c\n1,2,3\n",
}


@pytest.mark.parametrize("found", BAD)
def test_each_bad_table_is_refused_by_the_command_and_nothing_is_kept(
    found, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path / "data"))
    path = _figaro(tmp_path, BAD[found])
    assert _run("add", str(path), "--source", "figaro", "--year", "2023") == 2
    told = capsys.readouterr().err
    assert f"found {found}" in told or found in told
    assert "Expected" in told
    assert "Traceback" not in told
    assert not (tmp_path / "data" / "tables").exists()


def test_satellite_without_unit_is_refused_by_the_command(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path / "data"))
    path = tmp_path / "IOT_2019_ixi.zip"
    path.write_bytes(files.zipped(files.exiobase(unit=False)))
    assert _run("add", str(path), "--source", "exiobase", "--year", "2019") == 2
    told = capsys.readouterr().err
    assert "found no unit. Expected a unit in unit.txt. Use the whole archive" in told


def test_table_that_balances_within_rounding_is_taken_and_its_imbalance_told(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path / "data"))
    path = _figaro(tmp_path, lambda text: _value_added(text, 4, 2.0))
    assert _run("add", str(path), "--source", "figaro", "--year", "2023") == 0
    assert "differs from published output by at most 2.0 million EUR" in capsys.readouterr().out
