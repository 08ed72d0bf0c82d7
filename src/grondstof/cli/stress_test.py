"""`grondstof stress-test`: the fields of Article 20 of the Critical Raw Materials Act."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command("stress-test")
def stress_test(
    material: str = typer.Argument(help="Material, such as gallium."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Fill in the fields of the stress test of the Critical Raw Materials Act for a material."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.stress_test import answer
    from grondstof.vocabulary.materials import find as find_material
    from grondstof.vocabulary.territories import find

    question = Question(home=find(home), material=find_material(material).material_id)
    print_answer(answer(opened(edition), question), form, language)
