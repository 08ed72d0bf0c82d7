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
    trade: bool = typer.Option(False, "--trade", help="For figures of imports, exports, transit."),
) -> None:
    """Write the files of a new source: papers, reader, labels, corrections and a failing test."""
    from grondstof.sources.kit.new_source import new_source

    for path in new_source(name, root, trade=trade):
        typer.echo(f"wrote {path}")
    typer.echo("Next: fill source.yml, put frozen figures in snapshot/, and make the test pass.")


@app.command()
def home(
    name: str,
    main_language: str = typer.Option("en", "--main-language", help="Such as fr."),
    root: Path = typer.Option(Path(), "--root", help="Checkout to write into."),
) -> None:
    """Write the pack of a new home: languages, names, labels."""
    from grondstof.store.new_home import new_home

    for path in new_home(name, main_language, root):
        typer.echo(f"wrote {path}")
    typer.echo("Next: fill home.yml, add labels in your language, and run `list --home`.")
