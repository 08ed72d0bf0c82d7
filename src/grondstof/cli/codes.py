"""`grondstof codes`: guesses trade codes for lines in your own words."""

import sys

import typer

from grondstof.cli.printing import EDITION, FORMAT, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def codes(
    lines: list[str] = typer.Argument(None, help="Lines of text; none reads standard input."),
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Guess the trade codes of 1 to 200 lines in Dutch, English or German."""
    from grondstof.cli.opening import opened
    from grondstof.products.answers.base import Question
    from grondstof.products.answers.text_to_code import answer

    text = "\n".join(lines) if lines else sys.stdin.read()
    question = Question(options={"lines": text})
    print_answer(answer(opened(edition), question), form, language)
