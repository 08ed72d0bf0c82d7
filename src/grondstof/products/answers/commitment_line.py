"""The one line on a promise: what was asked, what is claimed, the status by parliament, the effect.

Each part is a fact of its own with its own day. A part that is not known says why, and is never
filled from another part.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from grondstof.products.answers.register_view import View
from grondstof.products.wording import day, enumerate_words
from grondstof.register.models import Promise
from grondstof.vocabulary import territories

Row = Mapping[str, Any]
_SAID = {
    "done": ("gedaan", "done"),
    "claimed": ("geclaimd op", "claimed on"),
    "open": ("loopt sinds", "running since"),
    "dropped": ("vervallen op", "dropped on"),
}


def line_of(
    book: View, item: Promise, row: Row, effect: Sequence[Row], as_of: date
) -> dict[str, str | None]:
    """Return the four parts in both languages: `asked`, `claim`, `chamber`, `measured_effect`.

    Args:
        book: The register.
        item: The promise.
        row: Its flat row on the day.
        effect: What can be measured of the dependence that it is about.
        as_of: Day of the question.
    """
    parts = {
        "asked": _asked(item),
        "claim": _claimed(book, item, as_of),
        "chamber": _chamber(row),
        "measured_effect": _effect(item, effect),
    }
    return {f"{name}_{end}": part for name, pair in parts.items() for end, part in _both(pair)}


def _both(pair: tuple[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("nl", pair[0]), ("en", pair[1])


def _asked(item: Promise) -> tuple[str, str]:
    """Return what was asked: the summary, or the title without who moved it."""
    nl, en = item.summary_nl or item.title_nl, item.summary_en or item.title_en
    if item.kind == "motion":
        nl, en = nl.partition(": ")[2] or nl, en.partition(": ")[2] or en
    if item.made_on:
        nl, en = f"{nl} ({day(item.made_on, 'nl')})", f"{en} ({day(item.made_on, 'en')})"
    return nl, en


def _claimed(book: View, item: Promise, as_of: date) -> tuple[str, str]:
    known = [moment for moment in item.moments if moment.since <= as_of]
    if not known:
        return (
            "in de gelezen stukken staat niet wat ermee gebeurde",
            "the papers that were read do not tell what became of it",
        )
    moment = max(known, key=lambda one: one.since)
    said_nl, said_en = _SAID[moment.state]
    if moment.state == "done":
        said_nl = "gedaan uiterlijk" if moment.at_latest else "gedaan op"
        said_en = "done by" if moment.at_latest else "done on"
    quote = f": ‘{moment.sentence}’" if moment.sentence else ""
    title_nl, title_en = book.names(moment.document)
    return (
        f"{said_nl} {day(moment.since, 'nl')} in {title_nl}{quote}",
        f"{said_en} {day(moment.since, 'en')} in {title_en}{quote}",
    )


def _chamber(row: Row) -> tuple[str, str]:
    status, seen = row.get("chamber_status"), row.get("chamber_as_of")
    if not status:
        return (
            "niet opgehaald: de open data van het parlement zijn hiervoor niet gelezen",
            "not fetched: the open data of parliament were not read for this item",
        )
    return f"{status} (op {day(seen, 'nl')})", f"{status} (on {day(seen, 'en')})"


def _effect(item: Promise, rows: Sequence[Row]) -> tuple[str, str]:
    if not rows:
        return (
            "niet te meten: er is geen handelscijfer dat erbij hoort",
            "cannot be measured: no trade figure belongs to it",
        )
    known = territories.territories()
    places = [known[name] for name in item.territories if name in known]
    nl = enumerate_words([place.name_nl for place in places], "nl")
    en = enumerate_words([place.name_en for place in places], "en")
    return (
        f"aandeel van {nl} in de invoer, {rows[0]['verdict_nl']}",
        f"share of {en} in imports, {rows[0]['verdict_en']}",
    )
