"""Keeps finished pages on disk, so that processes share them and a restart finds them again.

A page lies under its ETag, which is known before the page is made: of what build, code and address
it is. Only pages without parameters come here; what somebody typed is never written. The shelf may
be emptied at any time, and stops taking pages when it is full.
"""

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from threading import Lock

from grondstof.products.web.cache import Entry
from grondstof.settings import data_folder

MOST_BYTES = 200_000_000
_MOST_OF_A_PAGE = 4_000_000


class Shelf:
    """The finished pages of one build.

    Args:
        stamp: Stamp of the build that is served; shelves of other builds are cleared away.
        most_bytes: Bytes above which nothing more is put on it.
    """

    def __init__(self, stamp: str, most_bytes: int = MOST_BYTES) -> None:
        self._folder = data_folder() / "cache" / "pages" / stamp
        self._most, self._lock = most_bytes, Lock()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for other in self._folder.parent.iterdir():
                if other != self._folder:
                    shutil.rmtree(other, ignore_errors=True)
        self._bytes = sum(file.stat().st_size for file in self._files())

    def get(self, etag: bytes) -> Entry | None:
        """Return the page of an ETag, or None; a file that is not whole is no page."""
        try:
            with self._path(etag).open("rb") as file:
                head = json.loads(file.readline(4096))
                content = file.read(_MOST_OF_A_PAGE)
        except (OSError, ValueError):
            return None
        if len(content) != head["bytes"]:
            return None
        headers = tuple(
            (name.encode("latin-1"), v.encode("latin-1")) for name, v in head["headers"]
        )
        return Entry(200, headers, content, etag, head["packable"], head["packed"])

    def put(self, etag: bytes, page: Entry) -> None:
        """Put a finished page on the shelf in one step; a full shelf or disk takes none."""
        page = page.small()
        if len(page.content) > min(_MOST_OF_A_PAGE, self._most - self._bytes):
            return
        head = {
            "bytes": len(page.content), "packable": page.packable, "packed": page.kept_packed,
            "headers": [[part.decode("latin-1") for part in pair] for pair in page.headers],
        }  # fmt: skip
        path = self._path(etag)
        part = path.with_suffix(f".{os.getpid()}")
        with self._lock, suppress(OSError):
            part.write_bytes(json.dumps(head).encode() + b"\n" + page.content)
            part.replace(path)
            self._bytes += len(page.content)

    def _path(self, etag: bytes) -> Path:
        return self._folder / etag.decode("ascii").removeprefix('W/"').rstrip('"')

    def _files(self) -> list[Path]:
        try:
            return list(self._folder.iterdir())
        except OSError:
            return []
