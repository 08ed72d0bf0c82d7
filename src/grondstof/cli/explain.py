"""`grondstof explain`: the formula behind a material, term by term."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def explain(
    material: str,
    home: str = HOME,
    method: str = typer.Option(None, help="Method, such as eu-2023 or nl-axes."),
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show the formula behind a material with its numbers filled in."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.explanation import answer

    options = {"method": method} if method else {}
    question = Question(home=home, material=material, options=options)
    print_answer(answer(opened(edition), question), form, language)
