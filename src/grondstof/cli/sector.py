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
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show which materials an industry needs, directly and through suppliers."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.sector import answer
    from grondstof.vocabulary.territories import find

    options = {"sector": code, **({"table": table} if table else {})}
    print_answer(
        answer(opened(edition), Question(home=find(home), options=options)), form, language
    )
