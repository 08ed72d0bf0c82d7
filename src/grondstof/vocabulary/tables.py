"""The data dictionary: every column and every table, with type, unit and meaning.

The lists stand beside this file as `data/columns.csv` and `data/tables.csv`. Columns that every
table of a layer ends with are added here, so that no list can forget them:

- `reported__*` ends with the provenance of a claim (bulk tables with snapshot, line and status);
- `settled__*` ends with the uncertainty and the judgement behind the value;
- `assessed__*` ends with the kind of number, its age, what it lacks and the recipe.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.vocabulary.reading import read_list

PROVENANCE = (
    "claim_id",
    "source_id",
    "snapshot_id",
    "locator",
    "original_label",
    "original_value",
    "original_unit",
    "status",
)
BULK_PROVENANCE = ("snapshot_id", "line", "status")
JUDGEMENT = ("dist", "spread", "spread_reason", "chosen_claim", "reason", "losers")
LINEAGE = ("recipe", "recipe_version")

TYPES: Mapping[str, str] = {
    "text": "VARCHAR",
    "smallint": "SMALLINT",
    "integer": "INTEGER",
    "bigint": "BIGINT",
    "double": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


@dataclass(frozen=True)
class Column:
    """One column: its type, unit and meaning, bounds of what it may hold, digits it is shown with.

    Attributes:
        name: Snake case, unit as suffix.
        type: One of `TYPES`.
        unit: Unit in words or symbols, `-` for none.
        digits: Decimals shown to a reader; None for text.
        minimum: Smallest value allowed; None for no bound.
        maximum: Largest value allowed; None for no bound.
        meaning: One sentence.
    """

    name: str
    type: str
    unit: str
    digits: int | None
    minimum: float | None
    maximum: float | None
    meaning: str


@dataclass(frozen=True)
class Table:
    """One table: its key, all its columns in order, and the one module that writes it.

    Attributes:
        name: `layer__subject`.
        key: Names of the key columns, in sorting order.
        values: Names of the value columns, after the key.
        columns: All columns in order.
        writer: The room or module that writes the table.
        bulk: True for tables too large for a claim id a row.
        meaning: One sentence.
    """

    name: str
    key: tuple[str, ...]
    values: tuple[str, ...]
    columns: tuple[Column, ...]
    writer: str
    bulk: bool
    meaning: str

    @property
    def layer(self) -> str:
        """Return `reported`, `settled` or `assessed`."""
        return self.name.partition("__")[0]

    def column(self, name: str) -> Column:
        """Return one column by name; KeyError if the table has none of that name."""
        return {column.name: column for column in self.columns}[name]


def _number(text: str) -> float | None:
    return float(text) if text else None


@cache
def columns() -> Mapping[str, Column]:
    """Return the dictionary of all columns by name."""
    return {
        row["name"]: Column(
            name=row["name"],
            type=row["type"],
            unit=row["unit"],
            digits=int(row["digits"]) if row["digits"] else None,
            minimum=_number(row["minimum"]),
            maximum=_number(row["maximum"]),
            meaning=row["meaning"],
        )
        for row in read_list("columns")
    }


def _tail(layer: str, bulk: bool) -> tuple[str, ...]:
    if layer == "reported":
        return BULK_PROVENANCE if bulk else PROVENANCE
    return {"settled": JUDGEMENT, "assessed": LINEAGE}[layer]


@cache
def tables() -> Mapping[str, Table]:
    """Return all tables by name."""
    known = columns()
    found: dict[str, Table] = {}
    for row in read_list("tables"):
        bulk = row["bulk"] == "yes"
        key, values = tuple(row["key"].split()), tuple(row["values"].split())
        tail = _tail(row["name"].partition("__")[0], bulk)
        names = key + values + tuple(name for name in tail if name not in key + values)
        found[row["name"]] = Table(
            name=row["name"],
            key=key,
            values=values,
            columns=tuple(known[name] for name in names),
            writer=row["writer"],
            bulk=bulk,
            meaning=row["meaning"],
        )
    return found


def table(name: str) -> Table:
    """Return one table by name; KeyError if the dictionary has none of that name."""
    return tables()[name]
