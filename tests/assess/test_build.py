"""A source that does not pass the gate stops the build, and the last edition stays served."""

import json
from datetime import date

import pytest

from grondstof.assess.build import build_edition
from grondstof.cli.main import run
from grondstof.errors import InputError
from grondstof.settings import data_folder
from grondstof.sources.kit import find, load
from grondstof.store import editions
from grondstof.store.snapshots import keep

SOURCE = "cbs"


@pytest.fixture(autouse=True)
def served(tmp_path, monkeypatch):
    """A data folder with an edition that is served, and a build that reads one real source."""
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path))
    monkeypatch.setattr(find, "source_ids", lambda: (SOURCE,))
    folder = editions.staging("2026")
    (folder / "manifest.json").write_text(json.dumps({"word": "good", "as_of": "2026-11-01"}))
    return editions.publish("2026", folder, digest="0" * 12)


def broken(change):
    """Freeze a later, broken version of the first shipped file of the source."""
    entry = find.shipped(SOURCE)[0]
    papers = load.papers(find.source(SOURCE).card)
    later = type(papers)(**{**vars(papers), "published": date(2026, 10, 31)})
    text = change(entry.read_bytes().decode("utf-8"))
    return keep(
        data_folder() / "snapshots", SOURCE, entry.name, text.encode("utf-8"), later
    ).path.name


def renamed(text):
    head, _, rest = text.partition("\n")
    return head.replace("territory", "country") + "\n" + rest


def unknown(text):
    lines = text.splitlines()
    assert lines[1].startswith("NLD,")
    lines[1] = lines[1].replace("NLD,", "Atlantis,", 1)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("change", [renamed, unknown])
@pytest.mark.parametrize("name", ["2026", "2027"])
def test_the_last_edition_stays_served(change, name, served):
    file = broken(change)
    with pytest.raises(InputError) as error:
        build_edition(name)
    for fault in error.value.faults:
        assert file in fault.where
        assert fault.found
        assert fault.expected
        assert fault.action
    now = editions.open_current()
    assert (now.name, now.manifest["word"]) == ("2026", "good")
    assert now.folder == served.folder
    assert editions.names() == ["2026"]
    assert not list(editions.folder().glob(".building-*"))


def test_the_command_says_what_and_leaves_the_last_edition(capsys):
    file = broken(unknown)
    with pytest.raises(SystemExit) as stop:
        run(["edition", "build", "--name", "2026"])
    assert stop.value.code == 2
    told = capsys.readouterr().err
    assert file in told
    assert "Atlantis" in told
    assert "Traceback" not in told
    assert editions.open_current().manifest["word"] == "good"


REPLY = {
    "period": "2022",
    "reporterCode": 528,
    "flowCode": "M",
    "partnerCode": 156,
    "classificationCode": "H6",
    "cmdCode": "811292",
    "qtyUnitCode": 8,
    "qty": 1200.0,
    "netWgt": 1200.0,
    "primaryValue": 99000.4,
}


@pytest.mark.parametrize(
    "rows",
    [[], [REPLY | {"cmdCode": "854140"}], [REPLY | {"netWgt": 1.2}], [REPLY | {"period": "2019"}]],
    ids=["no such year", "code of another vintage", "another unit", "vintage of later years"],
)
def test_declared_trade_that_cannot_be_keeps_the_last_edition(rows, served, monkeypatch):
    monkeypatch.setattr(find, "source_ids", lambda: ("comtrade",))
    papers = load.papers(find.source("comtrade").card)
    data = json.dumps({"data": rows}).encode()
    keep(data_folder() / "snapshots", "comtrade", "a.json", data, papers)
    with pytest.raises(InputError) as error:
        build_edition("2026")
    (fault,) = error.value.faults
    assert fault.where.startswith("a.json")
    assert fault.found
    assert fault.expected
    assert fault.action
    assert editions.open_current().manifest["word"] == "good"
    assert editions.open_current().folder == served.folder
