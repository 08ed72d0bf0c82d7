"""`grondstof source`: freeze a publisher's file into the snapshot of a source."""

from pathlib import Path

import typer

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Work on the frozen inputs of a source."
)

MOST_BYTES = 200_000_000


@app.callback()
def start() -> None:
    """Work on the frozen inputs of a source."""


@app.command()
def freeze(
    source_id: str,
    file: Path,
    into: Path = typer.Option(Path(), help="Folder to write the frozen table into."),
) -> None:
    """Read a publisher's own file and write its figures in the project's schema."""
    from grondstof.cli.printing import to_csv
    from grondstof.errors import Fault, InputError
    from grondstof.sources.kit.find import folder, parser

    folder(source_id)
    if not file.is_file() or file.stat().st_size > MOST_BYTES:
        found = f"{file.stat().st_size:,} bytes" if file.is_file() else "no such file"
        limit = f"a file of at most {MOST_BYTES:,} bytes"
        raise InputError([Fault(str(file), found, limit, "Give the file the publisher offers")])
    rows = parser(source_id).read_published(file.name, file.read_bytes())
    target = into / f"{source_id}.csv"
    target.write_text(to_csv(rows), "utf-8")
    typer.echo(f"{len(rows):,} rows in {target}")
