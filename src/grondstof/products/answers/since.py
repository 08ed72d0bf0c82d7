"""What changed since a day: promises, documents, restrictions, projects, lists, figures."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import Fault, InputError, Phrase
from grondstof.products.answers.base import Answer, Sentence
from grondstof.products.answers.register_view import (
    KIND_WORDS,
    View,
    cited,
    document_rows,
    measure_sources,
    view,
)
from grondstof.products.answers.since_figures import (
    change_rows,
    figure_tables,
    no_previous,
    previous,
)
from grondstof.products.wording import day as in_words
from grondstof.register.models import Document, Item, Partnership, Promise
from grondstof.register.restrictions import Placed
from grondstof.store.editions import Edition
from grondstof.vocabulary import lists

Row = dict[str, Any]

_MOMENT_WORDS = {
    "open": ("toegezegd of gestart", "promised or started"),
    "claimed": ("geclaimd in een brief", "claimed in a letter"),
    "done": ("gedaan", "done"),
    "dropped": ("vervallen", "dropped"),
}
_MEASURE_STEPS = (
    ("announced", "aangekondigd", "announced"),
    ("valid_from", "van kracht", "in force"),
    ("valid_to", "geëindigd", "ended"),
    ("suspended_from", "opgeschort", "suspended"),
    ("suspended_to", "einde van de opschorting", "end of the suspension"),
)


def answer(edition: Edition, question: Question) -> Answer:
    """Return what changed from `question.options["since"]` (a date) up to the day of the question.

    Raises:
        InputError: If there is no start, or it lies after the end.
    """
    start = _day_of(question.options.get("since"))
    end = question.as_of or edition.as_of
    if not isinstance(start, date) or start > end:
        told = Phrase("'{text}', no date", text=start) if start else Phrase("no date")
        after = Phrase("{start}, after {end}", start=str(start), end=str(end))
        found = after if isinstance(start, date) else told
        raise InputError([Fault("since", found, "a day before the end", "Give YYYY-MM-DD")])
    book = view(edition, question.home)
    before = previous(edition, start)
    figures = figure_tables(before, edition, question.home) if before else {}
    changed = [*_changes(book), *change_rows(figures.get("verdicts", []), edition.as_of)]
    rows = [row for row in changed if start <= row["date"] <= end]
    rows.sort(key=lambda row: (row["date"], row["row_id"]), reverse=True)
    items = [book.register.get(row["item_id"]) for row in rows]
    measures = {row["item_id"] for row in rows if row["subject"] == "restriction"}
    return Answer(
        "since",
        Question(home=question.home, as_of=end, options={"since": start}),
        edition.name,
        Sentence(
            f"{len(rows)} veranderingen van {in_words(start, 'nl')} tot en met "
            f"{in_words(end, 'nl')}.",
            f"{len(rows)} changes from {in_words(start, 'en')} up to {in_words(end, 'en')}.",
        ),
        rows,
        tables={"due_soon": _due(book, start, end), **figures},
        gaps=[] if before else [no_previous()],
        sources=[
            *document_rows(book, cited(item for item in items if item)),
            *measure_sources([x for x in book.restrictions if x.restriction.id in measures]),
        ],
    )


def _day_of(given: object) -> object:
    """Return the day that a text names; anything else stays as it is, to be refused."""
    try:
        return date.fromisoformat(given) if isinstance(given, str) else given
    except ValueError:
        return given


def _changes(book: View) -> Iterator[Row]:
    for item in book.register.items():
        yield from _item_changes(book, item)
    for placed in book.restrictions:
        yield from _measure_changes(placed)
    for one in lists.lists().values():
        if one.valid_from:
            yield _row(
                one.list_id,
                "list",
                one.valid_from,
                one.title_nl,
                one.title_en,
                "lijst van kracht",
                "list in force",
                None,
            )


def _item_changes(book: View, item: Item) -> Iterator[Row]:
    where = book.register.entries[item.id].locator
    names = (item.title_nl, item.title_en)
    if isinstance(item, Promise):
        for moment in item.moments:
            nl, en = _MOMENT_WORDS[moment.state]
            yield _row(item.id, item.kind, moment.since, *names, nl, en, where)
        for status in item.chamber:
            nl, en = f"parlement: {status.status}", f"parliament: {status.status}"
            yield _row(item.id, item.kind, status.as_of, *names, nl, en, where)
    elif isinstance(item, Partnership) and item.signed:
        yield _row(item.id, item.kind, item.signed, *names, "getekend", "signed", where)
    elif isinstance(item, Document):
        if item.date:
            yield _row(item.id, "document", item.date, *names, "verschenen", "published", where)
    elif item.date:
        yield _row(item.id, item.kind, item.date, *names, "vastgelegd", "recorded", where)
    elif item.valid_from and item.kind in ("regulation", "covenant", "target", "norm"):
        yield _row(item.id, item.kind, item.valid_from, *names, "van kracht", "in force", where)


def _measure_changes(placed: Placed) -> Iterator[Row]:
    one = placed.restriction
    for field, nl, en in _MEASURE_STEPS:
        day = getattr(one, field)
        held = field == "valid_from" and one.suspended_from and day and one.suspended_from <= day
        if day and not held:
            yield _row(
                one.id,
                "restriction",
                day,
                one.title_nl,
                one.title_en,
                nl,
                en,
                placed.locator,
                field,
            )


def _row(
    item_id: str,
    subject: str,
    day: date,
    name_nl: str,
    name_en: str,
    what_nl: str,
    what_en: str,
    locator: str | None,
    step: str = "",
) -> Row:
    nl, en = KIND_WORDS.get(subject, ("lijst", "list"))
    return {
        "row_id": "/".join(part for part in (item_id, step or what_en, day.isoformat()) if part),
        "date": day,
        "item_id": item_id,
        "subject": subject,
        "subject_nl": nl,
        "subject_en": en,
        "name_nl": name_nl,
        "name_en": name_en,
        "change_nl": what_nl,
        "change_en": what_en,
        "locator": locator,
    }


def _due(book: View, start: date, end: date) -> list[Row]:
    return [
        {
            "row_id": item.id,
            "item_id": item.id,
            "name_nl": item.title_nl,
            "name_en": item.title_en,
            "due": item.due,
            "state": state.state,
        }
        for item, state in book.promises(end)
        if item.due and start <= item.due <= end
    ]
