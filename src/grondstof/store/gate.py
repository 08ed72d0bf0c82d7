"""The one way in: every reported row passes here, from sources and register alike.

`accept` takes rows as a source has read them, with the publisher's own labels, and in this order
applies the known corrections, turns labels into ids, checks types and bounds against the data
dictionary, checks duplicates and expectations, adds the provenance and writes. All faults of one
input are raised together and then nothing is written.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grondstof.errors import Fault, InputError
from grondstof.store.card import Source
from grondstof.store.corrections import correct
from grondstof.store.expectations import expect
from grondstof.store.labels import LABELLED, resolve
from grondstof.store.provenance import claim_id, original_label
from grondstof.store.values import check_types
from grondstof.store.warehouse import Warehouse
from grondstof.vocabulary.tables import Table, table

if TYPE_CHECKING:
    import pyarrow as pa

    from grondstof.store.snapshots import Snapshot

Row = dict[str, object]

STATUSES = ("measured", "estimated", "provisional", "withheld", "nil")
MOST_FAULTS = 20


@dataclass(frozen=True)
class Accepted:
    """What the gate let through.

    Attributes:
        table: Table that was written.
        rows: Number of rows written.
        corrected: Number of rows that a correction touched.
        warnings: Sentences about what is unusual and yet was let through.
    """

    table: str
    rows: int
    corrected: int
    warnings: tuple[str, ...]


def accept(
    rows: Sequence[Mapping[str, object]],
    name: str,
    source: Source,
    warehouse: Warehouse,
    *,
    snapshot_id: str,
    where: str,
) -> Accepted:
    """Check rows of one source for one table, add their provenance and write them.

    Args:
        rows: Rows with key and value columns of the table; a column `x_id` may instead be given
            as `x` with the publisher's label. `locator` is required; `status`, `original_value`
            and `original_unit` are optional, and so is `source_id` where the card of a hand-kept
            source lists the cited documents.
        name: Name of a `reported__` table.
        source: Card, labels and corrections of the source.
        warehouse: Where the rows go.
        snapshot_id: Frozen bytes the rows were read from.
        where: File the rows come from, for messages.

    Raises:
        InputError: With every fault found (at most twenty are written out); nothing is written.
    """
    goal = table(name)
    faults = _unknown_columns(rows, goal, where)
    _stop(faults)
    corrected, touched = correct([dict(row) for row in rows], name, source, where)
    ready, faults = _ready(corrected, goal, source, snapshot_id, where)
    faults += _duplicates(ready, goal, where)
    _stop(faults)
    faults, warnings = expect(ready, goal, source, where)
    _stop(faults)
    warehouse.append(name, _arrow(ready, goal))
    return Accepted(name, len(ready), touched, tuple(warnings))


def accept_bulk(
    rows: "pa.Table", name: str, source: Source, warehouse: Warehouse, snapshot: "Snapshot"
) -> Accepted:
    """Check a bulk table that already carries ids, add snapshot, line and status, and write it.

    Args:
        rows: Key and value columns of the table; `status` is optional.
        name: Name of a bulk `reported__` table.
        source: Card of the source.
        warehouse: Where the rows go.
        snapshot: Frozen file the rows were read from; `line` is the row's place in it, from 0.

    Raises:
        InputError: With every fault found; nothing is written.
    """
    from grondstof.store.bulk import check_bulk, with_provenance

    goal = table(name)
    _stop(check_bulk(rows, goal, snapshot.path.name))
    warehouse.append(name, with_provenance(rows, goal, snapshot.snapshot_id))
    return Accepted(name, rows.num_rows, 0, ())


def _stop(faults: Sequence[Fault]) -> None:
    if not faults:
        return
    shown = list(faults[:MOST_FAULTS])
    if len(faults) > MOST_FAULTS:
        shown.append(
            Fault(
                shown[-1].where.partition(",")[0],
                f"{len(faults) - MOST_FAULTS} more faults",
                "none",
                "Mend the ones above first; they often share a cause",
            )
        )
    raise InputError(shown)


def _allowed(goal: Table) -> set[str]:
    names = set(goal.key) | set(goal.values)
    labels = {column.removesuffix("_id") for column in names if column in LABELLED}
    return names | labels | {"locator", "status", "original_value", "original_unit", "source_id"}


def _unknown_columns(rows: Sequence[Mapping[str, object]], goal: Table, where: str) -> list[Fault]:
    allowed = _allowed(goal)
    found = sorted({name for row in rows for name in row} - allowed)
    return [
        Fault(
            f"{where}, header",
            f"the column '{name}'",
            f"columns of {goal.name}",
            "If the publisher added it, teach parse.py to read it or to leave it out on purpose",
        )
        for name in found
    ]


def _ready(
    rows: Sequence[Row], goal: Table, source: Source, snapshot_id: str, where: str
) -> tuple[list[Row], list[Fault]]:
    ready: list[Row] = []
    faults: list[Fault] = []
    for number, row in enumerate(rows, start=1):
        place = f"{where}, row {number}"
        label = original_label(row, goal)
        more = resolve(row, source, place)
        row.setdefault("status", "measured")
        row["source_id"] = row.get("source_id") or source.source_id
        more += _papers(row, source, place)
        # A label that leads nowhere has left its id empty; one fault for it is enough.
        more = more or check_types(row, goal, place)
        faults += more
        if more:
            continue
        row["snapshot_id"], row["original_label"] = snapshot_id, label
        row["claim_id"] = claim_id(row, goal)
        ready.append({column.name: row.get(column.name) for column in goal.columns})
    return ready, faults


def _papers(row: Row, source: Source, place: str) -> Iterator[Fault]:
    if row["source_id"] != source.source_id and row["source_id"] not in source.card.documents:
        yield Fault(
            place,
            f"the cited document '{row['source_id']}'",
            "a document on the card of the source",
            "Add the document with publisher, title and year",
        )
    if not row.get("locator"):
        yield Fault(place, "no locator", "table, page, row or cell", "Say where it stands")
    if row["status"] not in STATUSES:
        yield Fault(
            place, f"the status '{row['status']}'", ", ".join(STATUSES), "Use one of these words"
        )


def _duplicates(rows: Sequence[Row], goal: Table, where: str) -> list[Fault]:
    seen: dict[tuple[object, ...], object] = {}
    faults = []
    for row in rows:
        key = tuple(row[name] for name in goal.key)
        if key in seen:
            faults.append(
                Fault(
                    f"{where}, {row['locator']}",
                    f"a second row for {'/'.join(str(part) for part in key)}",
                    f"one row for each key (the first stands at {seen[key]})",
                    "Correct or drop one of the two in corrections.yml, with the reason",
                )
            )
        seen.setdefault(key, row["locator"])
    return faults


def _arrow(rows: Sequence[Row], goal: Table) -> "pa.Table":
    from grondstof.store.arrow import schema, to_arrow

    return to_arrow(rows, schema(goal))
