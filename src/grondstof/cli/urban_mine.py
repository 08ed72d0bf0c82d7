"""`grondstof urban-mine`: how much of a material is in use in home and can come back."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command("urban-mine")
def urban_mine(
    material: str = typer.Argument("neodymium", help="Material."),
    year: int = typer.Option(2025, min=2020, max=2050, help="Year between 2020 and 2050."),
    group: str | None = typer.Option(None, help="A product group instead of a material."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show the urban mine of a material, or the circularity of a product group."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers import product_group
    from grondstof.products.answers.urban_mine import answer

    if group is not None:
        asked = Question(home=home, year=year, options={"group": group})
        print_answer(product_group.answer(opened(edition), asked), form, language)
        return
    question = Question(home=home, year=year, material=material)
    print_answer(answer(opened(edition), question), form, language)
