"""`grondstof territory`: what home depends on a territory for."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)

YEAR = typer.Option(None, "--year", min=1900, max=2100, help="Year; the newest one by default.")


@app.command()
def territory(
    territory: str = typer.Argument(help="Territory in any known spelling."),
    home: str = HOME,
    year: int | None = YEAR,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show what home depends on a territory for, direct and traced."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.territory import answer
    from grondstof.vocabulary.territories import find

    question = Question(home=find(home), year=year, options={"territory": territory})
    print_answer(answer(opened(edition), question), form, language)
