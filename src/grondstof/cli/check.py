"""`grondstof check`: sources, edition and tracing."""

import typer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def check(
    numbers: int = typer.Option(200, help="How many numbers drawn at random are traced."),
    seed: int = typer.Option(20261120, help="Seed of the draw."),
    edition: str = typer.Option(None, "--edition", help="Edition; the current one by default."),
) -> None:
    """Check that files are whole and that numbers drawn at random trace to a claim."""
    from grondstof.assess.audit import audit
    from grondstof.cli.opening import opened
    from grondstof.cli.progress_bar import progress_bar
    from grondstof.errors import CheckFailed

    with progress_bar() as progress:
        found = audit(opened(edition), numbers, seed, progress)
    if found.faults:
        raise CheckFailed(found.faults)
    typer.echo(
        f"{found.files} files whole, {found.sources} sources with papers, "
        f"{found.traced} of {numbers} numbers trace to a publisher, table and row"
    )
