"""A new source starts with all its files and a test that fails until it has figures."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grondstof.errors import InputError
from grondstof.sources.kit.new_source import new_source


def test_files_of_a_new_source(tmp_path: Path) -> None:
    """Every file of a source is there, and the example test fails for want of figures."""
    names = {path.relative_to(tmp_path).as_posix() for path in new_source("geosurvey", tmp_path)}
    root = "src/grondstof/sources/geosurvey"
    assert {f"{root}/{n}" for n in ("source.yml", "parse.py", "labels.csv", "corrections.yml")} < (
        names
    )
    code = (tmp_path / root / "parse.py").read_text()
    compile(code, "parse.py", "exec")
    test = tmp_path / "tests/sources/test_geosurvey.py"
    assert "put the frozen figures of geosurvey" in test.read_text()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(test)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode != 0


@pytest.mark.parametrize("name", ["", "Geo Survey", "../geo", "9lives"])
def test_a_name_that_cannot_be_a_folder_is_refused(name: str, tmp_path: Path) -> None:
    """Nothing is written for a name with other characters."""
    with pytest.raises(InputError, match="new source"):
        new_source(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_source_is_not_overwritten(tmp_path: Path) -> None:
    """The second call names every file that is in the way."""
    new_source("geosurvey", tmp_path)
    with pytest.raises(InputError, match="Choose another name") as refused:
        new_source("geosurvey", tmp_path)
    assert len(refused.value.faults) == 7


def test_a_source_of_trade_figures_reads_its_own_file(tmp_path: Path) -> None:
    """The reader that is written takes the columns of the table and keeps an empty cell empty."""
    new_source("my_office", tmp_path, trade=True)
    folder = tmp_path / "src" / "grondstof" / "sources" / "my_office"
    head = (folder / "snapshot" / "figures.csv").read_text("utf-8")
    line = "NLD,material,cobalt,share leaving,2022,own list,0.5,,,fraction,not stated,measured,p. 3"
    names: dict[str, Any] = {}
    exec((folder / "parse.py").read_text("utf-8"), names)
    ((table, rows),) = names["parse"]({"figures.csv": f"{head}{line}\n".encode()})
    assert table == "reported__trade_figure"
    assert rows[0]["value"] == 0.5
    assert rows[0]["value_low"] is None
    assert "reported__trade_figure" in (folder / "source.yml").read_text("utf-8")
