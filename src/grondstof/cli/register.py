"""`grondstof register`: look things up in the register, check it, and hold it to a list."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


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

    question = Question(home=home, options={"item": item})
    print_answer(answer(opened(edition), question), form, language)


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
    missing: bool = typer.Option(False, "--missing", help="Only rows that nothing covers."),
) -> None:
    """Hold the register, methods and pages to the file that GRONDSTOF_REQUIREMENTS names."""
    from pathlib import Path

    from grondstof.cli.printing import to_csv
    from grondstof.register.coverage import cover, summary
    from grondstof.settings import read

    name = read("GRONDSTOF_REQUIREMENTS")
    found = cover(Path(name) if name else None, home)
    rows = [row for row in found if not missing or row["covered_by"] == "none"]
    if form is Format.csv:
        typer.echo(to_csv(rows), nl=False)
        return
    for row in rows:
        typer.echo(f"{row['requirement']:>5}  {row['covered_by']:<9} {row['where']}")
    typer.echo(summary(found))


@app.command()
def fetch(
    dossier: str = typer.Option("32852", help="Dossier whose papers are fetched."),
    since: str = typer.Option("2022-12-09", help="First day of the commitments."),
) -> None:
    """Fetch commitments of the Tweede Kamer and papers of a dossier, frozen as snapshots."""
    import tempfile
    from pathlib import Path

    from grondstof.cli.printing import to_csv
    from grondstof.settings import data_folder
    from grondstof.sources.kit.find import source
    from grondstof.sources.kit.load import papers
    from grondstof.sources.officiele_bekendmakingen import fetch as sru
    from grondstof.sources.officiele_bekendmakingen.parse import read_published as paper_rows
    from grondstof.sources.tweede_kamer import fetch as kamer
    from grondstof.sources.tweede_kamer.parse import read_published as promise_rows
    from grondstof.store.snapshots import keep

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commitments = kamer.fetch(folder / "kamer", since)
        publications = sru.fetch(folder / "sru", dossier)
        for source_id, files, read in (
            ("tweede_kamer", commitments, promise_rows),
            ("officiele_bekendmakingen", publications, paper_rows),
        ):
            rows = [row for path in files for row in read(path.name, path.read_bytes())]
            card = papers(source(source_id).card)
            data = to_csv(rows).encode()
            kept = keep(data_folder() / "snapshots", source_id, f"{source_id}.csv", data, card)
            typer.echo(f"{len(rows):,} rows, {kept.snapshot_id}")
