"""Checks bulk tables column by column, without a Python object for each row."""

import pyarrow as pa
import pyarrow.compute as pc

from grondstof.errors import Fault
from grondstof.store.arrow import schema
from grondstof.vocabulary.tables import Table


def check_bulk(rows: pa.Table, goal: Table, where: str) -> list[Fault]:
    """Return what is wrong with a bulk table: columns, types, empty keys, bounds, duplicates."""
    wanted = [*goal.key, *goal.values]
    odd = sorted(set(wanted) ^ (set(rows.column_names) - {"status"}))
    if odd:
        return [
            Fault(
                f"{where}, header",
                f"columns that differ in {', '.join(odd)}",
                f"the columns of {goal.name}",
                "Check whether the publisher renamed or shifted a column",
            )
        ]
    faults: list[Fault] = []
    for name in goal.key:
        empty = rows[name].null_count
        if empty:
            faults.append(Fault(f"{where}, {name}", f"{empty} empty cells", "none", "Fill the key"))
    for name in goal.values:
        faults += _bounds(rows[name], goal, name, where)
    return faults or _duplicates(rows, goal, where)


def _bounds(values: pa.ChunkedArray, goal: Table, name: str, where: str) -> list[Fault]:
    low = goal.column(name).minimum
    if low is None or len(values) == values.null_count:
        return []
    smallest = pc.min(values).as_py()
    if smallest >= low:
        return []
    return [
        Fault(
            f"{where}, {name}",
            f"{smallest}",
            f"at least {low:g} [{goal.column(name).unit}]",
            "Look at the publisher's row; a known error goes to corrections.yml",
        )
    ]


def _duplicates(rows: pa.Table, goal: Table, where: str) -> list[Fault]:
    counted = rows.group_by(list(goal.key)).aggregate([([], "count_all")])
    twice = counted.filter(pc.greater(counted["count_all"], 1))
    if not twice.num_rows:
        return []
    first = {name: twice[name][0].as_py() for name in goal.key}
    return [
        Fault(
            where,
            f"{twice.num_rows} keys that occur more than once, the first {first}",
            "one row for each key",
            "Drop exact duplicates in parse.py and say so, or correct the key",
        )
    ]


def with_provenance(rows: pa.Table, goal: Table, snapshot_id: str) -> pa.Table:
    """Return the rows with snapshot, line (place in the file, from 0) and status."""
    count = rows.num_rows
    if "status" not in rows.column_names:
        rows = rows.append_column("status", pa.repeat(pa.scalar("measured"), count))
    rows = rows.append_column("snapshot_id", pa.repeat(pa.scalar(snapshot_id), count))
    rows = rows.append_column("line", pa.array(range(count), type=pa.int64()))
    wanted = schema(goal)
    return rows.select(wanted.names).cast(wanted)
