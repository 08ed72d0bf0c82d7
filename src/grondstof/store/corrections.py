"""Applies the known corrections of a source; each has a guard that must still hold."""

from collections.abc import Sequence

from grondstof.errors import Fault, InputError
from grondstof.store.card import Correction, Source

Row = dict[str, object]


def correct(rows: Sequence[Row], table: str, source: Source, where: str) -> tuple[list[Row], int]:
    """Return the corrected rows and how many were touched.

    A correction names the rows it is about by their columns as the publisher labels them. It must
    meet exactly as many rows as it expects, with the original value it expects; otherwise the
    publisher has changed something and a person must look again.

    Raises:
        InputError: If a guard does not hold; one fault for each such correction.
    """
    mine = [item for item in source.corrections if item.table == table]
    kept, faults, touched = list(rows), [], 0
    for item in mine:
        matched = [row for row in kept if _matches(row, item)]
        if len(matched) != item.expect.rows:
            # A file that holds none of the rows is another file of the same source.
            if not matched and len(rows) < item.expect.rows:
                continue
            faults.append(_mismatch(item, f"{len(matched)} rows", f"{item.expect.rows}", where))
            continue
        wrong = [row for row in matched if not _as_expected(row, item)]
        if wrong:
            faults.append(
                _mismatch(
                    item,
                    f"the value '{wrong[0].get('original_value')}'",
                    f"'{item.expect.original_value}'",
                    where,
                )
            )
            continue
        touched += len(matched)
        kept = _apply(kept, matched, item)
    if faults:
        raise InputError(faults)
    return kept, touched


def _matches(row: Row, item: Correction) -> bool:
    return all(
        name in row and (row[name] == value or str(row[name]) == str(value))
        for name, value in item.where.items()
    )


def _as_expected(row: Row, item: Correction) -> bool:
    wanted = item.expect.original_value
    return wanted is None or str(row.get("original_value")) == wanted


def _apply(rows: list[Row], matched: Sequence[Row], item: Correction) -> list[Row]:
    chosen = {id(row) for row in matched}
    if item.action == "drop":
        return [row for row in rows if id(row) not in chosen]
    for row in matched:
        if item.action == "override":
            row.update(item.set)
        row["locator"] = f"{row.get('locator', '')} [correction {item.id}]"
    return rows


def _mismatch(item: Correction, found: str, expected: str, where: str) -> Fault:
    return Fault(
        f"{where}, correction {item.id}",
        found,
        f"{expected}, as when the correction was written",
        "The publisher may have mended this: check the source and change or drop the correction",
    )
