"""`grondstof fetch`: download the current files of a trade publisher into the data folder."""

import typer

app = typer.Typer(rich_markup_mode=None)

PUBLISHER = typer.Argument(help="baci, comext, comtrade, cbs or code-lists.")
RELEASE = typer.Option("202601", help="Release of BACI.")
VINTAGE = typer.Option("HS92", help="HS vintage of BACI: HS92, HS96, HS02, HS07, HS12, HS17, HS22.")
YEAR = typer.Option(None, min=1988, max=2100, help="Year.")
MONTH = typer.Option(None, min=1, max=12, help="Month; the whole year when left out.")
CODES = typer.Option("", help="HS or CN codes, separated by commas.")
REPORTERS = typer.Option("528", help="Reporters of Comtrade by number, separated by commas.")
TABLE = typer.Option("", help="Identifier of a StatLine table.")


@app.command()
def fetch(
    publisher: str = PUBLISHER,
    release: str = RELEASE,
    vintage: str = VINTAGE,
    year: int | None = YEAR,
    month: int | None = MONTH,
    codes: str = CODES,
    reporters: str = REPORTERS,
    table: str = TABLE,
) -> None:
    """Download the current files of a trade publisher; they are checked and frozen, not shipped."""
    from grondstof.errors import Fault, InputError, UnknownName
    from grondstof.settings import data_folder

    folder = data_folder() / "fetched" / publisher
    listed = [code.replace(".", "").strip() for code in codes.split(",") if code.strip()]
    if publisher == "baci":
        from grondstof.sources.baci.fetch import fetch as run_baci

        typer.echo(run_baci(folder, release, vintage, _progress))
    elif publisher == "comext" and year:
        from grondstof.sources.comext.fetch import fetch as run_comext

        typer.echo(_kept(run_comext(folder, year, month or 52, _progress)))
    elif publisher == "comtrade" and year and listed:
        from grondstof.sources.comtrade.fetch import fetch as run_comtrade

        numbers = [int(one) for one in reporters.split(",")]
        period = f"{year}{month:02d}" if month else str(year)
        for path in run_comtrade(folder, listed, period, numbers):
            typer.echo(path)
    elif publisher == "cbs" and table:
        from grondstof.sources.cbs.fetch import fetch as run_cbs

        for path in run_cbs(folder, table):
            typer.echo(path)
    elif publisher == "code-lists":
        from grondstof.sources.code_lists.fetch import fetch as run_lists

        typer.echo(run_lists(folder))
    elif publisher in ("comext", "comtrade", "cbs"):
        wanted = {"comext": "--year", "comtrade": "--year and --codes", "cbs": "--table"}[publisher]
        raise InputError([Fault(publisher, "too little to go on", wanted, "Give these options")])
    else:
        known = ["baci", "comext", "comtrade", "cbs", "code-lists"]
        raise UnknownName("fetch", publisher, "a trade publisher", known)


def _progress(done: int, total: int | None) -> None:
    share = f" of {total / 1e6:,.0f}" if total else ""
    typer.echo(f"\r{done / 1e6:,.0f}{share} MB", nl=False, err=True)


def _kept(path: object) -> str:
    from pathlib import Path

    from grondstof.settings import data_folder
    from grondstof.sources.comext.parse import month_of, parse_bulk
    from grondstof.store.months import add_month, digest_of, has_month

    file = Path(str(path))
    year, month = month_of(file)
    goal = data_folder() / "monthly" / "trade_declared"
    digest = digest_of(file)
    # A month takes a minute to read; one that is stored is not read again.
    if has_month(goal, year, month, digest):
        return f"{goal}: already there"
    add_month(goal, year, month, parse_bulk(file), digest)
    return f"{goal}: added"
