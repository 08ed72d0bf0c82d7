"""Reads one sheet of an Excel workbook as rows of text, with the standard library only."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree

from grondstof.errors import Fault, InputError

LARGEST_PART = 80_000_000
"""Largest unpacked part of a workbook [B]."""

LARGEST_GAP = 1000
"""Most empty rows that are given back between two rows of a sheet."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(r"([A-Z]+)\d+")


def read_sheet(name: str, data: bytes, sheet: str) -> list[list[str]]:
    """Return the cells of a sheet as text, row by row; an empty cell is an empty text.

    Args:
        name: File name, for messages.
        data: The workbook.
        sheet: Name of the sheet.

    Raises:
        InputError: No workbook, a part that is too large, or no sheet of this name.
    """
    with _open(name, data) as archive:
        sheets = _sheets(name, archive)
        if sheet not in sheets:
            raise _fault(name, f"the sheets {', '.join(sheets)[:200]}", f"a sheet '{sheet}'")
        shared = _shared(name, archive)
        return list(_rows(_part(name, archive, sheets[sheet]), shared))


def sheet_names(name: str, data: bytes) -> list[str]:
    """Return the names of the sheets of a workbook in its own order."""
    with _open(name, data) as archive:
        return list(_sheets(name, archive))


def unpacked(name: str, data: bytes) -> bytes:
    """Return a workbook that a publisher offers inside a zip archive; a bare workbook as it is.

    Raises:
        InputError: An archive without a workbook, or one that is too large.
    """
    with _open(name, data) as archive:
        if "xl/workbook.xml" in archive.namelist():
            return data
        books = [item for item in archive.infolist() if item.filename.endswith(".xlsx")]
        if not books:
            raise _fault(name, "an archive without a workbook", "one .xlsx file in it")
        if books[0].file_size > LARGEST_PART:
            found = f"a workbook of {books[0].file_size:,} bytes"
            raise _fault(name, found, f"at most {LARGEST_PART:,} bytes")
        return archive.read(books[0])


@contextmanager
def _open(name: str, data: bytes) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise _fault(name, f"no readable workbook ({error})", "an .xlsx workbook") from error


def _fault(name: str, found: str, expected: str) -> InputError:
    action = "Download the file again; if the publisher changed the layout, change the reader"
    return InputError([Fault(name, found, expected, action)])


def _part(name: str, archive: zipfile.ZipFile, path: str) -> ElementTree.Element:
    size = archive.getinfo(path).file_size
    if size > LARGEST_PART:
        raise _fault(name, f"a part of {size:,} bytes", f"at most {LARGEST_PART:,} bytes")
    text = archive.read(path)
    # A document type could define entities that grow without bound.
    if b"<!DOCTYPE" in text[:1000]:
        raise _fault(name, "a document type declaration", "plain sheet data")
    return ElementTree.fromstring(text)


def _sheets(name: str, archive: zipfile.ZipFile) -> dict[str, str]:
    links = {
        item.attrib["Id"]: item.attrib["Target"]
        for item in _part(name, archive, "xl/_rels/workbook.xml.rels")
    }
    book = _part(name, archive, "xl/workbook.xml")
    found = {}
    for item in book.iter(f"{_MAIN}sheet"):
        target = links[item.attrib[_LINK]].removeprefix("/")
        found[item.attrib["name"]] = target if target.startswith("xl/") else f"xl/{target}"
    return found


def _shared(name: str, archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = _part(name, archive, "xl/sharedStrings.xml")
    return [
        "".join(part.text or "" for part in item.iter(f"{_MAIN}t"))
        for item in root.iter(f"{_MAIN}si")
    ]


def _rows(root: ElementTree.Element, shared: list[str]) -> Iterator[list[str]]:
    written = 0
    for row in root.iter(f"{_MAIN}row"):
        # Excel leaves empty rows out of the file.
        gap = int(row.attrib.get("r", written + 1)) - written - 1
        yield from ([] for _ in range(min(gap, LARGEST_GAP)))
        written += gap + 1
        cells: list[str] = []
        for cell in row.iter(f"{_MAIN}c"):
            place = _column(cell.attrib.get("r", ""), len(cells))
            cells += [""] * (place - len(cells))
            cells.append(_text(cell, shared))
        yield cells


def _column(reference: str, following: int) -> int:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return following
    place = 0
    for letter in match[1]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _text(cell: ElementTree.Element, shared: list[str]) -> str:
    if cell.attrib.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{_MAIN}t"))
    value = cell.find(f"{_MAIN}v")
    text = "" if value is None or value.text is None else value.text
    return shared[int(text)] if cell.attrib.get("t") == "s" and text else text
