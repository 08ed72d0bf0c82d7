"""`grondstof serve`: the site and its API on this machine."""

import os

import typer

app = typer.Typer(rich_markup_mode=None)

# Read once, when a library is loaded: keep nothing of what a page needed for a moment.
_SPARING = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "DUCKDB_JE_MALLOC_CONF": "narenas:1,dirty_decay_ms:0,muzzy_decay_ms:0",
    "NUMPY_MADVISE_HUGEPAGE": "0",
}


@app.command()
def serve(
    port: int = typer.Option(8000, min=1, max=65535, help="Port to listen on."),
    host: str = typer.Option("127.0.0.1", help="Address to listen on."),
    names: str = typer.Option("", help="Names under which the site is asked for, with commas."),
    contact: str = typer.Option("", help="Mail address that readers can write to."),
    workers: int = typer.Option(1, min=1, max=8, help="Processes that answer on the port."),
    pages_mb: int = typer.Option(
        8,
        min=0,
        max=4096,
        help="Megabytes of packed pages each process keeps in memory; 0 for none, nor on disk.",
    ),
    private: bool = typer.Option(False, "--private", help="Serve with the private overlay."),
) -> None:
    """Serve the site and its API; a newly built edition is picked up without a restart."""
    for name, value in _SPARING.items():
        os.environ.setdefault(name, value)
    from grondstof import log
    from grondstof.products.answers.desk import Desk
    from grondstof.products.web.render import CONTACT
    from grondstof.products.web.server import LOCAL, site
    from grondstof.products.web.workers import run
    from grondstof.settings import data_folder

    log.write_to(data_folder())
    edition = Desk(private=private).ready()
    extra = tuple(name.strip() for name in names.split(",") if name.strip())
    typer.echo(f"edition {edition} on http://{host}:{port}", err=True)
    run(
        lambda: site(
            Desk(private=private),
            (*LOCAL, host, *extra),
            contact or CONTACT,
            pages_mb * 1_000_000,
            shelved=pages_mb > 0,
        ),
        host,
        port,
        workers,
    )
