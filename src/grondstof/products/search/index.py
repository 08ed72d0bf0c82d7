"""The text index: nomenclature texts and reviewed names in one SQLite file, built on first use.

The file lies in the cache folder under a digest of what it was built from, so that a changed list
builds a new one. It is written beside its place and put there in one step.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from grondstof.products.composition.nomenclature import texts
from grondstof.products.search.words import kinds
from grondstof.settings import data_folder
from grondstof.vocabulary.reading import fold

# Letters from which a word is worth looking up by its three-letter parts.
SHORTEST = 4
MOST_WORDS = 12


_MEMORY: ContextVar[sqlite3.Connection | None] = ContextVar("memory", default=None)


@contextmanager
def in_memory() -> Iterator[None]:
    """Use an index in memory while the block runs, so that no file is written anywhere."""
    connection = sqlite3.connect(":memory:")
    try:
        _fill(connection)
        token = _MEMORY.set(connection)
        try:
            yield
        finally:
            _MEMORY.reset(token)
    finally:
        connection.close()


def index() -> sqlite3.Connection:
    """Return the open index, read-only; it is built when it is not there yet."""
    return _MEMORY.get() or _stored()


@cache
def _stored() -> sqlite3.Connection:
    path = data_folder() / "cache" / f"nomenclature-{_digest()}.sqlite"
    if not path.is_file():
        build(path)
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)


def build(path: Path) -> None:
    """Write the index to a file. Measured on two cores: see docs/benchmarks.md."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished)
    try:
        _fill(connection)
    finally:
        connection.close()
    unfinished.replace(path)


def _fill(connection: sqlite3.Connection) -> None:
    connection.execute(
        "create virtual table texts using fts5(code unindexed, text, tokenize='trigram')"
    )
    connection.executemany("insert into texts values (?, ?)", _documents())
    connection.execute("insert into texts(texts) values ('optimize')")
    connection.commit()


def search(words: Sequence[str], count: int = 5) -> list[tuple[str, float]]:
    """Return the codes whose texts hold most of the words, best first, with the bm25 score."""
    wanted = [word for word in dict.fromkeys(words) if len(word) >= SHORTEST][:MOST_WORDS]
    if not wanted:
        return []
    query = " OR ".join(f'"{word}"' for word in wanted)
    sql = "select code, -bm25(texts) from texts where texts match ? order by 2 desc, 1 limit ?"
    return [(str(code), float(score)) for code, score in index().execute(sql, (query, count))]


def _documents() -> Iterator[tuple[str, str]]:
    known = texts()
    named: dict[str, list[str]] = {}
    for kind in kinds():
        for code in kind.codes[:1]:
            named.setdefault(code, []).extend(" ".join(name) for name in kind.names)
    for code, text in known.items():
        if len(code) == 6:
            heading = known.get(code[:4], "")
            yield code, fold(" ".join((text, heading, *dict.fromkeys(named.get(code, ())))))


def _digest() -> str:
    digest = hashlib.sha256()
    for code, text in _documents():
        digest.update(f"{code}\t{text}\n".encode())
    return digest.hexdigest()[:12]
