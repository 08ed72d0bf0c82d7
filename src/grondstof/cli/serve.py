"""`grondstof serve`: the site and its API on this machine."""

import typer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def serve(
    port: int = typer.Option(8000, min=1, max=65535, help="Port to listen on."),
    host: str = typer.Option("127.0.0.1", help="Address to listen on."),
    names: str = typer.Option("", help="Names under which the site is asked for, with commas."),
    contact: str = typer.Option("", help="Mail address that readers can write to."),
    private: bool = typer.Option(False, "--private", help="Serve with the private overlay."),
) -> None:
    """Serve the site and its API; a newly built edition is picked up without a restart."""
    import uvicorn

    from grondstof import log
    from grondstof.products.answers.desk import Desk
    from grondstof.products.web.render import CONTACT
    from grondstof.products.web.server import LOCAL, site
    from grondstof.settings import data_folder

    log.write_to(data_folder())
    desk = Desk(private=private)
    edition = desk.current()
    extra = tuple(name.strip() for name in names.split(",") if name.strip())
    application = site(desk, (*LOCAL, host, *extra), contact or CONTACT)
    typer.echo(f"edition {edition} on http://{host}:{port}", err=True)
    # Access lines would hold addresses of visitors; events go to the log without them.
    uvicorn.run(
        application, host=host, port=port, log_level="warning", access_log=False,
        server_header=False, timeout_keep_alive=15, limit_concurrency=400,
    )  # fmt: skip
