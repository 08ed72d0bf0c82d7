"""Prints an answer as a table for people, JSON or CSV."""

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import typer

from grondstof.cli.progress_bar import PATIENCE
from grondstof.cli.views import MOST_ROWS, columns_of
from grondstof.products.answers.base import Answer, Sentence
from grondstof.products.messages import say
from grondstof.store.own_home import own_home

MOST_COLUMNS = 8
_NAME_WIDTH, _NARROW = 18, 100
_OTHER = {"nl": "_en", "en": "_nl"}
_UNTOLD = ("row_id", "name")


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
HOME = typer.Option(own_home(), "--home", help="Territory or group whose lens is used.")
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
    PATIENCE.end()
    if form is Format.json:
        sys.stdout.write(to_json(answer) + "\n")
    elif form is Format.csv:
        sys.stdout.write(to_csv(answer.rows))
    else:
        _print_table(answer, language, columns)


def print_line(text: str) -> None:
    """Print one line, such as the path of a file that was written."""
    PATIENCE.end()
    typer.echo(text)


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

    from grondstof.cli.cells import gap_line, title

    console, spoken = Console(highlight=False), language.value
    console.print(_say(answer.sentence, language), style="bold", markup=False)
    if answer.rows:
        console.print()
        console.print(
            _grid(answer.rows, columns or columns_of(answer.kind, "rows"), spoken, console.width)
        )
    for name, rows in answer.tables.items():
        if rows:
            console.print(f"\n{title(name, spoken)}", style="bold", markup=False)
            console.print(
                _grid(rows[:MOST_ROWS], columns_of(answer.kind, name), spoken, console.width)
            )
        if len(rows) > MOST_ROWS:
            more = say("cli.more", spoken, count=len(rows) - MOST_ROWS)
            console.print(f"… {more}", style="dim")
    for gap in answer.gaps:
        console.print(gap_line(gap, spoken), markup=False)
    for note in answer.notes:
        console.print(_say(note, language), markup=False)
    if answer.sources:
        names = "; ".join(f"{row['publisher']} ({row['year']})" for row in answer.sources)
        console.print(f"\n{say('cli.sources', spoken)}: {names}", markup=False, style="dim")
    console.print(f"{answer.kind} · {say('cli.edition', spoken)} {answer.edition}", style="dim")


def _say(sentence: Sentence, language: Language) -> str:
    return sentence.nl if language is Language.nl else sentence.en


def _grid(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None, language: str, width: int
) -> Any:
    from rich.table import Table

    from grondstof.cli.cells import figure, heading

    # A narrow screen has no room for a width that must be kept: text would fall off its edge.
    narrow = width < _NARROW
    grid = Table(box=None, pad_edge=False, header_style="dim", collapse_padding=narrow)
    asked = list(columns or _telling(rows, language))
    # An interval stands with its figure, not in columns of its own.
    ends = {f"{name}{end}" for name in asked for end in ("_low", "_high")}
    names = [name for name in asked if name not in ends and _shown(rows, name, language)]
    for name in names:
        either = (_column(rows[0], name, language), f"{name}_low")
        numeric = any(isinstance(row.get(end), int | float) for row in rows for end in either)
        grid.add_column(
            heading(name, language),
            justify="right" if numeric else "left",
            overflow="fold",
            min_width=_NAME_WIDTH if name == "name" and not narrow else None,
        )
    for row in rows:
        grid.add_row(*(figure(row, name, _column(row, name, language), language) for name in names))
    return grid


def _column(row: Mapping[str, Any], name: str, language: str) -> str:
    """Return the column of a row, in the reader's language where it stands in both."""
    own = f"{name}_{language}"
    return own if own in row and (name not in row or row[own] is not None) else name


def _shown(rows: Sequence[Mapping[str, Any]], name: str, language: str) -> bool:
    return any(
        row.get(end) is not None
        for row in rows
        for end in (_column(row, name, language), f"{name}_low")
    )


def _telling(rows: Sequence[Mapping[str, Any]], language: str) -> list[str]:
    names = dict.fromkeys(name for row in rows for name in row)
    own = f"_{language}"
    spoken = [name.removesuffix(own) for name in names if not name.endswith(_OTHER[language])]
    return [name for name in dict.fromkeys(spoken) if name not in _UNTOLD][:MOST_COLUMNS]
