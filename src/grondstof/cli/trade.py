"""`grondstof trade`: trade of home in a material or code."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)

YEAR = typer.Option(None, "--year", min=1900, max=2100, help="Year; the newest one by default.")


@app.command()
def trade(
    subject: str = typer.Argument("", help="Material or code; all codes when left out."),
    home: str = HOME,
    year: int | None = YEAR,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show trade of home in a material or code: who supplies, what stays, what leaves."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.trade import answer
    from grondstof.vocabulary.territories import find

    question = Question(home=find(home), year=year, options={"subject": subject})
    print_answer(answer(opened(edition), question), form, language)
