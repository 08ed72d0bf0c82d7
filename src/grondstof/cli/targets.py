"""`grondstof targets`: the targets and duties of law with their dates, and figures beside them."""

from datetime import datetime

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def targets(
    as_of: datetime | None = typer.Option(None, "--as-of", formats=["%Y-%m-%d"], help="Day."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show the targets valid on a day and what public figures show beside them."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.targets import answer

    question = Question(home=home, as_of=as_of.date() if as_of else None)
    columns = [f"name_{language.value}", "value", "target_year", "valid_on_day", "document"]
    print_answer(answer(opened(edition), question), form, language, columns)
