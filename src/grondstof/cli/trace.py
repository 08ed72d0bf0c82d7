"""`grondstof trace`: from a number to publisher, table and row."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def trace(
    material: str,
    field: str = typer.Argument("supply_risk", help="Column, such as supply_risk or share."),
    home: str = HOME,
    method: str = typer.Option(None, help="Method; the first that has the field by default."),
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Walk a number of a material back to publisher, table and row."""
    from grondstof.cli.opening import opened
    from grondstof.products.answers.lineage import answer

    found = answer(opened(edition), material, field, home=home, method=method)
    print_answer(found, form, language)
