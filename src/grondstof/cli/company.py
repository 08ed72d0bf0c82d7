"""`grondstof company`: a company's own supply assessment, on its own machine."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import typer

from grondstof.cli.printing import EDITION, HOME, LANGUAGE, Language
from grondstof.errors import GrondstofError

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
FOLDER = typer.Option(Path("assessment"), "--folder", help="The only folder that is written in.")
_UNEXPECTED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, OSError,
               RuntimeError, AssertionError)  # fmt: skip


@contextmanager
def private() -> Iterator[None]:
    """Turn an unexpected error into one that holds nothing of what the company typed."""
    try:
        yield
    except GrondstofError:
        raise
    except _UNEXPECTED as error:
        place, trace = "?", error.__traceback__
        while trace is not None:
            place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
            trace = trace.tb_next
        name = type(error).__name__
        raise GrondstofError(f"{name} at {place}; what was read is not repeated here") from None


@app.command()
def scope(
    employees: int | None = typer.Option(None, "--employees", help="Number of employees."),
    turnover: float | None = typer.Option(None, "--turnover", help="Worldwide, EUR million."),
    makes: list[str] = typer.Option([], "--makes", help="Technology that you make; repeat."),
    on: str | None = typer.Option(None, "--on", help="Day of the law, YYYY-MM-DD."),
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Tell whether Article 24 of the Critical Raw Materials Act holds for your company."""
    from grondstof.cli.opening import opened
    from grondstof.products.company import scope as law

    day = date.fromisoformat(on) if on else opened(edition).as_of
    found = law.scope(employees, turnover, makes, day)
    dutch = language is Language.nl
    words = {"in scope": "geldt voor u", "out of scope": "geldt niet voor u",
             "not known": "niet bekend"}  # fmt: skip
    print_line(words[found.verdict] if dutch else found.verdict)
    for reason in found.reasons_nl if dutch else found.reasons_en:
        print_line(f"- {reason}")
    print_line(f"{found.legal_reference} ({found.version_id})")
    for proposal in found.proposals:
        print_line(f"? {proposal}")
    if not makes:
        for name, (nl, en) in law.technologies().items():
            print_line(f"  --makes {name:<24} {nl if dutch else en}")


@app.command()
def assess(
    bom: Path = typer.Argument(..., help="Bill of materials or purchase ledger, .csv or .xlsx."),
    folder: Path = FOLDER,
    sheet: str | None = typer.Option(None, "--sheet", help="Sheet of a workbook."),
    leave_out: bool = typer.Option(False, "--leave-out", help="Go on without the faulty lines."),
    new_cycle: bool = typer.Option(False, "--new-cycle", help="Compare with the one at hand."),
    home: str = HOME,
    edition: str | None = EDITION,
) -> None:
    """Assess what you buy; writes assessment.json, columns.yml and measures.csv."""
    from grondstof.cli.opening import opened
    from grondstof.cli.progress_bar import progress_bar
    from grondstof.products.company.run import run

    with private(), progress_bar() as moved:
        done = run(
            opened(edition), bom, folder, sheet=sheet, leave_out=leave_out, home=home,
            new_cycle=new_cycle, moved=moved,
        )  # fmt: skip
    for field, name in done.mapped.names.items():
        print_line(f"{field:<18} {name}")
    found = done.assessment
    print_line(f"{found['lines']} lines, {len(found['left_out'])} left out, "
               f"{len(found['materials'])} strategic raw materials")  # fmt: skip
    for row in found["materials"]:
        print_line(f"{row['material_id']:<22} {row['vulnerability']['verdict']}")
    print_line(f"Written in {folder}; correct columns.yml and measures.csv and run again.")


@app.command()
def dossier(
    folder: Path = FOLDER,
    language: Language = LANGUAGE,
    forms: str = typer.Option("docx,pdf,json", "--forms", help="docx, pdf, html, json."),
) -> None:
    """Write the dossier of Article 24 from the assessment."""
    from grondstof.cli.progress_bar import waiting
    from grondstof.products.company.dossier_files import write_dossier

    with private(), waiting("writing the dossier"):
        paths = write_dossier(folder, language.value, forms.split(","))
    for path in paths:
        print_line(str(path))


@app.command()
def letters(
    day: str = typer.Option(..., "--day", help="Day of the letters, YYYY-MM-DD."),
    folder: Path = FOLDER,
    language: str = typer.Option("nl", "--language", help="nl, en or de."),
) -> None:
    """Write a letter to each supplier of a vulnerable material and log the requests."""
    from grondstof.cli.progress_bar import waiting
    from grondstof.products.company.letters import write_letters
    from grondstof.products.company.run import read_assessment

    with private(), waiting("writing the letters"):
        written = write_letters(folder, read_assessment(folder), language, day)
    print_line(f"{len(written)} letters in {folder / 'letters'}")


@app.command(name="import-answers")
def import_answers(
    answers: Path = typer.Argument(..., help="Headings: day, supplier, material, question, answer"),
    folder: Path = FOLDER,
) -> None:
    """Put answers and refusals of suppliers into the evidence log."""
    from grondstof.products.company import evidence
    from grondstof.products.company.folder import opened

    with private():
        new = evidence.add(opened(folder), evidence.read_answers(answers))
    print_line(f"{new} new entries in {folder / evidence.LOG}; run assess again to use them.")


@app.command()
def share(
    folder: Path = FOLDER,
    minimal: bool = typer.Option(False, "--minimal", help="Exactly the fields of the survey."),
    yes: bool = typer.Option(False, "--yes", help="Write it; without this it is only shown."),
) -> None:
    """Show, and with --yes write, what you would share with the observatory."""
    from grondstof.errors import Fault, InputError
    from grondstof.products.company.folder import write
    from grondstof.products.company.run import read_assessment
    from grondstof.products.company.share import minimal as smallest

    if not minimal:
        action = "Add --minimal"
        raise InputError([Fault("company share", "no choice", "--minimal", action)])
    with private():
        text = json.dumps(smallest(read_assessment(folder)), ensure_ascii=False, indent=1)
        print_line(text)
        if yes:
            print_line(str(write(folder, "share.json", text.encode())))


@app.command()
def view(folder: Path = FOLDER) -> None:
    """Show the dossier in a browser on this machine only."""
    from grondstof.products.company.view import serve

    with private():
        serve(folder, print_line)


def print_line(text: str) -> None:
    """Write a line to standard output at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
