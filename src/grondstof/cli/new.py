"""`grondstof new`: write the files of a new source, with an example test that fails."""

from pathlib import Path

import typer

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Start something new.")


@app.callback()
def start() -> None:
    """Start something new."""


@app.command()
def source(
    name: str,
    root: Path = typer.Option(Path(), "--root", help="Checkout to write into."),
) -> None:
    """Write the files of a new source: papers, reader, labels, corrections and a failing test."""
    from grondstof.sources.kit.new_source import new_source

    for path in new_source(name, root):
        typer.echo(f"wrote {path}")
    typer.echo("Next: fill source.yml, put frozen figures in snapshot/, and make the test pass.")
