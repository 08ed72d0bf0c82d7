"""`grondstof match`: which instruments fit a project, with the reasons."""

from pathlib import Path

import typer

from grondstof.cli.printing import (
    EDITION,
    FORMAT,
    HOME,
    LANGUAGE,
    Format,
    Language,
    print_answer,
    print_line,
)

app = typer.Typer(rich_markup_mode=None)


@app.command()
def match(
    project: Path,
    out: Path | None = typer.Option(None, "--out", help="Write it to this .html, .docx or .pdf."),
    home: str = HOME,
    weight_economic: float = typer.Option(0.5, min=0.0, max=1.0, help="Weight of the money."),
    weight_strategic: float = typer.Option(0.5, min=0.0, max=1.0, help="Weight of the strategy."),
    weight_dependence: float = typer.Option(
        0.5, min=0.0, max=1.0, help="Weight of the dependence that it takes away."
    ),
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Hold a project file against all instruments: eligible, eligible if, unknown, not eligible."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.match import answer
    from grondstof.register.project_file import read_project

    weights = {
        "weight_economic": weight_economic,
        "weight_strategic": weight_strategic,
        "weight_dependence": weight_dependence,
    }
    options = {"project": read_project(project), **weights}
    columns = [f"name_{language.value}", f"outcome_{language.value}", f"why_{language.value}"]
    found = answer(opened(edition), Question(home=home, options=options))
    if out is not None:
        from grondstof.products.report.match_report import match_paper
        from grondstof.products.report.write import write

        print_line(str(write(match_paper(found, language.value), out)))
        return
    print_answer(found, form, language, columns)
