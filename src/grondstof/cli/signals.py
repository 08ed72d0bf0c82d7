"""`grondstof signals`: early-warning signals for home, and how the rules did before."""

import sys

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer
from grondstof.cli.progress_bar import PATIENCE

app = typer.Typer(rich_markup_mode=None)

SEVERITY = typer.Option(None, help="Least severity: low, medium or high.")
FEED = typer.Option("", help="Print an Atom feed for the page at this address.")


@app.command()
def signals(
    home: str = HOME,
    material: str = typer.Option(None, help="Only signals on this material."),
    severity: str = SEVERITY,
    feed: str = FEED,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Print early-warning signals for home, and the back-test of the rules."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.errors import Fault, InputError
    from grondstof.products.answers import signals as answers
    from grondstof.vocabulary.territories import find

    if severity not in (None, "low", "medium", "high"):
        fault = Fault("--severity", f"'{severity}'", "low, medium or high", "Choose one of these")
        raise InputError([fault])
    options = {"severity": severity} if severity else {}
    found = answers.answer(
        opened(edition), Question(home=find(home), material=material, options=options)
    )
    if feed:
        PATIENCE.end()
        sys.stdout.write(answers.feed(found, language.value, feed.rstrip("/")).decode() + "\n")
    else:
        print_answer(found, form, language)
