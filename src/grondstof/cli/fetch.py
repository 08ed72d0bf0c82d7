"""`grondstof fetch`: download the current files of a publisher into the data folder."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import typer

app = typer.Typer(rich_markup_mode=None)

ASKED = ("baci", "comext", "comtrade", "cbs", "code-lists", "bgs")
# Sources whose files have fixed addresses: nothing more has to be asked.
FIXED = (
    "battery_minerals", "ec_study", "pink_sheet", "premise", "pv_ice", "undp_hdr", "usgs_mcs",
    "wgi", "wmd",
)  # fmt: skip
PUBLISHER = typer.Argument(help=f"One of {', '.join((*ASKED, *FIXED))}.")
RELEASE = typer.Option("202601", help="Release of BACI.")
VINTAGE = typer.Option("HS92", help="HS vintage of BACI: HS92, HS96, HS02, HS07, HS12, HS17, HS22.")
YEAR = typer.Option(None, min=1988, max=2100, help="Year.")
MONTH = typer.Option(None, min=1, max=12, help="Month; the whole year when left out.")
CODES = typer.Option("", help="HS or CN codes, separated by commas.")
REPORTERS = typer.Option("528", help="Reporters of Comtrade by number, separated by commas.")
TABLE = typer.Option("", help="Identifier of a StatLine table, or a commodity of the BGS.")

# Options that a publisher cannot do without.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "comext": ("year",), "comtrade": ("year", "codes"), "cbs": ("table",), "bgs": ("table",),
}  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """What is asked of a publisher; each looks only at what it needs."""

    release: str
    vintage: str
    year: int | None
    month: int | None
    codes: tuple[str, ...]
    reporters: tuple[int, ...]
    table: str


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
    """Download the current files of a publisher into the data folder."""
    from grondstof.errors import Fault, InputError, UnknownName
    from grondstof.settings import data_folder

    if publisher not in (*ASKED, *FIXED):
        raise UnknownName("fetch", publisher, "a publisher", [*ASKED, *FIXED])
    listed = tuple(code.replace(".", "").strip() for code in codes.split(",") if code.strip())
    numbers = tuple(int(one) for one in reporters.split(",")) if publisher == "comtrade" else ()
    wanted = Wanted(release, vintage, year, month, listed, numbers, table)
    needed = NEEDED.get(publisher, ())
    if not all(getattr(wanted, name) for name in needed):
        options = " and ".join(f"--{name}" for name in needed)
        raise InputError([Fault(publisher, "too little to go on", options, "Give these options")])
    folder = data_folder() / "fetched" / publisher
    for found in _RUNS[publisher](folder, wanted) if publisher in ASKED else _fixed(folder):
        typer.echo(found)


def _baci(folder: Path, wanted: Wanted) -> Iterable[object]:
    from grondstof.sources.baci.fetch import fetch as run

    return [run(folder, wanted.release, wanted.vintage, _progress)]


def _comext(folder: Path, wanted: Wanted) -> Iterable[object]:
    from grondstof.sources.comext.fetch import fetch as run

    return [_kept(run(folder, wanted.year or 0, wanted.month or 52, _progress))]


def _comtrade(folder: Path, wanted: Wanted) -> Iterable[object]:
    from grondstof.sources.comtrade.fetch import fetch as run

    period = f"{wanted.year}{wanted.month:02d}" if wanted.month else str(wanted.year)
    return run(folder, wanted.codes, period, wanted.reporters)


def _cbs(folder: Path, wanted: Wanted) -> Iterable[object]:
    from grondstof.sources.cbs.fetch import fetch as run

    return run(folder, wanted.table)


def _code_lists(folder: Path, wanted: Wanted) -> Iterable[object]:
    from grondstof.sources.code_lists.fetch import fetch as run

    return [run(folder)]


def _bgs(folder: Path, wanted: Wanted) -> Iterable[object]:
    from grondstof.sources.bgs.fetch import fetch as run

    return [run(folder, wanted.table, _progress)]


def _fixed(folder: Path) -> Iterable[object]:
    from importlib import import_module

    found = import_module(f"grondstof.sources.{folder.name}.fetch").fetch(folder, _progress)
    return [found] if isinstance(found, Path) else list(found)


_RUNS: Mapping[str, Callable[[Path, Wanted], Iterable[object]]] = {
    "baci": _baci,
    "comext": _comext,
    "comtrade": _comtrade,
    "cbs": _cbs,
    "code-lists": _code_lists,
    "bgs": _bgs,
}


def _progress(done: int, total: int | None) -> None:
    share = f" of {total / 1e6:,.0f}" if total else ""
    typer.echo(f"\r{done / 1e6:,.0f}{share} MB", nl=False, err=True)


def _kept(path: object) -> str:
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
