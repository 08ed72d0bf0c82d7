"""One small interface to the engine that runs the trade recipes, on one machine or on many.

The recipes are SQL texts in the part that DuckDB and Spark share; `:name` marks a parameter.
House rules for equal cells: sums of integers and constants are cast (`1e0`, not `1.0`), every
division is guarded with `nullif(x, 0)`, ties are broken by id, and a text ends with ORDER BY on
its key. DuckDB is the default; `GRONDSTOF_ENGINE=spark` chooses Spark.
"""

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from grondstof.errors import Fault, InputError
from grondstof.settings import data_folder
from grondstof.settings import read as setting

if TYPE_CHECKING:
    import pyarrow as pa

Params = Mapping[str, object]

# A colon before a name, but not the double colon of a cast nor one inside a word.
_PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)\b")


class Engine(Protocol):
    """Runs SQL over views of Parquet files or Arrow tables."""

    def view(self, name: str, source: "Sequence[Path] | pa.Table") -> None:
        """Make files or a table known under a name."""

    def query(self, sql: str, params: Params | None = None) -> "pa.Table":
        """Return the result of a query."""

    def write(
        self, sql: str, params: Params | None, table: Path, partition_by: Sequence[str]
    ) -> list[Path]:
        """Write the result of a query as Parquet, split into folders by columns."""

    def close(self) -> None:
        """Let go of the engine."""


def sql_text(name: str) -> str:
    """Return the SQL text of a trade recipe, `assess/sql/<name>.sql`."""
    return files("grondstof").joinpath("assess", "sql", f"{name}.sql").read_text(encoding="utf-8")


def named(sql: str) -> list[str]:
    """Return the names of the parameters of a text, in order of first use."""
    return list(dict.fromkeys(_PARAMETER.findall(without_comments(sql))))


def without_comments(sql: str) -> str:
    """Return a text without its `--` comments, in which a colon would look like a parameter."""
    return re.sub(r"--[^\n]*", "", sql)


def open_engine(*, threads: int | None = None) -> Engine:
    """Open the engine that `GRONDSTOF_ENGINE` names.

    Args:
        threads: Number of threads; None for the engine's own choice.

    Raises:
        InputError: the setting names no engine, or Spark cannot start here.
    """
    name = (setting("GRONDSTOF_ENGINE") or "duckdb").lower()
    if name == "duckdb":
        return DuckEngine(threads=threads)
    if name == "spark":
        from grondstof.store.engine_spark import SparkEngine

        return SparkEngine(threads=threads)
    raise InputError(
        [Fault("GRONDSTOF_ENGINE", f"'{name}'", "duckdb or spark", "Set or unset the variable")]
    )


class DuckEngine:
    """The engine for one machine."""

    def __init__(self, *, threads: int | None = None, folder: Path | None = None) -> None:
        from grondstof.store.warehouse import connect

        self._connection = connect(None, threads=threads, folder=folder or data_folder() / "cache")

    def view(self, name: str, source: "Sequence[Path] | pa.Table") -> None:
        """Make files or a table known under a name; a folder stands for all files below it."""
        if isinstance(source, Sequence):
            listed = ", ".join(_quoted(_glob(path)) for path in source)
            self._connection.execute(
                f'create or replace view "{name}" as select * from '
                f"read_parquet([{listed}], hive_partitioning = true)"
            )
        else:
            self._connection.register(name, source)

    def query(self, sql: str, params: Params | None = None) -> "pa.Table":
        """Return the result of a query as an Arrow table."""
        text, given = _dollars(sql, params)
        found: pa.Table = self._connection.sql(text, params=given).to_arrow_table()
        return found

    def write(
        self, sql: str, params: Params | None, table: Path, partition_by: Sequence[str]
    ) -> list[Path]:
        """Write the result of a query as Parquet and return the files; replaces what was there."""
        part = fresh_folder(table)
        text, given = _dollars(sql, params)
        split = f", partition_by ({', '.join(partition_by)})" if partition_by else ""
        goal = part if partition_by else part / "part-0.parquet"
        self._connection.execute(
            f"copy ({text}) to {_quoted(str(goal))} (format parquet, compression zstd{split})",
            given,
        )
        put_in_place(part, table)
        return sorted(table.rglob("*.parquet"))

    def close(self) -> None:
        """Let go of the engine."""
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


def fresh_folder(table: Path) -> Path:
    """Return an empty folder beside a table's, in which the new one is put together."""
    part = table.with_name(f".{table.name}-{os.getpid()}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    return part


def put_in_place(part: Path, table: Path) -> None:
    """Replace a table's folder by the new one; a reader sees the old or the new."""
    old = table.with_name(f".old-{table.name}-{os.getpid()}")
    if table.exists():
        table.rename(old)
    part.rename(table)
    shutil.rmtree(old, ignore_errors=True)


def _glob(path: Path) -> str:
    return f"{path}/**/*.parquet" if path.is_dir() else str(path)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _dollars(sql: str, params: Params | None) -> tuple[str, dict[str, object] | None]:
    """Rewrite `:name` to `$name` and keep only the parameters that the text names."""
    names = named(sql)
    given = dict(params or {})
    missing = [name for name in names if name not in given]
    if missing:
        raise KeyError(f"the text names parameters that were not given: {missing}")
    text = _PARAMETER.sub(r"$\1", without_comments(sql))
    return text.strip().rstrip(";"), {name: given[name] for name in names} or None
