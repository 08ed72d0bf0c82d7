"""`grondstof list`: the list of critical raw materials for a home."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command("list")
def list_(
    home: str = HOME,
    method: str = typer.Option(None, help="Method, such as eu-2023 or nl-axes."),
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Print the list of critical raw materials for a home."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.criticality_list import answer

    options = {"method": method} if method else {}
    found = answer(opened(edition), Question(home=home, options=options))
    print_answer(found, form, language)
