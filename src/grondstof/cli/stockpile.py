"""`grondstof stockpile`: what a number of days of a material amounts to, costs and buys."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command("stockpile")
def stockpile(
    material: str = typer.Argument("gallium", help="Material."),
    cover_days: float = typer.Option(60.0, help="Days of use the stock covers."),
    use_t: float | None = typer.Option(None, help="Use in a year in tonnes, where you know it."),
    wait_months: int = typer.Option(0, help="Months of shortage before the first release."),
    least_share: float = typer.Option(0.0, help="Smallest shortage, as a share of use."),
    most_per_month: float = typer.Option(1.0, help="Largest release a month, share of stock."),
    level: float | None = typer.Option(None, help="Part of the loss to stay under, such as 0.3."),
    scenario: str | None = typer.Option(None, help="Shock scenario in place of a plain cut."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show what a stock amounts to, costs and buys in a cut of the largest supplier."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.stockpile import answer

    options: dict[str, object] = {
        "cover_days": cover_days,
        "wait_months": wait_months,
        "least_share": least_share,
        "most_per_month": most_per_month,
    }
    options |= {} if use_t is None else {"use_t": use_t}
    options |= {} if level is None else {"level": level}
    options |= {} if scenario is None else {"scenario": scenario}
    question = Question(home=home, material=material, options=options)
    print_answer(answer(opened(edition), question), form, language)
