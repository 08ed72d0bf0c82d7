"""`grondstof progress`: how far the strategy is on a day."""

from datetime import datetime
from pathlib import Path

import typer

from grondstof.cli.printing import (
    EDITION,
    FORMAT,
    HOME,
    LANGUAGE,
    Format,
    Language,
    print_answer,
    print_line,
)

app = typer.Typer(rich_markup_mode=None)

COLUMNS = ("name_nl", "owner", "state", "since", "due", "days_late")


@app.command()
def progress(
    as_of: datetime | None = typer.Option(None, "--as-of", formats=["%Y-%m-%d"], help="Day."),
    perspective: str | None = typer.Option(None, "--perspective", help="hp1 to hp5."),
    owner: str | None = typer.Option(None, "--owner", help="Id of an actor, such as ezk."),
    material: str | None = typer.Option(None, "--material", help="Only promises that name it."),
    kind: str | None = typer.Option(None, "--kind", help="action, motion, commitment, study..."),
    report: Path | None = typer.Option(
        None, "--report", help="Write the annual report to this .docx, .pdf or .html file."
    ),
    contribution: bool = typer.Option(
        False, "--crma", help="With --report: the contribution of home to the CRMA instead."
    ),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show every action, promise and motion with its fair state, or write the report."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.progress import answer

    options = {"perspective": perspective, "owner": owner, "kind": kind}
    question = Question(
        home=home,
        as_of=as_of.date() if as_of else None,
        material=material,
        options={name: value for name, value in options.items() if value},
    )
    book = opened(edition)
    if report is not None:
        from grondstof.products.report.strategy_reports import write_report

        which = "contribution" if contribution else "progress"
        print_line(str(write_report(book, question, which, report)))
        return
    columns = [name.replace("_nl", "_en") if language is Language.en else name for name in COLUMNS]
    print_answer(answer(book, question), form, language, columns)
