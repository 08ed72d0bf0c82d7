"""What comes: due dates, duties, calls and dates of restrictions, in order of day."""

from datetime import date
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.products.answers.base import Answer, Sentence
from grondstof.products.answers.register_view import (
    KIND_WORDS,
    cited,
    document_rows,
    measure_sources,
    view,
)
from grondstof.products.wording import day
from grondstof.register.models import Call, Obligation, Promise
from grondstof.register.states import next_due
from grondstof.store.editions import Edition

_STEPS = (
    ("valid_from", "van kracht", "in force"),
    ("valid_to", "eindigt", "ends"),
    ("suspended_to", "einde van de opschorting", "end of the suspension"),
)


def answer(edition: Edition, question: Question) -> Answer:
    """Return everything with a day on or after the day of the question."""
    book = view(edition, question.home)
    as_of = question.as_of or edition.as_of
    rows: list[dict[str, Any]] = []
    items = book.register.items()
    for item in items:
        names = (item.title_nl, item.title_en)
        if isinstance(item, Promise) and (due := next_due(item, as_of)):
            nl, en = (
                ("verplichting", "duty") if isinstance(item, Obligation) else ("uiterlijk", "due")
            )
            about = (item.summary_nl, item.summary_en)
            rows.append(_row(item.id, item.kind, due, *names, nl, en, about))
        if isinstance(item, Call):
            rows += [
                _row(item.id, item.kind, when, *names, nl, en)
                for when, nl, en in (
                    (item.opens, "open", "opens"),
                    (item.closes, "sluit", "closes"),
                )
                if when
            ]
    for placed in book.restrictions:
        one = placed.restriction
        rows += [
            _row(one.id, "restriction", when, one.title_nl, one.title_en, nl, en)
            for field, nl, en in _STEPS
            if (when := getattr(one, field))
        ]
    rows = sorted(
        (row for row in rows if row["date"] >= as_of), key=lambda row: (row["date"], row["row_id"])
    )
    used = {row["item_id"] for row in rows}
    return Answer(
        "calendar",
        question,
        edition.name,
        _sentence(rows),
        rows,
        sources=[
            *document_rows(book, cited(item for item in items if item.id in used)),
            *measure_sources([one for one in book.restrictions if one.restriction.id in used]),
        ],
    )


def _sentence(rows: list[dict[str, Any]]) -> Sentence:
    """Return what comes first, and how much more comes on that day."""
    if not rows:
        return Sentence("Er komt niets.", "Nothing is due.")
    first = rows[0]
    more = sum(row["date"] == first["date"] for row in rows) - 1
    more_nl = f", en nog {more} op die dag" if more else ""
    more_en = f", and {more} more on that day" if more else ""
    return Sentence(
        f"Het eerste komt op {day(first['date'], 'nl')}: {first['name_nl']} "
        f"({first['what_nl']}){more_nl}.",
        f"The first comes on {day(first['date'], 'en')}: {first['name_en']} "
        f"({first['what_en']}){more_en}.",
    )


def _row(
    item_id: str,
    subject: str,
    when: date,
    name_nl: str,
    name_en: str,
    nl: str,
    en: str,
    about: tuple[str | None, str | None] = (None, None),
) -> dict[str, Any]:
    return {
        "row_id": f"{item_id}/{en}/{when.isoformat()}".replace(" ", "-"),
        "date": when,
        "item_id": item_id,
        "subject": subject,
        "subject_nl": KIND_WORDS[subject][0],
        "subject_en": KIND_WORDS[subject][1],
        "name_nl": name_nl,
        "name_en": name_en,
        "what_nl": nl,
        "what_en": en,
        "summary_nl": about[0],
        "summary_en": about[1],
    }
