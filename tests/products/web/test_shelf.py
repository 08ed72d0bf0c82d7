"""Finished pages on disk: the same bytes as when made, shared, and never what somebody typed."""

from pathlib import Path

import pytest

from grondstof.products.answers.desk import Desk
from grondstof.products.web.app import Site
from grondstof.products.web.cache import entry
from grondstof.products.web.replies import Wanted
from grondstof.products.web.shelf import Shelf
from grondstof.store.editions import RECIPES, Edition

PAGE = "/nl/landen/JOR"
PACKED = Wanted(packed=True)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let shelves stand in a folder of the test, whatever the data folder is."""
    monkeypatch.setattr("grondstof.products.web.shelf.data_folder", lambda: tmp_path)
    return tmp_path


def _files(place: Path) -> list[Path]:
    return sorted(path for path in place.rglob("*") if path.is_file())


def test_another_process_sends_the_same_bytes_without_making_the_page(
    edition: Edition, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (Site(Desk(), shelved=True) for _ in range(2))
    made = one.make(PAGE, "", PACKED)
    assert made.status == 200
    assert len(_files(place)) == 1

    def refuse(*_: object) -> None:
        raise AssertionError("the page was made again")

    monkeypatch.setattr(other, "html", refuse)
    found = other.make(PAGE, "", PACKED)
    assert (found.body, found.packed, found.etag, found.headers) == (
        made.body,
        made.packed,
        made.etag,
        made.headers,
    )


def test_what_somebody_typed_is_never_written(edition: Edition, place: Path) -> None:
    site = Site(Desk(), shelved=True)
    for path, query in (("/nl/mand", "codes=850511"), ("/nl/producten", "q=magneet")):
        assert site.make(path, query).status == 200
    assert site.make("/nl/landen/nergens").status == 404
    assert _files(place) == []


def test_without_leave_nothing_is_written(edition: Edition, place: Path) -> None:
    assert Site(Desk()).make(PAGE).status == 200
    assert _files(place) == []


def test_a_page_of_other_settings_is_another_page(
    edition: Edition, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Site(Desk(), shelved=True).make(PAGE)
    monkeypatch.setenv("GRONDSTOF_ADDRESS", "https://stoffen.example")
    second = Site(Desk(), shelved=True).make(PAGE)
    assert first.etag != second.etag
    assert len(_files(place)) == 2


def test_a_torn_file_is_no_page_and_a_full_shelf_takes_none(place: Path) -> None:
    page = entry(200, "text/html", b"<p>" + b"gallium " * 500, etag=b'W/"0123456789"')
    shelf = Shelf("2026-a", most_bytes=5_000)
    shelf.put(page.etag, page)
    found = shelf.get(page.etag)
    assert found is not None
    assert found.body == page.body
    (file,) = _files(place)
    file.write_bytes(file.read_bytes()[:-1])
    assert shelf.get(page.etag) is None
    file.write_bytes(b"not ours")
    assert shelf.get(page.etag) is None
    full = Shelf("2026-a", most_bytes=60)
    full.put(b'W/"abcdef"', page)
    assert full.get(b'W/"abcdef"') is None


def test_shelves_of_other_builds_are_cleared_away(place: Path) -> None:
    page = entry(200, "text/html", b"<p>gallium", etag=b'W/"0123456789"')
    Shelf("2026-a").put(page.etag, page)
    assert Shelf("2026-b").get(page.etag) is None
    assert _files(place) == []


def test_a_table_made_beside_an_edition_gives_pages_another_etag(
    edition: Edition, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk()
    site = Site(desk, shelved=True)
    before = site.make(PAGE).etag
    monkeypatch.setattr(Edition, "beside", place)
    (place / RECIPES).write_text("{}")
    monkeypatch.setattr(desk, "_looked", 0.0)
    monkeypatch.setattr("grondstof.products.answers.desk._LOOK_AGAIN", -1.0)
    assert site.make(PAGE).etag != before
