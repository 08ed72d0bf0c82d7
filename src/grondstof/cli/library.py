"""`grondstof library`: one-year bans of every material, stage and country."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

SPARK = typer.Option(False, "--spark", help="Spread the work over Spark.")
LIMIT = typer.Option(None, "--limit", min=1, help="Only the first so many bans.")


@app.command("build")
def build_(
    home: str = HOME,
    spark: bool = SPARK,
    limit: int | None = LIMIT,
    edition: str | None = EDITION,
) -> None:
    """Compute what is not there yet; a build that was stopped goes on where it was."""
    from grondstof.assess import library
    from grondstof.assess.library_table import TABLE, write
    from grondstof.cli.opening import opened
    from grondstof.cli.progress_bar import progress_bar
    from grondstof.store.private import refuse_private
    from grondstof.vocabulary.territories import find

    refuse_private("build the library")
    where = library.here
    if spark:
        from grondstof.assess.library_spark import spread

        where = spread
    on, of = opened(edition), find(home)
    with progress_bar() as move:
        found = library.build(
            on, of, spread=where, limit=limit,
            progress=lambda done, total: move("library", done, total),
        )  # fmt: skip
    write(on, of)
    drawn = sum(1 for item in found if item.draws)
    typer.echo(f"{len(found)} bans, {drawn} with draws; table {TABLE} joins edition {on.name}")


@app.command("show")
def show_(
    material: str = typer.Option("", "--material", help="Keep the bans of one material."),
    all_: bool = typer.Option(False, "--all", help="All bans instead of the costliest."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show the library, the costliest bans first."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.library import answer
    from grondstof.vocabulary.materials import find as find_material
    from grondstof.vocabulary.territories import find

    chosen = find_material(material).material_id if material else None
    question = Question(home=find(home), material=chosen, options={"all": all_})
    print_answer(answer(opened(edition), question), form, language)
