"""`grondstof publish`: the whole site as files, for a web host or a memory stick."""

from pathlib import Path

import typer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def publish(
    out: Path,
    base: str = typer.Option("", help="Path below which the host shows the files, as /grondstof."),
    contact: str = typer.Option("", help="Mail address that readers can write to."),
    processes: int = typer.Option(2, min=1, max=16, help="Processes that make pages."),
    private: bool = typer.Option(False, "--private", help="Publish with the private overlay."),
) -> None:
    """Write all pages, data and API documents as static files into OUT."""
    from grondstof import log
    from grondstof.cli.progress_bar import progress_bar
    from grondstof.products.answers.desk import Desk
    from grondstof.products.web.publish import publish_site
    from grondstof.products.web.render import CONTACT
    from grondstof.settings import data_folder

    log.write_to(data_folder())
    with progress_bar() as progress:
        desk = Desk(private=private)
        desk.ready()
        done = publish_site(desk, out, base, contact or CONTACT, progress, processes)
    for path in done.left_out:
        typer.echo(f"note: {path} could not be made; the log says why", err=True)
    typer.echo(
        f"{done.files} files, {done.bytes / 1e6:.1f} MB, in {out}; {done.same} of them unchanged"
    )
