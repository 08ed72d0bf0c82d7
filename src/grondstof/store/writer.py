"""The one function that writes a table of an edition, so that equal rows give equal bytes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grondstof.vocabulary.tables import Table

if TYPE_CHECKING:
    import pyarrow as pa

    from grondstof.store.warehouse import Warehouse

ROW_GROUP = 100_000


@dataclass(frozen=True)
class Part:
    """One Parquet file of a table."""

    file: str
    rows: int
    sha256: str


def write_table(warehouse: "Warehouse", table: Table, folder: Path) -> list[Part]:
    """Write one table sorted by its key and return its parts.

    A bulk table with a year has one part a year; every other table one part.

    Args:
        warehouse: Database that holds the table.
        table: Table of the dictionary.
        folder: Folder of the edition's tables; the parts go to `folder/<table>/`.
    """
    target = folder / table.name
    target.mkdir(parents=True, exist_ok=True)
    return [write_rows(rows, target / name) for name, rows in _parts(warehouse, table)]


def _parts(warehouse: "Warehouse", table: Table) -> Iterator[tuple[str, "pa.Table"]]:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    order = ", ".join(f'"{name}"' for name in table.key) + ", " + names
    if table.bulk and "year" in table.key:
        years = warehouse.rows(f'select distinct year from "{table.name}" order by year')
        for row in years:
            where = f"where year = {int(row['year'])}"
            sql = f'select {names} from "{table.name}" {where} order by {order}'
            yield f"{int(row['year'])}.parquet", warehouse.arrow(sql)
        return
    yield "all.parquet", warehouse.arrow(f'select {names} from "{table.name}" order by {order}')


def write_rows(rows: "pa.Table", path: Path) -> Part:
    """Write rows of a table, sorted by its key, as one Parquet file and return what it holds."""
    import pyarrow.parquet as pq

    pq.write_table(
        rows.replace_schema_metadata(None),
        path,
        compression="zstd",
        compression_level=9,
        row_group_size=ROW_GROUP,
        store_schema=False,
        write_statistics=True,
    )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Part(path.name, rows.num_rows, digest)
