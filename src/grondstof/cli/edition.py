"""`grondstof edition`: build, list, verify and serve editions."""

import typer

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Build, list, verify or serve editions."
)


@app.command()
def build(
    name: str = typer.Option("2026", help="Name of the edition."),
    force: bool = typer.Option(False, "--force", help="Build also when nothing changed."),
) -> None:
    """Build an edition from the snapshots at hand and serve it."""
    from grondstof.assess.build import build_edition, one_thread

    one_thread()
    from grondstof.cli.progress_bar import progress_bar

    with progress_bar() as progress:
        built = build_edition(name, force=force, progress=progress)
    for warning in built.warnings:
        typer.echo(f"note: {warning}", err=True)
    rows = sum(entry["rows"] for entry in built.edition.manifest["tables"].values())
    state = "built" if built.fresh else "unchanged"
    typer.echo(f"edition {built.edition.name} {state}: {rows:,} rows in {built.edition.folder}")


@app.command("names")
def names_() -> None:
    """List the editions at hand; an asterisk marks the one that is served."""
    from grondstof.store.editions import current_name, names

    current = current_name()
    for name in names():
        typer.echo(f"{'*' if name == current else ' '} {name}")


@app.command()
def serve(name: str) -> None:
    """Make an edition the one that is served; also the way back to an older one."""
    from grondstof.store.editions import open_edition, serve_edition

    serve_edition(open_edition(name).name)
    typer.echo(f"edition {name} is served")


@app.command()
def verify(name: str = typer.Argument(None)) -> None:
    """Rebuild an edition from its snapshots and compare it byte for byte."""
    from grondstof.assess.build import one_thread, verify_edition

    one_thread()
    from grondstof.cli.progress_bar import progress_bar
    from grondstof.errors import CheckFailed, Fault
    from grondstof.store.editions import open_current

    chosen = name or open_current().name
    with progress_bar() as progress:
        found = verify_edition(chosen, progress)
    if found["proved"] == "nothing":
        tables = ", ".join(found["differs"]) or "bytes only, under the same versions"
        raise CheckFailed(
            [
                Fault(
                    f"edition {chosen}",
                    f"differences after a rebuild: {tables}",
                    "equal tables",
                    "Build it anew, or restore the program version of its manifest",
                )
            ]
        )
    what = "every byte" if found["proved"] == "bytes" else "every cell to 1e-9 (other versions)"
    typer.echo(f"edition {chosen}: rebuilt, {what} is equal")
