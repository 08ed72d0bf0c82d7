"""Sentences of the brief that rest on the register: what was promised, where it stands, options."""

from collections.abc import Callable
from datetime import date

from grondstof.products.answers.brief_chains import find_chain
from grondstof.products.answers.brief_facts import Fact
from grondstof.products.answers.register_view import STATE_WORDS, View
from grondstof.products.wording import day, percent
from grondstof.register.models import Figure, Item, Partnership, Place
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials

_ORDER = ("motion", "commitment", "action", "study", "obligation", "milestone", "event", "process")


def promised(
    edition: Edition, book: View, kind: str, subject: tuple[str, ...], home: str, as_of: date
) -> list[Fact]:
    """Return the promises that name the subject, motions first, with their state."""
    found = [(item, state) for item, state in book.promises(as_of) if _touches(item, kind, subject)]
    found.sort(key=lambda pair: (_ORDER.index(pair[0].kind), pair[0].id))
    facts = []
    for item, state in found:
        nl, en = STATE_WORDS[state.state]
        when = state.last_word if state.state == "no word" else state.since
        late_nl = f", {state.days_late} dagen te laat" if state.days_late else ""
        late_en = f", {state.days_late} days late" if state.days_late else ""
        said = f" (‘{state.moment.sentence}’)" if state.moment and state.moment.sentence else ""
        notes = [state.moment.document] if state.moment else [item.cites[0].document]
        facts.append(
            Fact(
                "promised",
                f"{item.title_nl}: {nl} {day(when, 'nl')}{late_nl}{said}.",
                f"{item.title_en}: {en} {day(when, 'en')}{late_en}{said}.",
                tuple(notes),
                "published",
                state.moment.place if state.moment else item.cites[0].place,
                when.year if when else None,
            )
        )
    return facts


def options(
    edition: Edition, book: View, kind: str, subject: tuple[str, ...], home: str, as_of: date
) -> list[Fact]:
    """Return projects, plants, partnerships and missing instruments that bear on the subject."""
    facts = []
    for item in book.register.items("project", "site", "partnership"):
        if not _touches(item, kind, subject):
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
        parts = [item.country, item.activity, item.capacity]
        more = ", ".join(part for part in parts if part)
        return f"{item.title_nl} ({more})", f"{item.title_en} ({more})"
    return item.title_nl, item.title_en


def _touches(item: Item, kind: str, subject: tuple[str, ...]) -> bool:
    if kind == "territory":
        places = {getattr(item, "country", None), getattr(item, "partner", None)}
        return subject[0] in item.territories or subject[0] in places
    if kind == "chain":
        chain = find_chain(subject[0])
        return chain is not None and not chain.tags.isdisjoint(item.tags)
    wide = {subject[0], *materials.groups_of(subject[0])}
    return not wide.isdisjoint(item.materials)


def said(
    edition: Edition, book: View, kind: str, subject: tuple[str, ...], home: str, as_of: date
) -> list[Fact]:
    """Return what letters say of the subject: uses, transit, and figures as they state them."""
    facts = []
    for item in book.register.items("theme", "figure"):
        if kind == "territory" or not _touches(item, kind, subject):
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


PROMISES: tuple[Callable[..., list[Fact]], ...] = (said, promised, options)
