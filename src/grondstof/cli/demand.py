"""`grondstof demand`: demand for the materials of a chain by scenario."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command("demand")
def demand(
    chain: str = typer.Option("battery", help="battery, permanent-magnet, solar-pv or wind."),
    year: int = typer.Option(2040, min=2020, max=2050, help="Year between 2020 and 2050."),
    scenario: str | None = typer.Option(None, help="Only this scenario."),
    scenario_file: str | None = typer.Option(None, help="A scenario file of your own."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show demand for the materials of a chain, stock in use, outflow and what can come back."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.demand import answer

    options: dict[str, object] = {"chain": chain}
    options |= {"scenario": scenario} if scenario else {}
    options |= {"scenario_file": scenario_file} if scenario_file else {}
    question = Question(home=home, year=year, options=options)
    print_answer(answer(opened(edition), question), form, language)
