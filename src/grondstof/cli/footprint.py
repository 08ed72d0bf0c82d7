"""`grondstof footprint`: what home takes in of a material, directly and hidden in what it buys."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)

TABLE = typer.Option(None, "--table", help="Plugged-in table; the shipped one by default.")


@app.command()
def footprint(
    material: str = typer.Argument("", help="Material; all of them when left out."),
    home: str = HOME,
    table: str | None = TABLE,
    year: int | None = typer.Option(None, "--year", min=1900, max=2100, help="Year of the trade."),
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show what home takes in of a material: direct, inside products, indirect, by origin."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.footprint import answer
    from grondstof.vocabulary.territories import find

    options = {"table": table} if table else {}
    question = Question(home=find(home), material=material or None, year=year, options=options)
    print_answer(answer(opened(edition), question), form, language)
