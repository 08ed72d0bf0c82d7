"""Sentences of the brief on what comes next: due dates of promises and days of export controls."""

from collections.abc import Iterator
from datetime import date

from grondstof.products.answers.brief_facts import Fact
from grondstof.products.answers.brief_touch import touches
from grondstof.products.answers.register_view import View
from grondstof.products.wording import day
from grondstof.register.restrictions import Placed
from grondstof.register.states import next_due
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials

MOST = 2
_STEPS = (
    ("valid_from", "gaat in", "takes effect"),
    ("valid_to", "eindigt", "ends"),
    ("suspended_to", "opschorting eindigt", "suspension ends"),
)
Coming = tuple[date, str, str, str, str]


def coming(
    edition: Edition, book: View, kind: str, subject: tuple[str, ...], home: str, as_of: date
) -> list[Fact]:
    """Return what the register knows to come for the subject, the first days first.

    A due date of a promise goes before a day of a restriction on the same day. Without any the
    sentence says so.
    """
    found = sorted([*_promises(book, kind, subject, as_of), *_measures(book, kind, subject, as_of)])
    if not found:
        return [
            Fact(
                "promised",
                "Wat komt er: het register kent hierover geen datum na vandaag.",
                "What comes next: the register knows no later date on this.",
            )
        ]
    return [
        Fact(
            "promised",
            f"Wat komt er: {day(when, 'nl')}, {nl}.",
            f"What comes next: {day(when, 'en')}, {en}.",
            (note,),
            "published",
            place,
            when.year,
        )
        for when, nl, en, note, place in found[:MOST]
    ]


def _promises(book: View, kind: str, subject: tuple[str, ...], as_of: date) -> Iterator[Coming]:
    for item, _ in book.promises(as_of):
        due = next_due(item, as_of)
        if due and due >= as_of and touches(item, kind, subject):
            cite = item.cites[0]
            yield due, f"afgesproken: {item.title_nl}", f"due: {item.title_en}", *_at(cite)


def _at(cite: object) -> tuple[str, str]:
    return str(getattr(cite, "document", "")), str(getattr(cite, "place", ""))


def _measures(book: View, kind: str, subject: tuple[str, ...], as_of: date) -> Iterator[Coming]:
    for placed in book.restrictions:
        if not _about(placed, kind, subject):
            continue
        one = placed.restriction
        for field, nl, en in _STEPS:
            when = getattr(one, field)
            if when and when >= as_of:
                yield when, f"{one.title_nl}: {nl}", f"{one.title_en}: {en}", one.id, one.place


def _about(placed: Placed, kind: str, subject: tuple[str, ...]) -> bool:
    one = placed.restriction
    if kind == "territory":
        return one.issuer == subject[0]
    if kind != "material":
        return False
    return not {subject[0], *materials.groups_of(subject[0])}.isdisjoint(one.materials)
