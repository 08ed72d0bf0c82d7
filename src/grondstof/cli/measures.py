"""`grondstof measures`: which measure for a chain buys most safety per euro, and how surely."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command("measures")
def measures(
    chain: str = typer.Option("permanent-magnet", help="Chain with measures."),
    budget: float = typer.Option(50e6, help="What may be spent, in euros."),
    cap: float | None = typer.Option(None, help="Largest share of one supplier, such as 0.65."),
    bound: str | None = typer.Option(
        None, help="high (by value added) or low (by price); high where it is known."
    ),
    measures_file: str | None = typer.Option(None, help="A measures file of your own."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show which measures avoid most loss for a budget, and how sure that order is."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.measures import answer

    options: dict[str, object] = {"chain": chain, "budget": budget}
    options |= {} if bound is None else {"bound": bound}
    options |= {} if cap is None else {"cap": cap}
    options |= {} if measures_file is None else {"measures_file": measures_file}
    print_answer(answer(opened(edition), Question(home=home, options=options)), form, language)
