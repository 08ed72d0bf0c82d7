"""Describes a CSV file per CSV on the Web: columns, types, units, licence, origin."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products.answers.base import Answer
from grondstof.products.download.files import columns
from grondstof.vocabulary.tables import columns as dictionary

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_TYPES = {"double": "double", "bigint": "integer", "smallint": "integer", "integer": "integer",
          "date": "date", "boolean": "boolean"}  # fmt: skip


def metadata(answer: Answer, name: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the description of `name`.csv as JSON."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{name}.csv",
        "dc:title": {"nl": answer.sentence.nl, "en": answer.sentence.en},
        "dc:license": {"@id": LICENCE},
        "dc:source": [f"{s['publisher']}, {s['title']} ({s['year']})" for s in answer.sources],
        "schema:version": answer.edition,
        "null": "",
        "notes": ["An empty cell is a figure that is missing, never a zero."],
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True},
        "tableSchema": {
            "columns": [_column(column, rows) for column in columns(rows)],
            **({"primaryKey": "row_id"} if rows and "row_id" in rows[0] else {}),
        },
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _column(name: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    known = dictionary().get(name)
    found: dict[str, Any] = {
        "name": name,
        "titles": name,
        "datatype": _TYPES.get(known.type, "string") if known else _guess(name, rows),
    }
    if known:
        found["dc:description"] = known.meaning
        if known.unit not in ("-", ""):
            found["schema:unitText"] = known.unit
    return found


def _guess(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    values = [row[name] for row in rows if row.get(name) is not None]
    if values and all(isinstance(value, bool) for value in values):
        return "boolean"
    if values and all(isinstance(value, int) for value in values):
        return "integer"
    if values and all(isinstance(value, int | float) for value in values):
        return "double"
    return "string"
