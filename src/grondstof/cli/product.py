"""`grondstof product`: what a kilogram of a product holds, and what the library covers."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def product(
    code: str | None = typer.Argument(None, help="HS6 or CN8 code; none prints the coverage."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show the materials in a product, in grams per kilogram with range, grade and source."""
    from grondstof.cli.opening import opened
    from grondstof.products.answers.base import Question
    from grondstof.products.answers.composition import answer
    from grondstof.vocabulary.territories import find

    question = Question(home=find(home), options={"code": code} if code else {})
    print_answer(answer(opened(edition), question), form, language)
