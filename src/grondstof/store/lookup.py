"""Rows of one subject without a query: what pages ask for again and again, packed by subject.

A page about a territory or a material asks ten tables for the few rows of that subject. Planning a
query and opening Parquet cost the table engine some milliseconds each, ten times what the rows
themselves cost. A lookup file holds those rows, packed by table and subject, beside the edition in
the cache: it is made from the tables of a build, is never changed, and may be deleted at any time.
Without it `Edition.look_up` asks the tables; the rows are the same.
"""

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from grondstof import log
from grondstof.settings import data_folder
from grondstof.store.warehouse import ParquetReader
from grondstof.vocabulary.tables import Table, tables

Row = dict[str, Any]

# Table -> the subjects by which its rows are packed, each one or more columns.
SUBJECTS: Mapping[str, Sequence[tuple[str, ...]]] = {
    "settled__governance": (("territory_id",),),
    "settled__supply_share": (("territory_id",), ("material_id",)),
    "settled__production": (("territory_id",), ("material_id", "year")),
    "settled__parameter": (("material_id",),),
    "settled__use_share": (("material_id",),),
    "reported__restriction": (("territory_id",), ("material_id",)),
    "assessed__criticality": (("material_id",),),
    "assessed__indicator": (("material_id",),),
    "assessed__replication": (("material_id",),),
    "assessed__origin": (("importer_id", "origin_id"),),
}
_MANY = 2_000
_LEVEL = 1
# Largest packed subject that is unpacked; far above what a table of an edition holds.
_MOST_BYTES = 64_000_000


def path(built: Path) -> Path:
    """Return where the lookup file of a build is kept; one packed otherwise has another name."""
    name = built.name.removeprefix(".built-")
    return data_folder() / "cache" / f"lookup-{name}-{_layout()}.sqlite"


@cache
def _layout() -> str:
    """Return a short text that changes when other rows or columns are packed."""
    columns = {name: [column.name for column in tables()[name].columns] for name in SUBJECTS}
    text = json.dumps([sorted(SUBJECTS.items()), columns])
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def make(built: Path) -> Path:
    """Write the lookup file of a build, unless it is there, and drop those of builds now gone.

    Args:
        built: Folder of the build, with `tables/`.

    Returns:
        The file. Two processes may make it at once: each writes aside and puts in place.
    """
    goal = path(built)
    if goal.is_file():
        return goal
    goal.parent.mkdir(parents=True, exist_ok=True)
    part = goal.with_suffix(f".{os.getpid()}")
    part.unlink(missing_ok=True)
    with (
        ParquetReader(built / "tables", data_folder() / "cache", threads=1) as reader,
        closing(sqlite3.connect(part)) as base,
    ):
        base.execute("create table packed (subject text primary key, rows blob) without rowid")
        for name, columns in ((name, one) for name, many in SUBJECTS.items() for one in many):
            base.executemany("insert into packed values (?, ?)", _packed(reader, name, columns))
        base.commit()
    part.replace(goal)
    _drop_old(built.parent, goal)
    return goal


def _drop_old(builds: Path, kept: Path) -> None:
    there = {path(folder) for folder in builds.glob(".built-*")}
    for file in kept.parent.glob("lookup-*.sqlite"):
        if file not in there:
            file.unlink(missing_ok=True)


def _packed(
    reader: ParquetReader, name: str, columns: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    table = tables()[name]
    places = [[column.name for column in table.columns].index(one) for one in columns]
    found = reader.batches(f'select * from "{name}" order by {_order(columns, table)}', _MANY)
    for values, rows in groupby(found, key=lambda row: tuple(row[place] for place in places)):
        if None not in values:
            text = json.dumps(list(rows), separators=(",", ":"), default=date.isoformat)
            yield _subject(name, columns, values), zlib.compress(text.encode(), _LEVEL)


def _order(columns: Sequence[str], table: Table) -> str:
    return ", ".join(f'"{column}"' for column in dict.fromkeys((*columns, *table.key)))


def _subject(name: str, columns: Sequence[str], values: Sequence[object]) -> str:
    return json.dumps([name, *columns, *values])


class Lookup:
    """An opened lookup file.

    Args:
        file: A file that `make` wrote.
    """

    def __init__(self, file: Path) -> None:
        # The file is never changed, so no lock and no journal are needed.
        name = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
        self._base = sqlite3.connect(name, uri=True, check_same_thread=False)
        with suppress(sqlite3.DatabaseError):
            self._base.execute("pragma cache_size = -256")

    def rows(self, name: str, keys: Mapping[str, object]) -> list[Row] | None:
        """Return the whole rows of a subject in the order of the table's key.

        Args:
            name: Table.
            keys: Column -> value, in the order of `SUBJECTS`.

        Returns:
            None when the table is not packed by these columns or the file is damaged; an empty
            list for a subject without rows.
        """
        columns = tuple(keys)
        if columns not in SUBJECTS.get(name, ()):
            return None
        wanted = _subject(name, columns, tuple(keys.values()))
        try:
            sql = "select rows from packed where subject = ?"
            found = self._base.execute(sql, [wanted]).fetchone()
            return [] if found is None else _unpacked(tables()[name], found[0])
        except (sqlite3.Error, zlib.error, ValueError):
            log.logger("store").warning("the lookup file is damaged; the tables are asked")
            return None


def _unpacked(table: Table, packed: bytes) -> list[Row]:
    names = [column.name for column in table.columns]
    days = [column.name for column in table.columns if column.type == "date"]
    text = zlib.decompressobj().decompress(packed, _MOST_BYTES)
    rows = [dict(zip(names, values, strict=True)) for values in json.loads(text)]
    for row in rows:
        for day in days:
            row[day] = row[day] and date.fromisoformat(row[day])
    return rows


def query(name: str, columns: Sequence[str]) -> str:
    """Return the query that gives the same rows from the tables, with the values as parameters."""
    where = " and ".join(f'"{column}" = ?' for column in columns)
    return f'select * from "{name}" where {where} order by {_order(columns, tables()[name])}'
