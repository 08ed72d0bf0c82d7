"""`grondstof hindsight`: what the list would have said before restrictions came."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def hindsight(
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show hits, misses and false alarms of the list beside the EU list of the day."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.hindsight import answer

    print_answer(answer(opened(edition), Question()), form, language)
