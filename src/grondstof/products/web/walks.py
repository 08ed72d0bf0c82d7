"""Addresses of the walk behind a number: the table it is from, its key, its column."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from grondstof.products.web.addresses import new_path
from grondstof.products.web.visit import Visit
from grondstof.vocabulary.tables import tables as known_tables

Row = Mapping[str, Any]
# Stands for a slash inside a value of a key, which would else part the address.
SLASH = "~2F"


def origin_table(row: Row) -> str | None:
    """Return the table of the dictionary that a row comes from, judged by its row id."""
    wanted = row.get("row_id")
    if not wanted:
        return None
    for name in _possible(tuple(row)):
        key = [row[part] for part in known_tables()[name].key]
        if "/".join("" if value is None else str(value) for value in key) == wanted:
            return name
    return None


@lru_cache(maxsize=1024)
def _possible(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tables a row with these columns may come from, the best match first."""
    had = frozenset(columns)
    scores = {
        name: sum(column in had for column in table.values)
        for name, table in known_tables().items()
        if not name.startswith("reported__") and had.issuperset(table.key)
    }
    return tuple(sorted(scores, key=lambda name: -scores[name]))


def walk_of(visit: Visit, row: Row, origin: str | None) -> str:
    """Return the address of the walk behind a row, without the column; empty when there is none."""
    if origin is None or visit.static:
        return ""
    place = visit.address
    return new_path(place.language, "trace", (origin, *_key(row, origin)), place.edition)


def _key(row: Row, origin: str) -> list[str]:
    parts = known_tables()[origin].key
    values: Sequence[Any] = str(row.get("row_id") or "").split("/")
    # The id holds the key as it is stored; a page may have put words in the place of a value.
    if len(values) != len(parts):
        values = [row[part] for part in parts]
    return ["~" if value in (None, "") else str(value).replace("/", SLASH) for value in values]


def leads(origin: str | None, column: str) -> bool:
    """Return whether a column is one of the table that a row comes from, so that it has a walk."""
    return origin is not None and column in known_tables()[origin].values


def key_of(parts: Sequence[str]) -> list[str]:
    """Return the key that the parts of an address stand for."""
    return [part.replace(SLASH, "/") for part in parts]
