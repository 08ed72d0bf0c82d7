"""Arrow schemas of the tables of the dictionary."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from grondstof.vocabulary.tables import Table, table

_ARROW: Mapping[str, pa.DataType] = {
    "text": pa.string(),
    "smallint": pa.int16(),
    "integer": pa.int32(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table of the dictionary."""
    return pa.schema([(column.name, _ARROW[column.type]) for column in table.columns])


def to_arrow(rows: Sequence[Mapping[str, object]], wanted: pa.Schema) -> pa.Table:
    """Return rows as an Arrow table with exactly the columns of a schema; absent is null."""
    columns = {name: [row.get(name) for row in rows] for name in wanted.names}
    return pa.table(
        {name: pa.array(values, type=wanted.field(name).type) for name, values in columns.items()},
        schema=wanted,
    )


def as_table(name: str, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    """Return rows as the table of that name of the dictionary, in the order given."""
    return to_arrow(rows, schema(table(name)))
