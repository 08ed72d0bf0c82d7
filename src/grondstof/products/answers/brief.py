"""The brief: what it is, what happened, what the home feels, how sure, what was promised, options.

One row is one sentence, in both languages, with the footnotes of every figure in it. The subject
is a material, a territory, or a chain that the register knows. What no figure exists for is said.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.brief_chains import find_chain
from grondstof.products.answers.brief_facts import FACTS, Fact
from grondstof.products.answers.brief_flows import what_flows
from grondstof.products.answers.brief_promises import PROMISES
from grondstof.products.answers.register_view import (
    document_rows,
    home_words,
    measure_sources,
    view,
)
from grondstof.products.wording import day
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials, territories

SECTIONS = (
    ("what", "Wat is het", "What it is"),
    ("happened", "Wat is er gebeurd", "What happened"),
    ("felt", "Wat merken wij", "What is felt at home"),
    ("sure", "Hoe zeker is dit", "How sure this is"),
    ("promised", "Wat is er beloofd en wat komt er", "What was promised and what comes next"),
    ("options", "Wat kan er", "Options"),
)
MOST_IN_SECTION = 10


def answer(edition: Edition, question: Question) -> Answer:
    """Return the brief on `question.options["subject"]`: a material, a territory or a chain.

    `question.options["extra"]` may hold restrictions that no edition has yet, so that a measure
    announced today stands in the brief of today.

    Raises:
        UnknownName: If the subject is none of them; the message names the nearest.
    """
    kind, subject = subject_of(str(question.options.get("subject") or question.material or ""))
    book = view(edition, question.home)
    extra = question.options.get("extra") or ()
    book = replace(book, restrictions=(*book.restrictions, *extra))
    as_of = question.as_of or edition.as_of
    writers: tuple[Callable[..., list[Fact]], ...] = (*FACTS, what_flows, *PROMISES)
    facts = [
        fact
        for write in writers
        for fact in write(edition, book, kind, subject, question.home, as_of)
    ]
    rows = _rows(facts)
    nl, en = _title(kind, subject)
    used = [note for fact in facts for note in fact.notes]
    return Answer(
        "brief",
        Question(home=question.home, as_of=as_of, options={"subject": subject, "kind": kind}),
        edition.name,
        Sentence(
            f"Notitie over {nl}, stand op {day(as_of, 'nl')}.",
            f"Brief on {en} as of {day(as_of, 'en')}.",
        ),
        rows,
        tables={"sections": _sections(facts, question.home)},
        gaps=_gaps(facts),
        sources=[
            *sources(edition, used),
            *document_rows(book, used),
            *measure_sources([one for one in book.restrictions if one.restriction.id in used]),
        ],
    )


def subject_of(text: str) -> tuple[str, tuple[str, ...]]:
    """Return what a subject is (`material`, `territory`, `chain`) and the ids behind it."""
    try:
        return "material", (materials.find(text).material_id,)
    except UnknownName as no_material:
        chain = find_chain(text)
        if chain is not None:
            return "chain", (chain.product_id,)
        try:
            return "territory", (territories.find(text),)
        except UnknownName:
            raise no_material from None


def _title(kind: str, subject: tuple[str, ...]) -> tuple[str, str]:
    name = subject[0]
    if kind == "material":
        found = materials.materials()[name]
        return found.name_nl, found.name_en
    if kind == "territory":
        place = territories.territories().get(name)
        return (place.name_nl, place.name_en) if place else (name, name)
    chain = find_chain(name)
    return (chain.name_nl, chain.name_en) if chain else (name, name)


def _rows(facts: list[Fact]) -> list[dict[str, Any]]:
    notes: dict[str, int] = {}
    rows = []
    for section, _, _ in SECTIONS:
        chosen = [fact for fact in facts if fact.section == section][:MOST_IN_SECTION]
        for number, fact in enumerate(chosen, start=1):
            for note in fact.notes:
                notes.setdefault(note, len(notes) + 1)
            rows.append(
                {
                    "row_id": f"{section}/{number}",
                    "section": section,
                    "sentence_nl": fact.nl,
                    "sentence_en": fact.en,
                    "footnotes": ";".join(str(notes[note]) for note in fact.notes) or None,
                    "source_ids": ";".join(fact.notes) or None,
                    "locator": fact.locator,
                    "kind": fact.kind,
                    "oldest_year": fact.oldest_year,
                }
            )
    return rows


def _sections(facts: list[Fact], home: str) -> list[dict[str, Any]]:
    return [
        {
            "row_id": section,
            "name_nl": nl,
            "name_en": en,
            "sentences": sum(fact.section == section for fact in facts),
        }
        for section, nl, en in sections_of(home)
    ]


def sections_of(home: str) -> list[tuple[str, str, str]]:
    """Return the sections in order with their titles; one names the home."""
    nl, en = home_words(home, "name", "", "")
    own = ("felt", f"Wat merkt {nl}", f"What {en} feels")
    return [own if section[0] == "felt" and nl and en else section for section in SECTIONS]


def _gaps(facts: list[Fact]) -> list[Gap]:
    empty = [section for section in SECTIONS if not any(f.section == section[0] for f in facts)]
    return [
        Gap(
            section[2],
            "no publisher at hand and no own figure",
            "the section stays empty",
            "geen uitgever bij de hand en geen eigen cijfer",
            "dit deel blijft leeg",
        )
        for section in empty
    ]
