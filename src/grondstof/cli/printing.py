"""Prints an answer as a table for people, JSON or CSV."""

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import typer

from grondstof.products.answers.base import Answer, Sentence

MOST_COLUMNS = 9


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    json = "json"
    csv = "csv"


class Language(StrEnum):
    """Language of sentences and headings."""

    nl = "nl"
    en = "en"


FORMAT = typer.Option(Format.table, "--format", help="table, json or csv.")
LANGUAGE = typer.Option(Language.nl, "--language", help="nl or en.")
HOME = typer.Option("NLD", "--home", help="Territory or group whose lens is used.")
EDITION = typer.Option(None, "--edition", help="Name of the edition; the current one by default.")


def print_answer(
    answer: Answer,
    form: Format,
    language: Language,
    columns: Sequence[str] | None = None,
) -> None:
    """Print an answer.

    Args:
        answer: The answer.
        form: table, json or csv; JSON is the envelope that the API serves.
        language: Language of the sentence and the notes in the table form.
        columns: Columns of the first list that the table form shows; all that fit when absent.
    """
    if form is Format.json:
        sys.stdout.write(to_json(answer) + "\n")
    elif form is Format.csv:
        sys.stdout.write(to_csv(answer.rows))
    else:
        _print_table(answer, language, columns)


def to_json(answer: Answer) -> str:
    """Return the JSON envelope of an answer as text."""
    return json.dumps(answer.to_dict(), ensure_ascii=False, indent=1)


def to_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows as CSV with a header; unknown is empty, text never starts a formula."""
    stream = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])
    return stream.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in "=+-@\t\r":
        return "'" + value
    return "" if value is None else value


def _print_table(answer: Answer, language: Language, columns: Sequence[str] | None) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    console.print(_say(answer.sentence, language), style="bold")
    console.print()
    if answer.rows:
        console.print(_rich_table(answer.rows, columns))
    for name, rows in answer.tables.items():
        if rows:
            console.print(f"\n{name.replace('_', ' ')}", style="bold")
            console.print(_rich_table(rows, None))
    for gap in answer.gaps:
        console.print(f"\n? {gap.what}: {gap.why} ({gap.effect})", markup=False)
    for note in answer.notes:
        console.print(f"\n{_say(note, language)}", markup=False)
    if answer.sources:
        names = "; ".join(
            f"{row['publisher']}, {row['title']} ({row['year']})" for row in answer.sources
        )
        console.print(
            f"\n{'Bronnen' if language is Language.nl else 'Sources'}: {names}", markup=False
        )
    console.print(f"\n{answer.kind} · editie {answer.edition}", style="dim")


def _say(sentence: Sentence, language: Language) -> str:
    return sentence.nl if language is Language.nl else sentence.en


def _rich_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None) -> Any:
    from rich.table import Table

    names = list(columns or _telling(rows))
    grid = Table(box=None, pad_edge=False, header_style="dim")
    for name in names:
        numeric = any(isinstance(row.get(name), int | float) for row in rows)
        grid.add_column(name.replace("_", " "), justify="right" if numeric else "left")
    for row in rows:
        grid.add_row(*(_text(name, row.get(name)) for name in names))
    return grid


def _telling(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    names = dict.fromkeys(name for row in rows for name in row)
    filled = [name for name in names if any(row.get(name) is not None for row in rows)]
    return [name for name in filled if name != "row_id"][:MOST_COLUMNS]


def _text(name: str, value: Any) -> str:
    if value is None:
        return "·"
    if isinstance(value, float):
        return f"{value:.{_digits(name)}f}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _digits(name: str) -> int:
    from grondstof.vocabulary.tables import columns

    column = columns().get(name)
    return 2 if column is None or column.digits is None else column.digits
