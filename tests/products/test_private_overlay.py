"""A private overlay: sources, chains and stocks join; every result says so; nothing gets out."""

import json
import shutil
from pathlib import Path
from urllib.parse import urlencode

import pytest

from grondstof.assess.build import DEFAULT_AS_OF, choose_snapshots
from grondstof.assess.recipe import Question
from grondstof.errors import InputError
from grondstof.products.answers import chain, scenario
from grondstof.products.answers.base import PRIVATE
from grondstof.products.answers.desk import Desk
from grondstof.products.api.endpoints import ENDPOINTS
from grondstof.products.web import publish
from grondstof.products.web.addresses import Address
from grondstof.products.web.server import site
from grondstof.settle import production
from grondstof.sources.kit import find, load
from grondstof.store.editions import Edition
from grondstof.store.warehouse import Warehouse
from tests.products.asking import Asking
from tests.products.canary import CANARY, CHAIN_ID, TONNES, holds, plant
from tests.products.whole_site import data_beside, work_privately

PAGES = [
    Address(language, name, rest)
    for language in ("nl", "en")
    for name, rest in (
        ("chains", ()), ("chains", ("permanent-magnet",)), ("scenario", ()),
        ("scenario", ("gallium-ban-china",)), ("materials", ("gallium",)), ("data", ()),
    )
]  # fmt: skip
FILES = tuple(
    f"/en/chains/permanent-magnet/files/rows.{ending}"
    for ending in ("csv", "json", "xlsx", "parquet", "pdf", "docx")
)


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    return plant(tmp_path / "overlay")


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
    assert gallium["NLD"]["quantity_t"] == TONNES
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
    own = chain.answer(edition, Question(options={"product": CHAIN_ID}))
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


def test_a_build_without_it_takes_no_private_snapshot(
    overlay: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("GRONDSTOF_PRIVATE", str(overlay))
    load.freeze_shipped("own_notes", tmp_path / "data" / "snapshots")
    assert "own_notes" in choose_snapshots(DEFAULT_AS_OF)
    monkeypatch.delenv("GRONDSTOF_PRIVATE")
    assert "own_notes" not in choose_snapshots(DEFAULT_AS_OF)


def test_a_process_that_saw_it_answers_the_public_as_others_do(
    published: Path,
    data_folder: Path,
    overlay: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Private answers come first, so that one that is kept for the public would show."""
    monkeypatch.setenv("GRONDSTOF_DATA", str(data_beside(data_folder, tmp_path / "data")))
    monkeypatch.setenv("GRONDSTOF_PRIVATE", str(overlay))
    with pytest.raises(InputError, match="private overlay"):
        Desk()
    # Found in each sort of file of a private session: the search below can find it too.
    assert work_privately(tmp_path / "data") == []
    monkeypatch.delenv("GRONDSTOF_PRIVATE")
    desk = Desk()
    made = _pages(tmp_path / "made", desk)
    assert [name for name, body in {**made, **_served(desk)}.items() if holds(body)] == []
    tables = [name for name in made if name.endswith((".json", ".csv")) and "/files/" in name]
    assert len(tables) > 50
    assert [name for name in tables if (published / name).read_bytes() != made[name]] == []


def test_the_canary_is_in_no_published_byte(published: Path, edition: Edition) -> None:
    """The whole site, its tables, documents of the API, catalogues and index; and the edition."""
    files = [
        path for root in (published, edition.folder) for path in root.rglob("*") if path.is_file()
    ]
    assert len(files) > 5000
    assert [path.name for path in files if holds(path.read_bytes())] == []
    assert [path.name for path in files if CANARY in str(path)] == []


def _pages(out: Path, desk: Desk) -> dict[str, bytes]:
    """Return some pages as files, with their tables and figures, made in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "page_paths", lambda desk: iter(PAGES))
        done = publish.publish_site(desk, out, "", "a@example.org", lambda *_: None)
    assert done.left_out == []
    return {name: (out / name).read_bytes() for name in done.paths}


def _served(desk: Desk) -> dict[str, bytes]:
    """Return files of every sort and the answers of the API, from the server."""
    asking = Asking(site(desk))
    replies = {path: asking.get(path) for path in (*FILES, *_api())}
    asking.close()
    assert [path for path, reply in replies.items() if reply.status_code != 200] == []
    return {path: reply.content for path, reply in replies.items()}


def _api() -> list[str]:
    """Return the document of the API and every endpoint with the example of each parameter."""
    paths = ["/api/v1/openapi.json"]
    for endpoint in ENDPOINTS:
        values = {item.name: item.example for item in endpoint.parameters}
        asked = {
            item.name: item.example
            for item in endpoint.parameters
            if item.required and f"{{{item.name}}}" not in endpoint.path
        }
        paths.append(f"/api/v1{endpoint.path.format(**values)}?{urlencode(asked)}".rstrip("?"))
    return paths
