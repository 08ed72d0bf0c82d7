"""`grondstof gaps`: which needs of projects no instrument meets."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def gaps(
    material: str | None = typer.Option(None, "--material", help="Material of the project."),
    stage: str | None = typer.Option(None, "--stage", help="Stage of the chain."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show for which need and stage no instrument exists: the input for the action agenda."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.gaps import answer

    question = Question(home=home, material=material, stage=stage)
    columns = [f"name_{language.value}", "stage_id", "phase", "gap", "eligible", "eligible_if"]
    print_answer(answer(opened(edition), question), form, language, columns)
