"""Compares two sets of tables cell by cell: text and counts exact, numbers to 1e-9."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

TOLERANCE = 1e-9


def differing_tables(one: Path, other: Path) -> list[str]:
    """Return the names of the tables that differ by more than rounding, sorted."""
    names = {path.name for path in one.iterdir()} | {path.name for path in other.iterdir()}
    return sorted(name for name in names if not _equal(one / name, other / name))


def _equal(one: Path, other: Path) -> bool:
    files = sorted(path.name for path in one.glob("*.parquet"))
    if files != sorted(path.name for path in other.glob("*.parquet")):
        return False
    return all(_equal_rows(pq.read_table(one / f), pq.read_table(other / f)) for f in files)


def _equal_rows(one: pa.Table, other: pa.Table) -> bool:
    if one.schema != other.schema or one.num_rows != other.num_rows:
        return False
    return all(_equal_column(one[name], other[name]) for name in one.column_names)


def _equal_column(one: pa.ChunkedArray, other: pa.ChunkedArray) -> bool:
    if not pa.types.is_floating(one.type):
        return bool(one.equals(other))
    if one.is_null().to_pylist() != other.is_null().to_pylist():
        return False
    gap = pc.abs(pc.subtract(one, other))
    size = pc.add(pc.abs(one), 1.0)
    worst = pc.max(pc.divide(gap, size)).as_py()
    return worst is None or worst <= TOLERANCE
