"""A home pack is all it takes to make a country a home, and its faults are told at once."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from grondstof.cli.main import run
from grondstof.errors import InputError
from grondstof.store.editions import Edition
from grondstof.store.home_pack import home_packs, read_pack
from grondstof.store.new_home import new_home

BEL = Path(__file__).parent / "packs" / "BEL"


@pytest.fixture
def belgium(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the toy pack one more home for the time of a test."""
    monkeypatch.setenv("GRONDSTOF_HOME_PACK", str(BEL))
    home_packs.cache_clear()
    yield
    home_packs.cache_clear()


def test_the_shipped_pack_is_the_netherlands() -> None:
    """The Dutch pack names its languages and its list note."""
    pack = home_packs()["NLD"]
    assert pack.languages == ("nl", "en")
    assert "niet de officiële" in str(pack.word("list_note", "nl"))
    assert pack.further_languages == ()


def test_a_toy_pack_brings_french_labels() -> None:
    """Labels in a further language are found by kind, id and language."""
    pack = read_pack(BEL)
    assert pack.further_languages == ("fr",)
    assert pack.label("material", "tungsten", "fr") == "tungstène"
    assert pack.label("material", "cobalt", "fr") is None


@pytest.mark.usefixtures("belgium")
def test_the_list_of_belgium_carries_its_labels(
    edition: Edition, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--home BEL` computes the Belgian list, with French names and without a Dutch office."""
    with pytest.raises(SystemExit) as left:
        run(["list", "--home", "BEL", "--format", "json"])
    assert left.value.code == 0
    found = json.loads(capsys.readouterr().out)
    names = {row["materialId"]: row["nameFr"] for row in found["rows"]}
    assert names["tungsten"] == "tungstène"
    assert names["cobalt"] is None
    assert {"nl": "Dit is een voorbeeld.", "en": "This is an example."} in found["notes"]
    assert "Nederland" not in found["sentence"]["nl"]


def test_faults_of_a_pack_are_told_at_once(tmp_path: Path) -> None:
    """Unknown ids are named with file and line."""
    folder = tmp_path / "BEL"
    shutil.copytree(BEL, folder)
    with (folder / "labels.csv").open("a") as stream:
        stream.write("material,unobtainium,fr,introuvable\nplanet,mars,fr,Mars\n")
    with pytest.raises(InputError) as refused:
        read_pack(folder)
    assert str(refused.value).splitlines() == [
        "BEL/labels.csv, line 7: found the material 'unobtainium'. Expected an id of a material, "
        "territory or stage. Use an id of the vocabulary.",
        "BEL/labels.csv, line 8: found the planet 'mars'. Expected an id of a material, territory "
        "or stage. Use an id of the vocabulary.",
    ]


def test_a_pack_without_a_name_is_refused(tmp_path: Path) -> None:
    """What is required is asked for by name."""
    folder = tmp_path / "BEL"
    folder.mkdir()
    (folder / "home.yml").write_text("home_id: BEL\n")
    with pytest.raises(InputError, match=r"found no languages(.|\n)*found no name"):
        read_pack(folder)


def test_a_new_home_can_be_read_at_once(tmp_path: Path) -> None:
    """The skeleton that `new home` writes is a valid pack; a second call writes nothing."""
    paths = new_home("België", "fr", tmp_path)
    pack = read_pack(paths[0].parent)
    assert (pack.home_id, pack.languages) == ("BEL", ("fr", "en"))
    with pytest.raises(InputError, match="Edit the pack that is there"):
        new_home("BEL", "fr", tmp_path)
