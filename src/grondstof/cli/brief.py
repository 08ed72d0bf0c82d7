"""`grondstof brief`: two pages on a material, a territory or a chain."""

from dataclasses import replace
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
def brief(
    subject: str,
    as_of: datetime | None = typer.Option(None, "--as-of", formats=["%Y-%m-%d"], help="Day."),
    out: Path | None = typer.Option(None, "--out", help="Write it to this .html, .docx or .pdf."),
    extra: Path | None = typer.Option(
        None, "--with", help="File or folder of new restrictions that no edition has yet."
    ),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Write the brief: what it is, what happened, what is felt, how sure, promised, options."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.brief import answer

    options: dict[str, object] = {"subject": subject}
    if extra is not None:
        from grondstof.register.restrictions import read_restrictions

        options["extra"] = read_restrictions(extra)
    question = Question(home=home, as_of=as_of.date() if as_of else None, options=options)
    found = answer(opened(edition), question)
    if out is None:
        # A terminal needs no count of sentences.
        shown = replace(found, tables={}) if form is Format.table else found
        print_answer(shown, form, language, ["section", "sentence", "footnotes"])
        return
    from grondstof.products.report.brief_report import brief_paper
    from grondstof.products.report.write import write

    print_line(str(write(brief_paper(found, language.value), out)))
