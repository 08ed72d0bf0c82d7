"""`grondstof list`: the list of critical raw materials for a home."""

from datetime import datetime
from pathlib import Path

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)

AS_OF = typer.Option(
    None, "--as-of", formats=["%Y-%m-%d"], help="Day on which export restrictions are looked up."
)


@app.command("list")
def list_(
    home: str = HOME,
    method: str = typer.Option(None, help="Method, such as eu-2023 or nl-axes."),
    as_of: datetime = AS_OF,
    draws: int = typer.Option(None, min=100, max=200_000, help="Number of draws."),
    seed: int = typer.Option(None, min=0, help="Seed of the draws."),
    threshold: float = typer.Option(None, min=0.0, help="Supply risk from which entries count."),
    parameters: Path = typer.Option(None, help="Parameter file in the place of the one shipped."),
    judgements: Path = typer.Option(None, help="Judgement file or folder of your own."),
    official: Path = typer.Option(None, help="CSV with the official list, to set beside ours."),
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Print the list of critical raw materials for a home."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.cli.progress_bar import waiting
    from grondstof.products.answers.criticality_list import answer

    named = {
        "method": method,
        "draws": draws,
        "seed": seed,
        "threshold": threshold,
        "parameters": None if parameters is None else str(parameters),
        "judgements": None if judgements is None else str(judgements),
        "official": None if official is None else str(official),
    }
    options = {name: value for name, value in named.items() if value is not None}
    day = None if as_of is None else as_of.date()
    question = Question(home=home, as_of=day, options=options)
    with waiting(f"computing the list of {home}"):
        found = answer(opened(edition), question)
    print_answer(found, form, language)
