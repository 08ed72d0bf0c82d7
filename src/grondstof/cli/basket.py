"""`grondstof basket`: the five main risks of what you buy, and a letter to the supplier."""

import sys
from pathlib import Path

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def basket(
    lines: list[str] = typer.Argument(None, help="Lines of text or codes; none reads stdin."),
    codes: str = typer.Option("", "--codes", help="Trade codes joined by commas."),
    letter: Path | None = typer.Option(None, "--letter", help="Write a supplier letter (DOCX)."),
    letter_language: str = typer.Option("nl", "--letter-language", help="nl, en or de."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show the five main risks of a basket, with origin, threshold and actions."""
    from grondstof.cli.opening import opened
    from grondstof.products.answers.base import Question
    from grondstof.products.answers.basket import answer
    from grondstof.vocabulary.territories import find

    text = "\n".join(lines) if lines else "" if codes else sys.stdin.read()
    options = {"codes": codes, "lines": text}
    found = answer(opened(edition), Question(home=find(home), options=options))
    if letter is not None:
        from grondstof.products.report.basket_letter import letter_of
        from grondstof.products.report.printed_docx import to_docx

        letter.write_bytes(to_docx(letter_of(found, letter_language)))
    print_answer(found, form, language)
