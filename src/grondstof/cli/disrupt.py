"""`grondstof disrupt`: what home misses when a country stops."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)

EXPORTER = typer.Option(None, "--exporter", help="Territory that stops; may be given repeatedly.")
LOSS = typer.Option("1.0", "--loss", help="Share that is lost, from 0 to 1.")
TOGETHER = typer.Option("", "--correlation", help="How sizes of several move together, 0 to 1.")
MONTHS = typer.Option("12", "--months", help="Duration in months.")
RULE = typer.Option("pro-rata", "--allocation", help="How what is left is shared: pro-rata, price.")


@app.command()
def disrupt(
    scenario: str = typer.Argument("", help="Scenario by name, or a file (.yml)."),
    exporter: list[str] | None = EXPORTER,
    material: str = typer.Option("", "--material", help="Material; several with commas."),
    stage: str = typer.Option("", "--stage", help="Stage, such as processing."),
    product: str = typer.Option("", "--product", help="Product of a chain."),
    code: str = typer.Option("", "--code", help="Trade code."),
    loss: str = LOSS,
    loss_low: str = typer.Option("", "--loss-low", help="Least share that may be lost."),
    loss_high: str = typer.Option("", "--loss-high", help="Largest share that may be lost."),
    correlation: str = TOGETHER,
    months: str = MONTHS,
    start: str = typer.Option("1", "--start", help="First month, counted from 1."),
    shape: str = typer.Option("ban", "--kind", help="ban, quota, tax, licence, outage or war."),
    target: list[str] | None = typer.Option(None, "--target", help="Destination that is hit."),
    horizon: str = typer.Option("24", "--horizon", help="Months to look ahead."),
    allocation: str = RULE,
    first_month: str = typer.Option("1", "--first-month", help="Calendar month of month 1."),
    draws: int = typer.Option(1000, "--draws", min=1, max=10_000, help="Number of draws."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show what home misses when a country stops, month by month, always as a range."""
    from pathlib import Path

    from grondstof.assess.recipe import Question
    from grondstof.assess.scenario import from_file
    from grondstof.cli.opening import opened
    from grondstof.products.answers.scenario import answer, answer_to
    from grondstof.vocabulary.territories import find

    own = {
        "exporter": ",".join(exporter or []), "material": material, "stage": stage,
        "product": product, "code": code, "loss": loss, "months": months, "start": start,
        "form": shape, "target": ",".join(target or []), "horizon": horizon,
        "allocation": allocation, "loss_low": loss_low, "loss_high": loss_high,
        "correlation": correlation, "first_month": first_month,
    }  # fmt: skip
    if scenario.endswith((".yml", ".yaml")):
        asked = Question(home=find(home), options={"scenario": scenario, "draws": draws})
        found = answer_to(opened(edition), asked, from_file(Path(scenario)))
        print_answer(found, form, language)
        return
    named = bool(exporter or material or product or code)
    options = {"scenario": scenario} if scenario else own if named else {}
    question = Question(home=find(home), options={**options, "draws": draws})
    print_answer(answer(opened(edition), question), form, language)
