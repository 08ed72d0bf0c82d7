"""`grondstof register`: look things up in the register, check it, and hold it to a list."""

from pathlib import Path

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer
from grondstof.cli.register_lists import LISTS

app = typer.Typer(rich_markup_mode=None)
for command in LISTS:
    app.command()(command)


@app.command()
def search(
    text: str,
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Find items by a part of their name, with typing errors, or by a number in any notation."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.search import answer

    question = Question(home=home, options={"text": text})
    columns = ["item_id", f"kind_{language.value}", f"name_{language.value}", "place"]
    print_answer(answer(opened(edition), question), form, language, columns)


@app.command()
def show(
    item: str,
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show one item: what was asked, what is claimed, what the Kamer says, what is measured."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.commitment import answer

    found = answer(opened(edition), Question(home=home, options={"item": item}))
    line = [f"{name}_{language.value}" for name in ("asked", "claim", "chamber", "measured_effect")]
    named = [name for name in line if name in found.rows[0]]
    print_answer(found, form, language, ["item_id", *named] if named else None)


@app.command()
def check(home: str = HOME) -> None:
    """Read and validate all entries; every fault with file and line."""
    import time

    from grondstof.register.content import read_register
    from grondstof.register.restrictions import restrictions
    from grondstof.store.content import home_folder

    start = time.perf_counter()
    found = read_register(home_folder(home) / "register", home)
    count = len(found.entries) + len(restrictions())
    typer.echo(f"{count} entries are valid ({time.perf_counter() - start:.2f} s).")


@app.command()
def coverage(
    home: str = HOME,
    form: Format = FORMAT,
    missing: bool = typer.Option(False, "--missing", help="Only rows that nothing answers."),
) -> None:
    """Hold the register, methods and pages to the file that GRONDSTOF_REQUIREMENTS names."""
    from grondstof.cli.printing import to_csv
    from grondstof.register.coverage import cover, summary
    from grondstof.settings import read

    name = read("GRONDSTOF_REQUIREMENTS")
    found = cover(Path(name) if name else None, home)
    rows = [row for row in found if not missing or row["covered_by"] in ("none", "named")]
    if form is Format.csv:
        typer.echo(to_csv(rows), nl=False)
        return
    for row in rows:
        typer.echo(f"{row['requirement']:>5}  {row['covered_by']:<9} {row['where']}")
    typer.echo(summary(found))


@app.command()
def fetch(
    dossier: str = typer.Option("32852", help="Dossier whose motions and papers are fetched."),
    since: str = typer.Option("2022-12-09", help="First day of the commitments."),
    whole: bool = typer.Option(False, "--all", help="Fetch all again instead of the changes."),
) -> None:
    """Fetch commitments, motions and papers of parliament; after the first run only changes."""
    import tempfile
    from datetime import UTC, datetime

    from grondstof.settings import data_folder
    from grondstof.sources.kit.find import source
    from grondstof.sources.tweede_kamer import frozen_tables, update
    from grondstof.sources.tweede_kamer.sift import words

    place, today = data_folder() / "snapshots", datetime.now(tz=UTC).date()
    card = source(frozen_tables.SOURCE).card
    known = {
        name: [] if whole else frozen_tables.known(place, name)
        for name in (update.PROMISES, *update.FILES.values())
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        token = frozen_tables.token(place)
        promises = update.promises(folder / "promises", known[update.PROMISES], token, since=since)
        found = [promises]
        for entity, file in update.FILES.items():
            into = folder / entity.casefold()
            found.append(update.dossier_papers(into, entity, known[file], dossier=dossier))
        for one in found:
            frozen_tables.freeze(place, one.name, one.rows, card, today)
            typer.echo(f"{one.name}: {len(one.rows):,} rows; {words(one.sifted)}")
        # Kept last: when freezing stops half-way, the next run reads the same changes again.
        if promises.token is not None:
            frozen_tables.keep_token(place, promises.token)
        _official_papers(folder / "sru", dossier)


def _official_papers(folder: Path, dossier: str) -> None:
    from grondstof.cli.printing import to_csv
    from grondstof.settings import data_folder
    from grondstof.sources.kit.find import source
    from grondstof.sources.kit.load import papers
    from grondstof.sources.officiele_bekendmakingen import fetch as sru
    from grondstof.sources.officiele_bekendmakingen.parse import read_published
    from grondstof.store.snapshots import keep

    name = "officiele_bekendmakingen"
    files = sru.fetch(folder, dossier)
    rows = [row for path in files for row in read_published(path.name, path.read_bytes())]
    card = papers(source(name).card)
    kept = keep(data_folder() / "snapshots", name, f"{name}.csv", to_csv(rows).encode(), card)
    typer.echo(f"{len(rows):,} rows, {kept.snapshot_id}")
