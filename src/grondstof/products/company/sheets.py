"""Reads the cells of a CSV or XLSX file that may be hostile, within limits, with sheet and row.

Before a workbook is opened its parts are looked at: size when unpacked, macros, document types,
links to other files, encryption. A formula, a merged or a hidden part is a fault, because what a
reader sees there is not what stands there.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grondstof.errors import Fault, InputError

MOST_BYTES = 300_000_000
MOST_UNPACKED = 600_000_000
MOST_RATIO = 200
MOST_PARTS = 2_000
MOST_ROWS = 250_000
MOST_COLUMNS = 200
MOST_CELL = 2_000
_OLE = b"\xd0\xcf\x11\xe0"
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_CHUNK = 1_000_000


@dataclass(frozen=True)
class Cell:
    """The text or number of a cell, and whether it is a formula."""

    value: str | float | None
    formula: bool = False


@dataclass(frozen=True)
class Grid:
    """One sheet: its name, its rows with their numbers, and the faults of the file as a whole."""

    sheet: str
    rows: list[tuple[int, list[Cell]]]
    faults: list[Fault]
    not_read: tuple[str, ...] = ()


def read_grid(path: Path, sheet: str | None = None) -> Grid:
    """Return the sheet of a file; a CSV has one sheet with the name of the file.

    Args:
        path: A .csv, .txt or .xlsx file.
        sheet: Name of the sheet; the first visible one when None.

    Raises:
        InputError: the file cannot be read at all, or passes a limit; all faults at once.
    """
    name = path.name
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InputError(
            [Fault(name, "no file that can be read", "a CSV or XLSX file", "Check the name")]
        ) from error
    if size > MOST_BYTES:
        limit = f"at most {MOST_BYTES:,} bytes"
        raise InputError([Fault(name, f"{size:,} bytes", limit, "Split the file")])
    with path.open("rb") as stream:
        head = stream.read(8)
    if head.startswith(_OLE):
        found = "an encrypted workbook or an old .xls file"
        action = "Remove the password and save it as .xlsx or .csv"
        raise InputError([Fault(name, found, "an open .xlsx or .csv file", action)])
    if path.suffix.casefold() in (".xlsx", ".xlsm") or head.startswith(b"PK"):
        try:
            return _workbook(path, sheet)
        except _DAMAGE as error:
            raise InputError([_damaged(name)]) from error
    return _text(path)


def _text(path: Path) -> Grid:
    raw = path.read_bytes()
    if b"\0" in raw[:100_000]:
        fault = Fault(path.name, "bytes that are no text", "a CSV file", "Save it as CSV in UTF-8")
        raise InputError([fault])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    head = text.split("\n", 1)[0]
    delimiter = max(";,\t|", key=head.count)
    rows: list[tuple[int, list[Cell]]] = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1):
            _within(path.name, number, len(row))
            rows.append((number, [Cell(value.strip() or None, _formula(value)) for value in row]))
    except csv.Error as error:
        raise InputError(
            [Fault(path.name, "a cell that is too long", "plain cells", "Check the quotes")]
        ) from error
    return Grid(path.stem, rows, [])


def _formula(value: str) -> bool:
    """Return whether a text would be run as a formula when the file is opened in a spreadsheet."""
    text = value.strip()
    return text[:1] in ("=", "@") or bool(re.match(r"[+-](?![\d.,\s]*\d[\d.,\s]*%?$)", text))


def _within(where: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        action = "Keep only the lines that matter or split the file"
        raise InputError([Fault(where, "too many rows", f"at most {MOST_ROWS:,} rows", action)])
    if columns > MOST_COLUMNS:
        limit = f"at most {MOST_COLUMNS} columns"
        raise InputError([Fault(where, f"{columns} columns", limit, "Remove empty columns")])


def _workbook(path: Path, sheet: str | None) -> Grid:
    faults = list(_unsafe(path))
    if faults:
        raise InputError(faults)
    book = _open(path)
    try:
        states = {one.title: one.sheet_state for one in book.worksheets}
        visible = [title for title, state in states.items() if state == "visible"]
        chosen = sheet or (visible[0] if visible else None)
        if chosen is None or chosen not in states:
            known = ", ".join(f"'{title[:40]}'" for title in visible)
            fault = Fault(path.name, "no such sheet", f"one of {known}", "Name it with --sheet")
            raise InputError([fault])
        hidden = [title for title, state in states.items() if state != "visible"]
        found = [
            Fault(f"sheet '{title[:40]}'", "a hidden sheet", "visible sheets only", _UNHIDE)
            for title in hidden
        ]
        found += _merged(path, chosen, list(states).index(chosen))
        rows = list(_rows(book[chosen], path.name))
    finally:
        book.close()
    others = tuple(title for title in visible if title != chosen)
    return Grid(chosen, rows, found, others)


# What the libraries that unpack and parse raise on a file with wrong bytes.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, SyntaxError, ValueError,
    LookupError, TypeError, AttributeError,
)  # fmt: skip


def _damaged(name: str) -> Fault:
    return Fault(name, "a damaged workbook", "an .xlsx file", "Save it anew or as CSV")


_UNHIDE = "Show it or remove it, so that nothing counts that you do not see"


def _open(path: Path) -> Any:
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        fault = Fault("company", "no openpyxl", "the [company] extra", "Install grondstof[company]")
        raise InputError([fault]) from error
    try:
        return load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise InputError(
            [Fault(path.name, "a damaged workbook", "an .xlsx file", "Save it anew or as CSV")]
        ) from error


def _rows(sheet: Any, where: str) -> Iterator[tuple[int, list[Cell]]]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_cell(one) for one in row]
        while cells and cells[-1].value is None:
            cells.pop()
        _within(where, number, len(cells))
        if cells:
            yield number, cells


def _cell(one: Any) -> Cell:
    value = one.value
    if value is None:
        return Cell(None)
    if one.data_type == "f":
        return Cell("formula", formula=True)
    if isinstance(value, bool):
        return Cell("yes" if value else "no")
    if isinstance(value, int | float):
        return Cell(float(value))
    text = str(value).strip()[:MOST_CELL]
    return Cell(text or None, _formula(text))


def _unsafe(path: Path) -> Iterator[Fault]:
    name = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            packed = max(1, sum(part.compress_size for part in parts))
            if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
                limit = f"at most {MOST_UNPACKED:,} bytes when unpacked"
                yield Fault(name, f"{unpacked:,} bytes unpacked", limit, "Split the workbook")
                return
            if unpacked / packed > MOST_RATIO and unpacked > 20_000_000:
                found = f"a file that unpacks to {unpacked // packed} times its size"
                yield Fault(name, found, f"at most {MOST_RATIO} times", "Do not trust this file")
                return
            names = [part.filename for part in parts]
            if any(part.flag_bits & 1 for part in parts):
                yield Fault(name, "an encrypted part", "an open file", "Remove the password")
                return
            if any(one.casefold().endswith("vbaproject.bin") for one in names):
                yield Fault(name, "macros", "a workbook without macros", "Save it as .xlsx")
            if any("externallinks/" in one.casefold() for one in names):
                action = "Break the links and save the values"
                yield Fault(name, "links to other files", "values in the file itself", action)
            if "xl/workbook.xml" not in names:
                yield Fault(name, "no workbook", "an .xlsx file", "Save it as .xlsx or .csv")
            for one in names:
                if one.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.open(one).read(2000):
                    yield Fault(name, "a document type", "plain sheets", "Save it anew as .xlsx")
    except zipfile.BadZipFile:
        yield Fault(name, "a damaged file", "an .xlsx file", "Save it anew or as CSV")


def _merged(path: Path, sheet: str, place: int) -> list[Fault]:
    """Return a fault for each merged range; the reader of rows does not tell them."""
    found: list[Fault] = []
    with zipfile.ZipFile(path) as archive:
        parts = sorted(
            (one for one in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", one)),
            key=lambda one: (len(one), one),
        )
        if place >= len(parts):
            return found
        with archive.open(parts[place]) as stream:
            tail = b""
            while chunk := stream.read(_CHUNK):
                block = tail + chunk
                for match in _MERGED.finditer(block):
                    first, row, last, end = (part.decode() for part in match.groups())
                    where = f"sheet '{sheet[:40]}', row {row}"
                    what = f"merged cells {first}{row}:{last}{end}"
                    fault = Fault(where, what, "one value in each cell", "Unmerge and fill them")
                    if fault not in found:
                        found.append(fault)
                tail = block[-100:]
    return found
