"""`grondstof sector`: what an industry of home depends on, and the value added behind it."""

import typer

from grondstof.cli.footprint import TABLE
from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def sector(
    code: str = typer.Argument(..., help="NACE division such as C28, or a code of the table."),
    home: str = HOME,
    table: str | None = TABLE,
    without: str | None = typer.Option(
        None, "--without", help="Territory whose suppliers deliver less; shows what home loses."
    ),
    share: float = typer.Option(1.0, "--share", help="Part that falls away, 0 to 1."),
    extraction: str = typer.Option("export", "--extraction", help="export, partial or global."),
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show which materials an industry needs, directly and through suppliers."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.sector import answer
    from grondstof.vocabulary.territories import find

    options: dict[str, object] = {"sector": code, **({"table": table} if table else {})}
    if without:
        options |= {"without": find(without), "share": share, "form": extraction}
    print_answer(
        answer(opened(edition), Question(home=find(home), options=options)), form, language
    )
