"""Writes the rows of an answer as CSV, XLSX, Parquet or JSON, the same columns in each.

Text that a spreadsheet would take for a formula gets an apostrophe before it in CSV, and is
written as text in XLSX.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from grondstof.products.answers.base import Answer

Rows = Sequence[Mapping[str, Any]]
Writer = Callable[[Answer, str, Rows], bytes]

MEDIA: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# The JSON of the last answer: a page and its files ask for the same one in a row.
_LAST: dict[str, tuple[Answer, bytes]] = {}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def columns(rows: Rows) -> list[str]:
    """Return the names of all columns of rows in the order in which they first appear."""
    return list(dict.fromkeys(name for row in rows for name in row))


def safe(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def plain(value: Any) -> Any:
    """Return a value as a file can hold it: dates as text, sequences joined."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, list | tuple):
        return ";".join(str(item) for item in value)
    return value


def to_csv(answer: Answer, name: str, rows: Rows) -> bytes:
    """Return rows as CSV: comma, decimal point, UTF-8, a missing value empty."""
    out = io.StringIO()
    names = columns(rows)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_text(row.get(column)) for column in names])
    return out.getvalue().encode()


def to_json(answer: Answer, name: str, rows: Rows) -> bytes:
    """Return the whole answer as its JSON envelope, as API and command line give it.

    Rows of another answer that stand on the same page come as one more list under their name.
    """
    if rows is answer.rows or any(rows is held for held in answer.tables.values()):
        return envelope(answer)
    return _told(replace(answer, tables={**answer.tables, name: rows}))


def envelope(answer: Answer) -> bytes:
    """Return the JSON of an answer, byte for byte as every surface gives it."""
    kept = _LAST.get("answer")
    if kept is None or kept[0] is not answer:
        kept = _LAST["answer"] = (answer, _told(answer))
    return kept[1]


def _told(answer: Answer) -> bytes:
    return f"{json.dumps(answer.to_dict(), ensure_ascii=False, indent=1)}\n".encode()


def to_parquet(answer: Answer, name: str, rows: Rows) -> bytes:
    """Return rows as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({column: _typed(rows, column) for column in columns(rows)})
    table = table.replace_schema_metadata({"edition": answer.edition, "answer": answer.kind})
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def to_xlsx(answer: Answer, name: str, rows: Rows) -> bytes:
    """Return rows as a workbook: the rows, and a sheet that says what they are."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet(name[:31] or "rows")
    names = columns(rows)
    sheet.write_row(0, 0, names, head)
    for n, row in enumerate(rows, start=1):
        for m, column in enumerate(names):
            _write(sheet, n, m, row.get(column))
    sheet.freeze_panes(1, 1)
    about = book.add_worksheet("about")
    facts = [("edition", answer.edition), ("nl", answer.sentence.nl), ("en", answer.sentence.en)]
    facts += [
        (s["publisher"], f"{s['title']} ({s['year']}), {s['licence']}") for s in answer.sources
    ]
    for n, (term, words) in enumerate(facts):
        about.write_string(n, 0, str(term))
        about.write_string(n, 1, str(words))
    book.close()
    return out.getvalue()


def _write(sheet: Any, n: int, m: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(n, m, value)
    elif isinstance(value, int | float):
        sheet.write_number(n, m, value)
    else:
        sheet.write_string(n, m, str(plain(value)))


def _typed(rows: Rows, column: str) -> Any:
    import pyarrow as pa

    values = [plain(row.get(column)) for row in rows]
    sorts = {type(value) for value in values if value is not None}
    if sorts <= {int, float} and float in sorts:
        values = [None if value is None else float(value) for value in values]
    elif len(sorts) > 1:
        values = [None if value is None else str(value) for value in values]
    return pa.array(values, from_pandas=False)


def _text(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)
    return safe(plain(value))


WRITERS: Mapping[str, Writer] = {
    "csv": to_csv,
    "json": to_json,
    "parquet": to_parquet,
    "xlsx": to_xlsx,
}
