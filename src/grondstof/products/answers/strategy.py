"""The strategy at a glance: perspectives with their counts, who answers for what, and findings."""

from typing import Any

from grondstof.assess.recipe import Question
from grondstof.products.answers import progress
from grondstof.products.answers.base import Answer
from grondstof.products.answers.register_view import (
    KIND_WORDS,
    View,
    cited,
    document_rows,
    item_row,
    view,
)
from grondstof.register.models import Finding
from grondstof.store.editions import Edition


def answer(edition: Edition, question: Question) -> Answer:
    """Return the perspectives with the states of their promises, actors, counts and findings."""
    book = view(edition, question.home)
    found = progress.answer(edition, Question(home=question.home, as_of=question.as_of))
    perspectives = book.register.items("perspective")
    counts = {row["item_id"]: row for row in found.tables.get("by_perspective", [])}
    rows = [{**item_row(book, item), **_states(counts.get(item.id, {}))} for item in perspectives]
    findings = [item for item in book.register.items("finding") if isinstance(item, Finding)]
    tables: dict[str, list[Any]] = {
        "by_owner": list(found.tables.get("by_owner", [])),
        "coming": list(found.tables.get("coming", [])),
        "actors": [item_row(book, item) for item in book.register.items("actor")],
        "kinds": _kinds(book),
        "findings": [
            {**item_row(book, item), "printed": item.printed, "likely": item.likely}
            for item in findings
        ],
    }
    return Answer(
        "strategy",
        question,
        edition.name,
        found.sentence,
        rows,
        tables={name: part for name, part in tables.items() if part},
        gaps=found.gaps,
        sources=document_rows(book, cited(perspectives)),
        notes=found.notes,
    )


def _states(row: dict[str, Any] | Any) -> dict[str, Any]:
    names = ("all_states", "done", "claimed", "open", "overdue", "no_word", "dropped")
    return {name: row.get(name, 0) for name in names}


def _kinds(book: View) -> list[dict[str, Any]]:
    rows = []
    for kind, (nl, en) in sorted(KIND_WORDS.items()):
        number = len(book.restrictions) if kind == "restriction" else len(book.register.items(kind))
        if number:
            rows.append({"row_id": kind, "name_nl": nl, "name_en": en, "items": number})
    return rows
