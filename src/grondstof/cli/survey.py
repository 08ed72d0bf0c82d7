"""`grondstof survey`: adds up answers of companies without showing any of them."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import typer

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def survey() -> None:
    """Add up what companies shared."""


@app.command()
def aggregate(
    folder: Path = typer.Argument(..., help="Folder with files of company share."),
) -> None:
    """Print the cells that may be published; the others are marked withheld."""
    from grondstof.products.company.share import aggregate as added

    body = [asdict(cell) for cell in added(folder)]
    sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=1) + "\n")
