"""Keeps finished pages in memory, bounded in number and in bytes, least used out first.

The key holds checked parameters only, never the address as it came in: nobody can flood the cache
with parameters that change nothing.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from gzip import compress
from hashlib import sha256
from threading import Lock

MOST_BYTES = 48_000_000
_WORTH_PACKING = 600


@dataclass(frozen=True)
class Entry:
    """One finished answer: status, headers, body, packed body and its ETag."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    packed: bytes | None
    etag: bytes

    @property
    def size(self) -> int:
        """Return the bytes it takes."""
        return len(self.body) + len(self.packed or b"") + 500


def entry(
    status: int, sort: str, body: bytes, headers: tuple[tuple[bytes, bytes], ...] = ()
) -> Entry:
    """Return a finished answer of a media type; text is packed once, here."""
    textual = sort.startswith(("text/", "application/json", "image/svg", "application/problem"))
    packed = compress(body, 5, mtime=0) if textual and len(body) > _WORTH_PACKING else None
    etag = b'W/"' + sha256(body).hexdigest()[:20].encode() + b'"'
    kind = (b"content-type", sort.encode())
    return Entry(status, (kind, *headers), body, packed, etag)


class Cache:
    """The finished pages."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._entries: OrderedDict[Hashable, Entry] = OrderedDict()
        self._most, self._bytes, self._lock = most_bytes, 0, Lock()

    def get(self, key: Hashable) -> Entry | None:
        """Return a finished page, or None."""
        with self._lock:
            found = self._entries.get(key)
            if found is not None:
                self._entries.move_to_end(key)
            return found

    def put(self, key: Hashable, value: Entry) -> None:
        """Keep a finished page and forget the least used beyond the bound."""
        with self._lock:
            old = self._entries.pop(key, None)
            self._bytes += value.size - (old.size if old else 0)
            self._entries[key] = value
            while self._bytes > self._most and len(self._entries) > 1:
                self._bytes -= self._entries.popitem(last=False)[1].size

    def clear(self) -> None:
        """Forget everything, as when a new edition is served."""
        with self._lock:
            self._entries.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._entries)
