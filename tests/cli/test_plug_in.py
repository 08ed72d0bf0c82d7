"""The how-to of plugging in a table, followed as a new user: download, add, ask.

The archives are small and laid out like the publisher's, under the publisher's file names; the
commands are those of `docs/how-to/plug-in-a-multi-region-table.md`.
"""

import json
import re

import pytest

from grondstof.cli.main import run
from grondstof.store.editions import open_current
from tests.conftest import ROOT
from tests.sources import whole_archives as archives

HOW_TO = ROOT / "docs" / "how-to" / "plug-in-a-multi-region-table.md"
DOWNLOADS = {
    "2016-2022_SML.zip": ("oecd_icio", 2022, archives.icio),
    "matrix_eu-ic-io_ind-by-ind_26ed_2023.csv": ("figaro", 2023, archives.figaro),
    "IOT_2019_ixi.zip": ("exiobase", 2019, lambda: archives.exiobase("ixi")),
    "IOT_2019_pxp.zip": ("exiobase", 2019, lambda: archives.exiobase("pxp")),
}
KEPT = ("oecd-icio-2022", "figaro-2023", "exiobase-2019-ixi", "exiobase-2019-pxp")


def _run(capsys, *words):
    with pytest.raises(SystemExit) as left:
        run(list(words))
    told = capsys.readouterr()
    assert left.value.code == 0, (words, told.err)
    return told.out


@pytest.fixture
def fresh(edition, data_folder, tmp_path, monkeypatch):
    """A data folder with the edition and nothing plugged in, and a folder of downloads."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("editions", "snapshots", "current"):
        if (data_folder / name).exists():
            (folder / name).symlink_to(data_folder / name)
    monkeypatch.setenv("GRONDSTOF_DATA", str(folder))
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    for name, (_, _, make) in DOWNLOADS.items():
        (downloads / name).write_bytes(make())
    assert open_current().name == edition.name
    return downloads


def test_every_documented_table_answers_footprint_and_sector(fresh, capsys):
    for name, (source, year, _) in DOWNLOADS.items():
        out = _run(
            capsys, "table", "add", str(fresh / name), "--source", source, "--year", str(year)
        )
        assert "3 regions by" in out
    assert set(_run(capsys, "table", "list").split()) == set(KEPT)
    for name in KEPT:
        asked = ("--home", "NLD", "--table", name, "--format", "json")
        found = json.loads(_run(capsys, "footprint", "cobalt", *asked))
        accounts = {(row["account"], row["cutId"]): row for row in found["rows"]}
        year = name.split("-")[-2 if "exiobase" in name else -1]
        assert 0.0 < accounts["indirect", "all"]["worldShare"] < 1.0
        assert f"Structure {year}" in found["notes"][0]["en"]
        assert {row["cutId"] for row in found["tables"]["origin"]} & {"COD", "CHN"}
        machines = json.loads(_run(capsys, "sector", "C28", *asked))
        assert machines["rows"][0]["totalPart"] > 0.0
    german = ("--home", "DEU", "--table", "figaro-2023", "--format", "json")
    assert json.loads(_run(capsys, "footprint", "cobalt", *german))["rows"]


def test_exiobase_brings_the_environmental_footprint_of_the_same_chain(fresh, capsys):
    for kind in ("ixi", "pxp"):
        path = fresh / f"IOT_2019_{kind}.zip"
        _run(capsys, "table", "add", str(path), "--source", "exiobase", "--year", "2019")
        name = f"exiobase-2019-{kind}"
        words = ("footprint", "cobalt", "--home", "NLD", "--table", name, "--format", "json")
        (row,) = json.loads(_run(capsys, *words))["tables"]["environment"]
        assert (row["extension"], row["unit"]) == ("CO2 of satellite", "kg")
        # One tonne for every unit of output: a footprint is output in the chain, so it is all of
        # final demand at least.
        table = archives.economy(
            [*archives.codes({"ixi": "EXIO163", "pxp": "EXIO200"}[kind]), "Education"], 2
        )
        assert row["value"] > 1000.0 * table.Y[:, :2].sum()


def test_release_with_extensions_by_theme_is_read_whole(fresh, capsys):
    path = fresh / "IOT_2019_ixi.zip"
    path.write_bytes(archives.exiobase("ixi", folders=("air_emissions", "water")))
    _run(capsys, "table", "add", str(path), "--source", "exiobase", "--year", "2019")
    words = ("footprint", "cobalt", "--table", "exiobase-2019-ixi", "--format", "json")
    out = _run(capsys, *words)
    found = {row["extension"]: row["value"] for row in json.loads(out)["tables"]["environment"]}
    assert found["CO2 of water"] == pytest.approx(2.0 * found["CO2 of air_emissions"])


def test_how_to_names_the_files_sources_and_commands_that_were_tried():
    text = HOW_TO.read_text(encoding="utf-8")
    for name, (source, _, _) in DOWNLOADS.items():
        assert f"`{name}`" in text
        assert f"`{source}`" in text
    for command in re.findall(r"^grondstof (\w+)", text, re.M):
        assert command in ("table", "footprint", "sector")
