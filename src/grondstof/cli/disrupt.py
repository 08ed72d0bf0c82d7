"""`grondstof disrupt`: what home misses when a country stops."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)

EXPORTER = typer.Option(None, "--exporter", help="Territory that stops; may be given repeatedly.")
LOSS = typer.Option("1.0", "--loss", help="Share that is lost, from 0 to 1.")
MONTHS = typer.Option("12", "--months", help="Duration in months.")
RULE = typer.Option("pro-rata", "--allocation", help="How what is left is shared: pro-rata, price.")


@app.command()
def disrupt(
    scenario: str = typer.Argument("", help="Scenario file by name; or use the options."),
    exporter: list[str] | None = EXPORTER,
    material: str = typer.Option("", "--material", help="Material."),
    stage: str = typer.Option("", "--stage", help="Stage, such as processing."),
    product: str = typer.Option("", "--product", help="Product of a chain."),
    code: str = typer.Option("", "--code", help="Trade code."),
    loss: str = LOSS,
    months: str = MONTHS,
    start: str = typer.Option("1", "--start", help="First month."),
    shape: str = typer.Option("ban", "--kind", help="ban, quota, tax, licence, outage or war."),
    target: list[str] | None = typer.Option(None, "--target", help="Destination that is hit."),
    horizon: str = typer.Option("24", "--horizon", help="Months to look ahead."),
    allocation: str = RULE,
    draws: int = typer.Option(1000, "--draws", min=1, max=10_000, help="Number of draws."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show what home misses when a country stops, month by month, always as a range."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.scenario import answer
    from grondstof.vocabulary.territories import find

    own = {
        "exporter": ",".join(exporter or []), "material": material, "stage": stage,
        "product": product, "code": code, "loss": loss, "months": months, "start": start,
        "form": shape, "target": ",".join(target or []), "horizon": horizon,
        "allocation": allocation,
    }  # fmt: skip
    named = bool(exporter or material or product or code)
    options = {"scenario": scenario} if scenario else own if named else {}
    question = Question(home=find(home), options={**options, "draws": draws})
    print_answer(answer(opened(edition), question), form, language)
