"""The lists of the register as commands: strategy, partnerships, projects, instruments, days."""

from datetime import datetime

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

_AS_OF = typer.Option(None, "--as-of", formats=["%Y-%m-%d"], help="Day.")
_ITEM = typer.Argument(None, help="Id of one; all without it.")


def strategy(
    as_of: datetime | None = _AS_OF,
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show the perspectives with the states of their promises, who answers for what, findings."""
    columns = ["item_id", "name", "all_states", "done", "claimed", "open", "overdue", "no_word"]
    _print("strategy", columns, None, as_of, home, form, language, edition)


def partnerships(
    item: str | None = _ITEM,
    as_of: datetime | None = _AS_OF,
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show partnerships and agreements; of one, the partner's share before and after."""
    columns = ["item_id", "name", "signed", "roadmap", "certainty"]
    _print("partnership", columns, item, as_of, home, form, language, edition)


def projects(
    item: str | None = _ITEM,
    material: str | None = typer.Option(None, "--material", help="Only those of a material."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show the strategic projects that texts name, beside the published counts."""
    columns = ["item_id", "name", "country", "operator", "stages", "materials"]
    _print("project", columns, item, None, home, form, language, edition, material)


def instruments(
    item: str | None = _ITEM,
    as_of: datetime | None = _AS_OF,
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show the instruments: who runs them, what they give, open or not; of one, its rules."""
    columns = ["item_id", "name", "aid", "aspects", "window", "window_as_of"]
    _print("instrument", columns, item, as_of, home, form, language, edition)


def calendar(
    as_of: datetime | None = _AS_OF,
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show what comes: due dates, duties, calls, days of export controls."""
    columns = ["date", "name", f"what_{language.value}", f"subject_{language.value}", "item_id"]
    _print("calendar", columns, None, as_of, home, form, language, edition)


LISTS = (strategy, partnerships, projects, instruments, calendar)


def _print(
    question: str,
    columns: list[str],
    item: str | None,
    as_of: datetime | None,
    home: str,
    form: Format,
    language: Language,
    edition: str | None,
    material: str | None = None,
) -> None:
    from importlib import import_module

    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened

    asked = Question(
        home=home,
        as_of=as_of.date() if as_of else None,
        material=material,
        options={"item": item} if item else {},
    )
    answer = import_module(f"grondstof.products.answers.{question}").answer(opened(edition), asked)
    print_answer(answer, form, language, columns)
