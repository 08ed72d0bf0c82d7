"""`grondstof methods`: what several methods say of the same materials, side by side."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def methods(
    material: str = typer.Argument(None),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show methods side by side, for all materials or for one."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.methods import answer

    found = answer(opened(edition), Question(home=home, material=material))
    print_answer(found, form, language)
