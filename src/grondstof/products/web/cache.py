"""Keeps finished pages in memory, packed, bounded in bytes, least used out first.

The key holds checked parameters only, never the address as it came in: nobody can flood the cache
with parameters that change nothing.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from gzip import compress, decompress
from hashlib import sha256
from threading import Lock

MOST_BYTES = 8_000_000
_WORTH_PACKING = 600
# Beyond this level a page takes twice the time for three per cent fewer bytes.
_LEVEL = 4
_TEXTUAL = ("text/", "application/json", "image/svg", "application/problem")


@dataclass(frozen=True)
class Entry:
    """One finished answer.

    Attributes:
        status: Status code.
        headers: Headers besides those of length and packing.
        content: The body, or the packed body when that is all that is kept.
        etag: ETag.
        packable: Whether packing is worth it.
        kept_packed: Whether `content` is packed.
    """

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    content: bytes
    etag: bytes
    packable: bool = False
    kept_packed: bool = False

    @property
    def body(self) -> bytes:
        """Return the body."""
        return decompress(self.content) if self.kept_packed else self.content

    @cached_property
    def packed(self) -> bytes | None:
        """Return the packed body, made when the first visitor wants it; None when not worth it."""
        if self.kept_packed:
            return self.content
        return compress(self.content, _LEVEL, mtime=0) if self.packable else None

    @property
    def size(self) -> int:
        """Return the bytes it takes."""
        return len(self.content) + 500

    def small(self) -> "Entry":
        """Return the answer as it is kept: packed only, since few visitors want it otherwise."""
        if self.packed is None or self.kept_packed:
            return self
        return replace(self, content=self.packed, kept_packed=True)


def entry(
    status: int,
    sort: str,
    body: bytes,
    headers: tuple[tuple[bytes, bytes], ...] = (),
    etag: bytes = b"",
) -> Entry:
    """Return a finished answer of a media type; without an ETag, its body gives one."""
    packable = sort.startswith(_TEXTUAL) and len(body) > _WORTH_PACKING
    kind = (b"content-type", sort.encode())
    return Entry(status, (kind, *headers), body, etag or weak(body), packable)


def weak(content: bytes) -> bytes:
    """Return the weak ETag of a content."""
    return b'W/"' + sha256(content).hexdigest()[:20].encode() + b'"'


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
        if not self._most:
            return
        value = value.small()
        with self._lock:
            old = self._entries.pop(key, None)
            self._bytes -= old.size if old else 0
            if value.size > self._most:
                return
            self._bytes += value.size
            self._entries[key] = value
            while self._bytes > self._most:
                self._bytes -= self._entries.popitem(last=False)[1].size

    def clear(self) -> None:
        """Forget everything, as when a new edition is served."""
        with self._lock:
            self._entries.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._entries)
