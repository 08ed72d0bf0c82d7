"""`grondstof chains`: all chains in order."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)

GROUP = typer.Option("", "--group", help="Product group, such as batteries.")
SECTOR = typer.Option("", "--sector", help="Sector, such as defence.")


@app.command()
def chains(
    rank: bool = typer.Option(True, "--rank/--by-name", help="Order by dependence or by name."),
    group: str = GROUP,
    sector: str = SECTOR,
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """List all chains in order of how much they hang on one country."""
    from dataclasses import replace

    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.chains import answer
    from grondstof.vocabulary.territories import find

    question = Question(home=find(home), options={"group": group, "sector": sector})
    found = answer(opened(edition), question)
    if not rank:
        found = replace(found, rows=sorted(found.rows, key=lambda row: str(row["product_id"])))
    print_answer(found, form, language)
