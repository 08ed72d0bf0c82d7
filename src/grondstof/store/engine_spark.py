"""The engine for many machines: Apache Spark, loaded only when it is asked for.

`GRONDSTOF_SPARK_MASTER` names the master; without it Spark runs inside this process on all
cores. Java 17 or newer must be at hand.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grondstof.errors import Fault, InputError
from grondstof.settings import data_folder
from grondstof.settings import read as setting
from grondstof.store.engine import Params, fresh_folder, named, put_in_place, without_comments

if TYPE_CHECKING:
    import pyarrow as pa


def why_not() -> str | None:
    """Return why Spark cannot start here, or None when it can."""
    try:
        import pyspark  # noqa: F401
    except ImportError:
        return "the package pyspark is not installed"
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        return "no Java was found"
    return None


class SparkEngine:
    """Runs the recipes on a Spark master.

    Args:
        threads: Threads when Spark runs inside this process; None for all cores.
    """

    def __init__(self, *, threads: int | None = None) -> None:
        reason = why_not()
        if reason is not None:
            raise InputError(
                [
                    Fault(
                        "GRONDSTOF_ENGINE",
                        f"spark, but {reason}",
                        "PySpark and Java 17 or newer",
                        "Install grondstof[spark] and, on Debian, default-jre-headless",
                    )
                ]
            )
        self._session = self._start(threads)

    @staticmethod
    def _start(threads: int | None) -> Any:
        from pyspark.sql import SparkSession

        scratch = data_folder() / "cache" / "spark"
        scratch.mkdir(parents=True, exist_ok=True)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        master = setting("GRONDSTOF_SPARK_MASTER") or f"local[{threads or '*'}]"
        builder = SparkSession.builder.master(master).appName("grondstof")
        options = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.local.dir": str(scratch),
            "spark.sql.warehouse.dir": str(scratch / "warehouse"),
            "spark.sql.shuffle.partitions": str(2 * (threads or os.cpu_count() or 1)),
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.ansi.enabled": "true",
            "spark.sql.execution.arrow.pyspark.enabled": "true",
            "spark.driver.memory": setting("GRONDSTOF_SPARK_MEMORY") or "4g",
        }
        for name, value in options.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        return session

    def view(self, name: str, source: "Sequence[Path] | pa.Table") -> None:
        """Make files or a table known under a name; a folder stands for all files below it."""
        if isinstance(source, Sequence):
            frame = self._session.read.parquet(*[str(path) for path in source])
        else:
            frame = self._session.createDataFrame(source)
        frame.createOrReplaceTempView(name)

    def query(self, sql: str, params: Params | None = None) -> "pa.Table":
        """Return the result of a query as an Arrow table."""
        found: pa.Table = self._run(sql, params).toArrow()
        return found

    def write(
        self, sql: str, params: Params | None, table: Path, partition_by: Sequence[str]
    ) -> list[Path]:
        """Write the result of a query as Parquet and return the files; replaces what was there."""
        part = fresh_folder(table)
        writer = self._run(sql, params).write.mode("overwrite").option("compression", "zstd")
        if partition_by:
            writer = writer.partitionBy(*partition_by)
        writer.parquet(str(part))
        put_in_place(part, table)
        return sorted(table.rglob("*.parquet"))

    def _run(self, sql: str, params: Params | None) -> Any:
        text = without_comments(sql).strip().rstrip(";")
        given = dict(params or {})
        return self._session.sql(text, args={name: given[name] for name in named(sql)})

    def spread(self, function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        """Yield a function's results for items in order, computed wherever Spark has room.

        Args:
            function: A function of a module, so that workers can find it by name.
            items: Plain values.
        """
        # Workers run the interpreter that has this package, unless the cluster names another.
        self._session.sparkContext.pythonExec = os.environ.get("PYSPARK_PYTHON", sys.executable)
        parts = max(1, min(len(items), 64))
        yield from self._session.sparkContext.parallelize(items, parts).map(function).collect()

    def close(self) -> None:
        """Stop Spark."""
        self._session.stop()
