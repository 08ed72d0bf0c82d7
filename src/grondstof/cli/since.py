"""`grondstof since`: what changed since a day, also as an Atom feed."""

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


@app.command()
def since(
    day: datetime = typer.Argument(..., formats=["%Y-%m-%d"], help="First day."),
    until: datetime | None = typer.Option(None, "--until", formats=["%Y-%m-%d"], help="Last day."),
    feed: Path | None = typer.Option(None, "--feed", help="Write an Atom feed to this file."),
    address: str = typer.Option(
        "https://grondstof.example", "--address", help="Address of the site."
    ),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show on one page what changed: promises, restrictions, lists, projects, documents."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.since import answer

    question = Question(
        home=home, as_of=until.date() if until else None, options={"since": day.date()}
    )
    found = answer(opened(edition), question)
    if feed is not None:
        from grondstof.products.report.atom import to_atom

        feed.write_text(to_atom(found, address.rstrip("/"), language.value), encoding="utf-8")
        print_line(str(feed))
        return
    columns = ["date", f"subject_{language.value}", f"name_{language.value}"]
    print_answer(found, form, language, [*columns, f"change_{language.value}"])
