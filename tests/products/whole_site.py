"""The whole site as files, made in a data folder in which a private overlay was used before."""

import shutil
from pathlib import Path

import pytest

from grondstof.products.answers.desk import Desk
from grondstof.products.web import publish
from grondstof.products.web.publish_pages import Written
from grondstof.products.web.server import site
from grondstof.sources.kit import load
from tests.products.asking import Asking
from tests.products.canary import CHAIN_ID, holds, plant

# Pages that everybody asks for, which must not be kept for the public as they were seen here.
SEEN = (
    *("/nl/ketens", "/en/chains", "/api/v1/ketens", "/nl/scenario", "/en/scenario"),
    *(
        "/nl/scenario/gallium-ban-china",
        "/en/scenario/gallium-ban-china",
        "/nl/grondstoffen/gallium",
    ),
)
# Every sort of thing a reader can take away, of a page that rests on private files alone.
TAKEN = (
    *(f"/{words}/{CHAIN_ID}" for words in ("nl/ketens", "en/chains", "api/v1/ketens")),
    *(
        f"/en/chains/{CHAIN_ID}/files/rows.{ending}"
        for ending in ("csv", "json", "xlsx", "parquet", "pdf", "docx", "csv-metadata.json")
    ),
)


def make(data: Path, folder: Path) -> tuple[Path, Written]:
    """Publish the whole site after a session with an overlay; return its folder.

    Args:
        data: Data folder with an edition; it is read and not written to.
        folder: Empty folder for the copy of the data folder, the overlay and the site.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRONDSTOF_DATA", str(data_beside(data, folder / "data")))
        patch.setenv("GRONDSTOF_PRIVATE", str(plant(folder / "overlay")))
        work_privately(folder / "data")
        patch.delenv("GRONDSTOF_PRIVATE")
        out = folder / "host" / "grondstof"
        mail = "a@example.org"
        return out, publish.publish_site(Desk(), out, "/grondstof", mail, lambda *_: None, 2)


def work_privately(data: Path) -> list[str]:
    """Leave the traces of a session with the overlay that is set; return what misses a canary."""
    load.freeze_shipped("own_notes", data / "snapshots")
    asking = Asking(site(Desk(private=True)))
    try:
        replies = {path: asking.get(path) for path in (*SEEN, *TAKEN)}
    finally:
        asking.close()
    assert all(reply.status_code == 200 for reply in replies.values())
    return [path for path in TAKEN if not holds(replies[path].content)]


def data_beside(data: Path, copy: Path) -> Path:
    """Return a data folder with the same editions and snapshots that can be written to."""
    for name in ("editions", "snapshots"):
        (copy / name).mkdir(parents=True)
        for path in sorted((data / name).iterdir()):
            (copy / name / path.name).symlink_to(path.readlink() if path.is_symlink() else path)
    if (data / "library").is_dir():
        shutil.copytree(data / "library", copy / "library")
    shutil.copy(data / "current", copy / "current")
    return copy
