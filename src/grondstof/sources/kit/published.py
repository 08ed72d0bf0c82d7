"""Reads publishers' own text tables strictly: encoding, header, cells, rows that stand twice."""

import csv
import io
from collections.abc import Iterable, Sequence

from grondstof.errors import Fault, InputError

Printed = dict[str, str]


def decoded(name: str, data: bytes, encoding: str) -> str:
    """Return the text of a file without a byte order mark.

    Raises:
        InputError: The bytes are no text in this encoding.
    """
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        fault = Fault(
            f"{name}, byte {error.start}",
            f"a byte that is no character in {encoding}",
            f"text in {encoding}",
            "Save the file in the encoding of the publisher, or look whether it was changed",
        )
        raise InputError([fault]) from error


def garbled(name: str, text: str, signs: Iterable[str]) -> None:
    """Stop when a text shows the signs of having been read in another encoding.

    Raises:
        InputError: One of the signs stands in the text.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        for sign in signs:
            if sign in line:
                fault = Fault(
                    f"{name}, line {number}",
                    f"'{sign!r}', which is no text of the publisher",
                    "text in the encoding of the publisher",
                    "Read the file in its own encoding; do not open and save it elsewhere",
                )
                raise InputError([fault])


def table(
    name: str, text: str, columns: Sequence[str], key: Sequence[str], *, ordered: bool = True
) -> list[Printed]:
    """Return the rows of a CSV text; blanks around cells are cut off.

    Args:
        name: File name, for messages.
        text: The text with a header line.
        columns: Columns that must be there.
        key: Columns that tell rows apart.
        ordered: False when the publisher changes the order of the columns from file to file.

    Raises:
        InputError: A new or missing column, a row with another number of cells, a row that stands
            twice.
    """
    return rows(name, list(csv.reader(io.StringIO(text, newline=""))), columns, key, ordered)


def rows(
    name: str,
    lines: Sequence[Sequence[str]],
    columns: Sequence[str],
    key: Sequence[str],
    ordered: bool = True,
) -> list[Printed]:
    """Return the rows of cells below a header line, under the same rules as `table`."""
    header = [cell.strip() for cell in lines[0]] if lines else []
    same = header == list(columns) if ordered else sorted(header) == sorted(columns)
    if not same:
        raise InputError([_header_fault(name, header, columns)])
    faults = [
        Fault(
            f"{name}, row {number}",
            f"{len(line)} cells",
            f"{len(header)} cells as in the header",
            "Look for a comma outside quotes, or a line that was cut off",
        )
        for number, line in enumerate(lines[1:], start=1)
        if len(line) != len(header)
    ]
    if faults:
        raise InputError(faults)
    found = [dict(zip(header, (cell.strip() for cell in line), strict=True)) for line in lines[1:]]
    no_twins(name, found, key)
    return found


def _header_fault(name: str, header: Sequence[str], columns: Sequence[str]) -> Fault:
    new = [column for column in header if column not in columns]
    gone = [column for column in columns if column not in header]
    found = "columns in another order"
    if new or gone:
        found = f"new columns: {', '.join(new) or 'none'}; missing: {', '.join(gone) or 'none'}"
    return Fault(
        f"{name}, header",
        found[:300],
        ", ".join(columns)[:300],
        "Decide what a new column means and teach read_published to read it",
    )


def no_twins(name: str, rows: Sequence[Printed], key: Sequence[str]) -> None:
    """Stop when two rows have the same key; an empty key lets all rows pass.

    Raises:
        InputError: With the first twenty rows that stand twice.
    """
    seen: dict[tuple[str, ...], int] = {}
    faults = []
    for number, row in enumerate(rows if key else (), start=1):
        place = tuple(row[column] for column in key)
        if place in seen:
            faults.append(
                Fault(
                    f"{name}, row {number}",
                    f"a second row for {'/'.join(place)} (the first is row {seen[place]})",
                    "one row for each key",
                    "Find out which row is right before reading the file",
                )
            )
        seen.setdefault(place, number)
    if faults:
        raise InputError(faults[:20])
