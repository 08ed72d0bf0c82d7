"""`grondstof sources`: publisher, licence, date and rows of every source."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def sources(
    form: Format = FORMAT, language: Language = LANGUAGE, edition: str | None = EDITION
) -> None:
    """List the sources of an edition with licence and date."""
    from grondstof.cli.opening import opened
    from grondstof.products.answers.sources import answer

    print_answer(answer(opened(edition)), form, language)
