"""Prints an answer as a table for people, JSON or CSV."""

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import typer

from grondstof.cli.views import MOST_ROWS, columns_of
from grondstof.products.answers.base import Answer, Sentence

MOST_COLUMNS = 8
_SHARES = ("share", "rate", "probability", "coverage")


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
        columns: Columns of the first list in the table form; those of `views.py` when absent.
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
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return "" if value is None else value


def _print_table(answer: Answer, language: Language, columns: Sequence[str] | None = None) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    dutch = language is Language.nl
    console.print(_say(answer.sentence, language), style="bold", markup=False)
    if answer.rows:
        console.print()
        console.print(_grid(answer.rows, columns or columns_of(answer.kind, "rows"), language))
    for name, rows in answer.tables.items():
        if rows:
            console.print(f"\n{name.replace('_', ' ')}", style="bold", markup=False)
            console.print(_grid(rows[:MOST_ROWS], columns_of(answer.kind, name), language))
        if len(rows) > MOST_ROWS:
            more = len(rows) - MOST_ROWS
            hint = f"nog {more} rijen: --format json" if dutch else f"{more} more: --format json"
            console.print(f"… {hint}", style="dim")
    for gap in answer.gaps:
        why = gap.why_nl if dutch and gap.why_nl else gap.why
        effect = gap.effect_nl if dutch and gap.effect_nl else gap.effect
        what = gap.what_nl if dutch and gap.what_nl else gap.what
        console.print(f"? {what}: {why} ({effect})", markup=False)
    for note in answer.notes:
        console.print(_say(note, language), markup=False)
    if answer.sources:
        names = "; ".join(f"{row['publisher']} ({row['year']})" for row in answer.sources)
        label = "Bronnen" if dutch else "Sources"
        console.print(f"\n{label}: {names}", markup=False, style="dim")
    word = "editie" if dutch else "edition"
    console.print(f"{answer.kind} · {word} {answer.edition}", style="dim")


def _say(sentence: Sentence, language: Language) -> str:
    return sentence.nl if language is Language.nl else sentence.en


def _grid(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None, language: Language
) -> Any:
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, header_style="dim")
    asked = list(columns or _telling(rows))
    # An interval stands with its figure, not in columns of its own.
    ends = {f"{name}{end}" for name in asked for end in ("_low", "_high")}
    names = [name for name in asked if name not in ends and _shown(rows, name, language)]
    for name in names:
        values = [row.get(_column(row, name, language)) for row in rows]
        numeric = any(isinstance(value, int | float) for value in values)
        heading = name.removesuffix("_id").replace("_", " ")
        grid.add_column(
            heading,
            justify="right" if numeric else "left",
            overflow="fold",
            min_width=18 if name == "name" else None,
        )
    for row in rows:
        grid.add_row(*(_figure(row, name, language) for name in names))
    return grid


def _figure(row: Mapping[str, Any], name: str, language: Language) -> str:
    """Return a cell; an uncertain figure stands with its interval."""
    column = _column(row, name, language)
    text = _text(name, row.get(column))
    low, high = row.get(f"{name}_low"), row.get(f"{name}_high")
    if low is None or high is None or low == high:
        return text
    return f"{text} [{_text(name, low).removesuffix(' %')}–{_text(name, high)}]"


def _column(row: Mapping[str, Any], name: str, language: Language) -> str:
    """Return the column of a row, in the reader's language where it stands in both."""
    own = f"{name}_{language.value}"
    return own if own in row and name not in row else name


def _shown(rows: Sequence[Mapping[str, Any]], name: str, language: Language) -> bool:
    return any(row.get(_column(row, name, language)) is not None for row in rows)


def _telling(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    names = dict.fromkeys(name for row in rows for name in row)
    return [name for name in names if name not in ("row_id", "name_nl", "name_en")][:MOST_COLUMNS]


def _text(name: str, value: Any) -> str:
    if value is None:
        return "·"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and any(word in name for word in _SHARES):
        return f"{100 * value:.1f} %"
    if isinstance(value, float):
        return f"{value:,.{_digits(name)}f}"
    return str(value)


def _digits(name: str) -> int:
    from grondstof.vocabulary.tables import columns

    column = columns().get(name)
    return 2 if column is None or column.digits is None else column.digits
