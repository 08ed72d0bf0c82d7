"""Makes small workbooks and ledgers for the tests, good ones and hostile ones."""

import csv
import zipfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

HEAD = ("Artikelnummer", "Omschrijving", "HS code", "Gewicht (kg)", "Waarde", "Leverancier",
        "Land leverancier", "Voorraad dagen", "Omzet")  # fmt: skip
GOOD = (
    ("A1", "neodymium magneet", "850511", 10.0, 1000.0, "Magneet BV", "China", 20.0, 50000.0),
    ("A2", "li-ion accupakket", "85076000", 200.0, 9000.0, "Cel AG", "Duitsland", 60.0, 90000.0),
    ("A3", "wisselplaat CNMG", "", 2.0, 400.0, "Tool NV", "NL", 100.0, None),
)


def workbook(path: Path, rows: Sequence[Sequence[object]] = GOOD) -> Workbook:
    """Return an unsaved workbook with the headings and rows on its first sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "BOM"
    for row in (HEAD, *rows):
        sheet.append(list(row))
    return book


def saved(path: Path, rows: Sequence[Sequence[object]] = GOOD) -> Path:
    """Write a workbook and return its path."""
    workbook(path, rows).save(path)
    return path


def ledger(path: Path, rows: Sequence[Sequence[object]], head: Sequence[str] = HEAD) -> Path:
    """Write a CSV with semicolons and return its path."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([head, *rows])
    return path


def with_part(path: Path, name: str, content: bytes) -> Path:
    """Add a part to a workbook file."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path
