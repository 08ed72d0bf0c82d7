"""What a source ships, read through the gate as an edition reads it."""

import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from grondstof.sources.kit.load import choose, load
from grondstof.store.warehouse import Warehouse

AS_OF = date(2026, 11, 20)


@cache
def accepted(source_id):
    """Return the rows of each table of a source, as the warehouse holds them."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder) / "shipped.duckdb")
        done = load(source_id, choose(source_id, Path(folder), AS_OF), warehouse)
        tables = {item.table for item in done}
        return {name: warehouse.arrow(f'select * from "{name}"').to_pylist() for name in tables}


def claims(source_id, table):
    """Return the rows of one table of a source as plain mappings."""
    return accepted(source_id)[table]
