"""`grondstof read-letter`: proposals for the register from a letter; nothing is written."""

import json
from datetime import datetime
from pathlib import Path

import typer

from grondstof.cli.printing import FORMAT, Format

app = typer.Typer(rich_markup_mode=None)


@app.command()
def read_letter(
    path: Path,
    day: datetime | None = typer.Option(
        None, "--date", formats=["%Y-%m-%d"], help="Date of the letter; else the first in it."
    ),
    form: Format = FORMAT,
) -> None:
    """Propose references, commitments, due dates and claims for a person to accept."""
    from grondstof.errors import Fault, InputError
    from grondstof.register.letter_files import read_text
    from grondstof.register.letters import read_letter as read
    from grondstof.register.proposals import as_text, rows

    text = read_text(path)
    reading = read(text, day.date() if day else None)
    if reading is None:
        fault = Fault(path.name, "no date", "the date of the letter", "Give it with --date")
        raise InputError([fault])
    if form is Format.json:
        typer.echo(json.dumps(rows(text, reading), ensure_ascii=False, indent=1, default=str))
        return
    typer.echo(as_text(text, reading))
