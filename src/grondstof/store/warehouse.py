"""Tables in and out; the only module that knows the table engine (DuckDB).

A `Warehouse` is scratch: one file that may be deleted at any time and is never served. A
`ParquetReader` opens the tables of an edition read-only.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import duckdb

from grondstof.settings import read as setting
from grondstof.vocabulary.tables import TYPES, Table, tables

if TYPE_CHECKING:
    import pyarrow as pa

Params = Mapping[str, object] | Sequence[object] | None

_TABLE_NAME = re.compile(r"\b(?:reported|settled|assessed)__[a-z0-9_]+\b")


def connect(path: Path | None, *, threads: int | None, folder: Path) -> duckdb.DuckDBPyConnection:
    """Open the engine so that it can download nothing and keeps within its memory.

    Args:
        path: Database file; None for memory.
        threads: Number of threads; None for the engine's own choice.
        folder: Folder for spilled data.
    """
    config: dict[str, Any] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": setting("GRONDSTOF_MEMORY") or "1GB",
        "temp_directory": str(folder / "spill"),
    }
    if threads is not None:
        config["threads"] = str(threads)
    return duckdb.connect(str(path) if path else ":memory:", config=config)


class Reader:
    """Runs queries and returns rows or Arrow tables."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def prepare(self, sql: str) -> None:
        """Make the tables that a query names known to the engine."""

    def rows(self, sql: str, params: Params = None) -> list[dict[str, Any]]:
        """Return the rows of a query as dictionaries; without the cost of Arrow."""
        self.prepare(sql)
        cursor = self._connection.cursor()
        cursor.execute(sql, params)
        names = [column[0] for column in cursor.description or ()]
        same: dict[str, str] = {}
        return [
            {name: _one(value, same) for name, value in zip(names, row, strict=True)}
            for row in cursor.fetchall()
        ]

    def batches(self, sql: str, size: int) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query one by one, read from the engine a number at a time."""
        self.prepare(sql)
        cursor = self._connection.cursor()
        cursor.execute(sql)
        while rows := cursor.fetchmany(size):
            yield from rows

    def arrow(self, sql: str, params: Params = None) -> "pa.Table":
        """Return the result of a query as an Arrow table."""
        self.prepare(sql)
        cursor = self._connection.cursor()
        # The relation interface hands rows over without an extra copy.
        found: pa.Table = cursor.sql(sql, params=params).to_arrow_table()
        return found

    def close(self) -> None:
        """Let go of the engine; twice does no harm."""
        with suppress(duckdb.Error):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _one(value: Any, same: dict[str, str]) -> Any:
    """Return a value; a text that came before as the same object, so that ids are kept once."""
    return same.setdefault(value, value) if type(value) is str else value


class Warehouse(Reader):
    """The scratch database in which a build puts its tables together.

    Args:
        path: File of the database; made when absent.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # One thread: with more, the last digits of sums depend on the order of the threads.
        super().__init__(connect(path, threads=1, folder=path.parent))
        self.path = path
        for table in tables().values():
            self._create(table)

    def _create(self, table: Table) -> None:
        columns = ", ".join(f'"{column.name}" {TYPES[column.type]}' for column in table.columns)
        self._connection.execute(f'create table if not exists "{table.name}" ({columns})')

    def append(self, name: str, rows: "pa.Table") -> int:
        """Add rows to a table and return how many were added.

        Args:
            name: Name of a table of the dictionary.
            rows: Rows with exactly the columns of that table, in any order.
        """
        table = tables()[name]
        missing = {column.name for column in table.columns} ^ set(rows.column_names)
        if missing:
            raise ValueError(f"{name}: columns differ from the dictionary: {sorted(missing)}")
        names = ", ".join(
            f'cast("{column.name}" as {TYPES[column.type]})' for column in table.columns
        )
        cursor = self._connection.cursor()
        cursor.register("incoming", rows)
        cursor.execute(f'insert into "{name}" select {names} from incoming')
        cursor.unregister("incoming")
        return int(rows.num_rows)

    def replace(self, name: str, rows: "pa.Table") -> int:
        """Put rows in the place of all rows of a table and return how many there are."""
        self._connection.execute(f'delete from "{name}"')
        return self.append(name, rows)

    def count(self, name: str) -> int:
        """Return the number of rows of a table."""
        return int(self.rows(f'select count(*) as n from "{tables()[name].name}"')[0]["n"])


class ParquetReader(Reader):
    """Reads the Parquet tables of an edition; opens only those that a query names.

    Args:
        folder: Folder with one folder of Parquet parts for each table.
        spill: Folder for spilled data.
        beside: Folder with tables that were made later; those of the edition go first.
        threads: Threads of one query; None for the engine's own choice. With more than one the
            last digits of sums depend on the order of the threads. Who asks at the same time, each
            in a thread of its own, does not wait.
    """

    def __init__(
        self, folder: Path, spill: Path, beside: Path | None = None, *, threads: int | None = 1
    ) -> None:
        super().__init__(connect(None, threads=threads, folder=spill))
        self._folders = [folder, *([beside] if beside else [])]
        self._open: set[str] = set()
        self._empty: set[str] = set()
        self._opening = Lock()

    def prepare(self, sql: str) -> None:
        """Open the Parquet tables that a query names; several threads may ask at once."""
        wanted = set(_TABLE_NAME.findall(sql))
        # A table without parts may get them later, beside the edition.
        filled = {name for name in wanted & self._empty if self._parts(name)}
        if wanted <= self._open and not filled:
            return
        with self._opening:
            for name in sorted(wanted - self._open | filled):
                # Not on the connection itself, which refuses while another thread asks it.
                self._connection.cursor().execute(
                    f'create or replace view "{name}" as {self._view(name)}'
                )
                self._open.add(name)
                if self._parts(name):
                    self._empty.discard(name)
                else:
                    self._empty.add(name)

    def _parts(self, name: str) -> Path | None:
        """Return the folder of a table's parts, None for a table without any."""
        folders = (folder / name for folder in self._folders)
        return next((folder for folder in folders if any(folder.glob("*.parquet"))), None)

    def _view(self, name: str) -> str:
        folder = self._parts(name)
        if folder:
            parts = str(folder / "*.parquet").replace("'", "''")
            return f"select * from read_parquet('{parts}')"
        columns = ", ".join(
            f'null::{TYPES[column.type]} as "{column.name}"' for column in tables()[name].columns
        )
        return f"select {columns} where false"
