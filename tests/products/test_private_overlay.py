"""A private overlay: sources, chains and stocks join; every result says so; nothing gets out."""

import json
import shutil
from pathlib import Path

import pytest

from grondstof.assess.recipe import Question
from grondstof.errors import InputError
from grondstof.products.answers import chain, scenario
from grondstof.products.answers.base import PRIVATE
from grondstof.products.answers.desk import Desk
from grondstof.products.web import publish
from grondstof.products.web.addresses import Address
from grondstof.products.web.server import site
from grondstof.settle import production
from grondstof.sources.kit import find, load
from grondstof.store.editions import Edition
from grondstof.store.warehouse import Warehouse
from tests.products.asking import Asking
from tests.products.canary import CANARY, CHAIN

CARD = f"""\
source_id: own_notes
publisher: {CANARY}
title: {CANARY}
year: 2026
published: 2026-10-01
accessed: 2026-10-01
licence: private
licence_url: https://example.org/
allows: nothing
citation: {CANARY}
url: https://example.org/
cadence: once
tables:
  reported__production: {{rows_min: 1, rows_max: 9}}
"""
ROWS = f"""\
material,territory,year,value,unit,status,locator
{CANARY} gallium,Netherlands,2024,5,t,measured,{CANARY} page 1
"""
LABELS = f"""\
kind,label,id,extra
material,{CANARY} gallium,gallium,stage_id=processing;grade_id=any;content_basis=contained
"""
PAGES = [
    Address(language, name, rest)
    for language in ("nl", "en")
    for name, rest in (
        ("chains", ()), ("chains", ("permanent-magnet",)), ("scenario", ()),
        ("scenario", ("gallium-ban-china",)), ("materials", ("gallium",)), ("data", ()),
    )
]  # fmt: skip
QUESTIONS = ("/api/v1/grondstoffen/gallium", "/api/v1/grondstoffen/gallium/leveranciers")


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    folder = tmp_path / "overlay"
    own = folder / "sources" / "own_notes"
    (own / "snapshot").mkdir(parents=True)
    (own / "source.yml").write_text(CARD, encoding="utf-8")
    (own / "labels.csv").write_text(LABELS, encoding="utf-8")
    (own / "snapshot" / "production.csv").write_text(ROWS, encoding="utf-8")
    (folder / "chains").mkdir()
    (folder / "chains" / "private-toy.yml").write_text(CHAIN, encoding="utf-8")
    (folder / "stocks.csv").write_text(
        "material_id,territory_id,stock_days,reason\ngallium,NLD,365,own stock\n", encoding="utf-8"
    )
    return folder


def test_a_private_source_wins_and_hides_no_country(
    overlay: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRONDSTOF_PRIVATE", str(overlay))
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path / "data"))
    assert "own_notes" in find.source_ids()
    with Warehouse(tmp_path / "w.duckdb") as warehouse:
        for name in ("wmd", "own_notes"):
            snapshots = load.freeze_shipped(name, tmp_path / "data" / "snapshots")
            load.load(name, snapshots, warehouse)
        claims = warehouse.arrow("select * from reported__production where year = 2024")
        rows = production.run({"reported__production": claims}).to_pylist()
    gallium = {row["territory_id"]: row for row in rows if row["material_id"] == "gallium"}
    assert gallium["NLD"]["quantity_t"] == 5.0
    assert "one's own" in gallium["NLD"]["reason"]
    assert gallium["CHN"]["quantity_t"] > 100.0
    monkeypatch.delenv("GRONDSTOF_PRIVATE")
    assert "own_notes" not in find.source_ids()


def test_a_private_source_that_is_wrong_is_refused(
    overlay: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRONDSTOF_PRIVATE", str(overlay))
    with pytest.raises(InputError, match=r"a file of this name in the private overlay"):
        list(find.parse("own_notes")({"secrets.csv": b"a,b\n"}))  # type: ignore[misc]
    (overlay / "sources" / "own_notes").rename(overlay / "sources" / "wmd")
    with pytest.raises(InputError, match=r"the name of a source that ships"):
        find.source_ids()


def test_every_answer_says_that_it_saw_the_overlay(
    edition: Edition, overlay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Question(options={"exporter": "CHN", "material": "gallium", "draws": 50})
    before = scenario.answer(edition, asked)
    assert PRIVATE not in before.notes
    monkeypatch.setenv("GRONDSTOF_PRIVATE", str(overlay))
    held = scenario.answer(edition, asked)
    assert held.rows[0]["months_of_use"] < before.rows[0]["months_of_use"]
    own = chain.answer(edition, Question(options={"product": "private-toy"}))
    desk = Desk(private=True)
    for answer in (held, own, desk.ask("list"), desk.ask("material", material="gallium")):
        assert PRIVATE in answer.notes
    assert CANARY in str(own.to_dict())


def test_an_edition_that_saw_it_stays_marked_without_it(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "editions"
    folder.mkdir(parents=True)
    shutil.copytree(edition.folder, folder / "own")
    path = folder / "own" / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "private": True}), "utf-8")
    (tmp_path / "data" / "current").write_text("own", "utf-8")
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path / "data"))
    with pytest.raises(InputError, match="built with a private overlay"):
        Desk().ask("list")
    assert PRIVATE in Desk(private=True).ask("list").notes


def test_the_canary_is_in_no_published_byte(
    edition: Edition, overlay: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRONDSTOF_PRIVATE", str(overlay))
    with pytest.raises(InputError, match="private overlay"):
        Desk()
    assert CANARY in str(Desk(private=True).ask("chain").to_dict())
    monkeypatch.delenv("GRONDSTOF_PRIVATE")
    desk, out = Desk(), tmp_path / "site"
    monkeypatch.setattr(publish, "page_paths", lambda desk: iter(PAGES))
    done = publish.publish_site(desk, out, "", "a@example.org", lambda *_: None)
    assert done.left_out == []
    asking = Asking(site(desk))
    replies = [asking.get(path) for path in QUESTIONS]
    asking.close()
    assert all(reply.status_code == 200 for reply in replies)
    files = [path for root in (out, edition.folder) for path in root.rglob("*") if path.is_file()]
    assert len(files) > 50
    held = [path.name for path in files if CANARY.encode() in path.read_bytes()]
    assert held == []
    assert all(CANARY.encode() not in reply.content for reply in replies)
