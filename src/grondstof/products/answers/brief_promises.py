"""Sentences of the brief that rest on the register: what was promised, where it stands, options."""

from collections.abc import Callable
from datetime import date

from grondstof.products.answers.brief_facts import Fact
from grondstof.products.answers.brief_next import coming
from grondstof.products.answers.brief_touch import touches
from grondstof.products.answers.register_view import STATE_WORDS, View
from grondstof.products.wording import capacity, day, enumerate_words, percent
from grondstof.register.models import Figure, Item, Partnership, Place
from grondstof.store.editions import Edition
from grondstof.vocabulary import stages, territories

_ORDER = ("motion", "commitment", "action", "study", "obligation", "milestone", "event", "process")
# So many, with one line on the rest, leave room for what comes next.
MOST_PROMISED = 4


def promised(
    edition: Edition, book: View, kind: str, subject: tuple[str, ...], home: str, as_of: date
) -> list[Fact]:
    """Return the promises that name the subject, motions first, with their state."""
    found = [(item, state) for item, state in book.promises(as_of) if touches(item, kind, subject)]
    found.sort(key=lambda pair: (_ORDER.index(pair[0].kind), pair[0].id))
    facts = []
    for item, state in found:
        nl, en = STATE_WORDS[state.state]
        silent = state.state == "no word"
        when = state.last_word if silent else state.since
        from_nl, from_en = ("sinds", "since") if silent else ("op", "on")
        late_nl = f", {state.days_late} dagen te laat" if state.days_late else ""
        late_en = f", {state.days_late} days late" if state.days_late else ""
        said = f" (‘{state.moment.sentence}’)" if state.moment and state.moment.sentence else ""
        notes = [state.moment.document] if state.moment else [item.cites[0].document]
        facts.append(
            Fact(
                "promised",
                f"{item.title_nl}: {nl} {from_nl} {day(when, 'nl')}{late_nl}{said}.",
                f"{item.title_en}: {en} {from_en} {day(when, 'en')}{late_en}{said}.",
                tuple(notes),
                "published",
                state.moment.place if state.moment else item.cites[0].place,
                when.year if when else None,
            )
        )
    more = len(facts) - MOST_PROMISED
    if more > 0:
        facts = facts[:MOST_PROMISED]
        facts.append(
            Fact(
                "promised",
                f"En nog {more} afspraken in het register.",
                f"And {more} more promises in the register.",
            )
        )
    return facts


def options(
    edition: Edition, book: View, kind: str, subject: tuple[str, ...], home: str, as_of: date
) -> list[Fact]:
    """Return projects, plants, partnerships and missing instruments that bear on the subject."""
    facts = []
    for item in book.register.items("project", "site", "partnership"):
        if not touches(item, kind, subject):
            continue
        what_nl, what_en = _option(item)
        cite = item.cites[0]
        facts.append(
            Fact(
                "options",
                f"{what_nl}.",
                f"{what_en}.",
                (cite.document,),
                "published",
                cite.place,
                item.date.year if item.date else None,
            )
        )
    for item in book.register.items("instrument"):
        if getattr(item, "gap", False) and facts:
            cite = item.cites[0]
            facts.append(
                Fact("options", f"{item.title_nl}.", f"{item.title_en}.", (cite.document,))
            )
    return facts


def _option(item: Item) -> tuple[str, str]:
    if isinstance(item, Partnership):
        when = item.signed.isoformat() if item.signed else item.signed_text
        return (
            f"{item.title_nl} ({item.form}, {day(when, 'nl')})",
            f"{item.title_en} ({item.form}, {day(when, 'en')})",
        )
    if isinstance(item, Place):
        return f"{item.title_nl} ({_where(item, 'nl')})", f"{item.title_en} ({_where(item, 'en')})"
    return item.title_nl, item.title_en


def _where(item: Place, language: str) -> str:
    """Return the country, the stages and the capacity of a place in words."""
    place = territories.territories().get(item.country)
    known = [stages.stages()[name] for name in item.stages if name in stages.stages()]
    dutch = language == "nl"
    country = item.country if place is None else place.name_nl if dutch else place.name_en
    named = enumerate_words([one.name_nl if dutch else one.name_en for one in known], language)
    made = capacity(item.capacity or "", language)
    return ", ".join(part for part in (country, named, made) if part)


def said(
    edition: Edition, book: View, kind: str, subject: tuple[str, ...], home: str, as_of: date
) -> list[Fact]:
    """Return what letters say of the subject: uses, transit, and figures as they state them."""
    facts = []
    for item in book.register.items("theme", "figure"):
        if kind == "territory" or not touches(item, kind, subject):
            continue
        cite = item.cites[0]
        nl, en = item.title_nl, item.title_en
        if isinstance(item, Figure):
            value = item.value
            nl += f": {percent(value, 'nl') if item.unit.startswith('fraction') else value}"
            en += f": {percent(value, 'en') if item.unit.startswith('fraction') else value}"
        document = book.documents.get(cite.document)
        year = document.year if document else None
        source_nl = f"{nl} ({document.title_nl}, {year})." if document else f"{nl}."
        source_en = f"{en} ({document.title_en}, {year})." if document else f"{en}."
        section = "felt" if isinstance(item, Figure) or "afname" in item.id else "what"
        section = "felt" if "doorvoer" in item.id else section
        facts.append(
            Fact(section, source_nl, source_en, (cite.document,), "published", cite.place, year)
        )
    return facts


PROMISES: tuple[Callable[..., list[Fact]], ...] = (said, promised, coming, options)
