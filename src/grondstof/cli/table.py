"""`grondstof table`: plug in a multi-region table that you downloaded, and list those at hand."""

import sys
from pathlib import Path

import typer

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.command()
def add(
    path: Path = typer.Argument(..., help="File, archive or folder as downloaded."),
    source: str = typer.Option(..., "--source", help="oecd_icio, figaro, exiobase or wiod."),
    year: int = typer.Option(..., "--year", min=1900, max=2100, help="Year to read."),
    accept_negative: bool = typer.Option(
        False, "--accept-negative", help="Accept industries with negative value added."
    ),
) -> None:
    """Read a publisher's table, check it and keep it for `footprint` and `sector`."""
    from grondstof.assess.io_plugged import plug_in
    from grondstof.errors import Fault, InputError

    if not path.exists():
        fault = Fault(str(path), "no such file", "a downloaded table", "Check the path")
        raise InputError([fault])
    checked = plug_in(path, source, year, accept_negative=accept_negative)
    card = checked.table.card
    sys.stdout.write(
        f"{card.name}: {len(card.regions)} regions by {len(card.industries)} industries, "
        f"{card.unit}\n"
    )
    for note in checked.notes:
        sys.stdout.write(f"  {note}\n")
    sys.stdout.write(f"Use it with: grondstof footprint cobalt --table {card.name}\n")


@app.command("list")
def list_tables() -> None:
    """List the tables that are plugged in."""
    from grondstof.assess.io_plugged import kept

    found = kept()
    for name in found:
        sys.stdout.write(f"{name}\n")
    if not found:
        sys.stderr.write("No table is plugged in; the shipped one answers. See `table add`.\n")
