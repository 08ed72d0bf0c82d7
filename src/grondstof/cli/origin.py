"""`grondstof origin`: where what home imports was really made."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)

YEAR = typer.Option(None, "--year", min=1900, max=2100, help="Year; the newest one by default.")


@app.command()
def origin(
    subject: str = typer.Argument(help="Trade code, dots allowed, or a material."),
    home: str = HOME,
    year: int | None = YEAR,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show where what home imports of a code or material was really made."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.origin import answer
    from grondstof.vocabulary.territories import find

    question = Question(home=find(home), year=year, options={"subject": subject})
    print_answer(answer(opened(edition), question), form, language)
