"""`grondstof edition`: build, preview, freeze, compare, verify and serve editions."""

from datetime import datetime
from typing import TYPE_CHECKING

import typer

from grondstof.cli.printing import FORMAT, HOME, LANGUAGE, Format, Language, print_answer

if TYPE_CHECKING:
    from grondstof.assess.recipe import Question

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Build, preview, freeze, compare, verify or serve editions.",
)


@app.command()
def build(
    name: str = typer.Option("2026", help="Name of the edition."),
    force: bool = typer.Option(False, "--force", help="Build also when nothing changed."),
    private: bool = typer.Option(False, "--private", help="Build with the private overlay."),
) -> None:
    """Build an edition from the snapshots at hand and serve it."""
    from grondstof.store.private import refuse_private

    refuse_private("build an edition", allowed=private)
    from grondstof.assess.build import build_edition
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
    from grondstof.assess.build import verify_edition
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


AS_OF = typer.Option(
    None, "--as-of", formats=["%Y-%m-%d"], help="Publications up to this day are taken in."
)


@app.command()
def preview(
    against: str = typer.Option(None, help="Edition to compare with; the current one by default."),
    as_of: datetime = AS_OF,
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
) -> None:
    """Build aside what a new edition would be and show what it would change."""
    from grondstof.assess.build import DEFAULT_AS_OF, build_edition
    from grondstof.cli.progress_bar import progress_bar
    from grondstof.products.answers.edition_change import answer
    from grondstof.store.editions import open_current, open_edition

    before = open_edition(against) if against else open_current()
    day = DEFAULT_AS_OF if as_of is None else as_of.date()
    with progress_bar() as progress:
        built = build_edition("preview", as_of=day, serve=False, progress=progress)
    print_answer(answer(before, built.edition, _asked(home)), form, language)


@app.command()
def freeze(
    name: str,
    as_of: datetime = AS_OF,
    prepared_by: str = typer.Option("", help="Who made it."),
    second_reader: str = typer.Option("", help="Who read it again; somebody else."),
    approved_by: str = typer.Option("", help="Who approved it."),
    approved_on: str = typer.Option("", help="Day of the approval, such as 2027-01-31."),
    remark: str = typer.Option("", help="Remark for readers."),
) -> None:
    """Build an edition under a name that is free, with its sign-off; it is not served yet."""
    from grondstof.assess.build import DEFAULT_AS_OF, build_edition
    from grondstof.cli.progress_bar import progress_bar
    from grondstof.store import signoff

    signed = signoff.Signoff(prepared_by, second_reader, approved_by, approved_on, remark)
    signoff.check(signed)
    signoff.refuse_existing(name)
    day = DEFAULT_AS_OF if as_of is None else as_of.date()
    with progress_bar() as progress:
        built = build_edition(name, as_of=day, serve=False, progress=progress)
    signoff.write(built.edition, signed)
    state = "signed" if signed.complete else "not signed by everybody yet"
    typer.echo(f"edition {name} frozen ({state}); `grondstof edition serve {name}` shows it")


@app.command()
def diff(
    before: str,
    after: str,
    material: str = typer.Option(None, help="Material, for the EU studies ec-2017 and ec-2023."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
) -> None:
    """Show what came, went or moved between two editions, with the factors behind each move."""
    from grondstof.products.answers import ec_change, edition_change
    from grondstof.store.editions import open_current, open_edition

    if (before, after) == ("ec-2017", "ec-2023"):
        found = ec_change.answer(open_current(), _asked(home, material or "gallium"))
    else:
        ends = open_edition(before), open_edition(after)
        found = edition_change.answer(*ends, _asked(home))
    print_answer(found, form, language)


def _asked(home: str, material: str | None = None) -> "Question":
    from grondstof.assess.recipe import Question

    return Question(home, material=material)
