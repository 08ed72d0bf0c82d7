"""Partnerships and agreements: what was signed, and the partner's share before and after."""

from datetime import date
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.dependence import measured
from grondstof.products.answers.register_view import (
    cited,
    document_rows,
    home_words,
    item_row,
    view,
)
from grondstof.products.messages import says
from grondstof.products.wording import day
from grondstof.register.models import Partnership
from grondstof.store.editions import Edition
from grondstof.vocabulary import lists, materials, territories


def answer(edition: Edition, question: Question) -> Answer:
    """Return all partnerships, or one (`question.options["item"]`) with what can be measured.

    Raises:
        UnknownName: If the item is no partnership.
    """
    book = view(edition, question.home)
    items = [
        item
        for item in book.register.items("partnership", "agreement")
        if isinstance(item, Partnership)
    ]
    name = question.options.get("item")
    chosen = [item for item in items if name is None or item.id == name]
    if name and not chosen:
        raise UnknownName("register", str(name), "a partnership", [item.id for item in items])
    as_of = question.as_of or edition.as_of
    effect = _effect(edition, chosen[0], question.home) if name and chosen else []
    return Answer(
        "partnership",
        question,
        edition.name,
        _sentence(chosen, as_of, effect, question.home),
        [{**item_row(book, item), **_signed(item)} for item in chosen],
        tables={"effect": effect} if effect else {},
        gaps=[] if effect or name is None else _gaps(),
        sources=[
            *document_rows(book, cited(chosen)),
            *(sources(edition, ["baci"]) if effect else []),
        ],
        notes=_notes() if effect else [],
    )


def _signed(item: Partnership) -> dict[str, Any]:
    place = territories.territories().get(item.partner)
    return {
        "party": item.party,
        "partner": item.partner,
        "partner_nl": place.name_nl if place else item.partner,
        "partner_en": place.name_en if place else item.partner,
        "form": item.form,
        "signed": item.signed,
        "signed_text": item.signed_text,
        "focus": ";".join(item.focus) or None,
        "roadmap": item.roadmap,
        "status_text": item.status,
    }


def _effect(edition: Edition, item: Partnership, home: str) -> list[dict[str, Any]]:
    names = item.materials or _strategic()
    year = item.signed.year if item.signed else None
    if year is None:
        return []
    return measured(edition, names, [item.partner], year=year, home=home)


def _strategic() -> tuple[str, ...]:
    known = lists.memberships("gallium")
    strategic = next((one for one in reversed(known) if "strategic" in one.list_id), None)
    if strategic is None:
        return ()
    single = {
        member
        for name in lists.members(strategic.list_id)
        for member in (name, *materials.members(name))
    }
    return tuple(sorted(single))


def _sentence(
    chosen: list[Partnership], as_of: date, effect: list[dict[str, Any]], home: str
) -> Sentence:
    if len(chosen) == 1:
        item = chosen[0]
        when_nl, when_en = _when(item)
        nl, en = f"{item.title_nl}, {when_nl}", f"{item.title_en}, {when_en}"
        if effect:
            first = effect[0]
            compared = None not in (first["share_before"], first["share_after"])
            to_nl, to_en = (" van", " of") if compared else (":", ":")
            nl = f"{nl}. Aandeel in de invoer{to_nl} {first['verdict_nl']}"
            en = f"{en}. Share in imports{to_en} {first['verdict_en']}"
        return Sentence(f"{nl}.", f"{en}.")
    formal = [item for item in chosen if item.kind == "partnership"]
    signed = [
        item for item in formal if item.party == "EU" and item.signed and item.signed <= as_of
    ]
    own = [item for item in formal if item.party != "EU"]
    nl, en = home_words(home, "name", "de thuisbasis", "the home")
    union = len(formal) - len(own)
    return Sentence(
        f"Het register kent {len(formal)} partnerschappen: {union} van de EU, waarvan "
        f"{len(signed)} met een datum tot {day(as_of, 'nl')}, en {len(own)} van {nl}.",
        f"The register knows {len(formal)} partnerships: {union} of the EU, of which "
        f"{len(signed)} are dated up to {day(as_of, 'en')}, and {len(own)} of {en}.",
    )


def _when(item: Partnership) -> tuple[str, str]:
    """Return the day of signing in words, or what the papers say of it."""
    if item.signed:
        return day(item.signed, "nl"), day(item.signed, "en")
    if not item.signed_text:
        return "dag onbekend", "day unknown"
    key = f"value.signed_text.{item.signed_text}"
    return says(key, "nl", item.signed_text), says(key, "en", item.signed_text)


def _gaps() -> list[Gap]:
    return [
        Gap(
            "measured_effect",
            "no exact day of signing, or no trade figures in this edition",
            "nothing is said on what changed",
            "er is geen precieze dag van tekenen, of deze editie heeft geen handelscijfers",
            "er is niets te zeggen over wat er veranderde",
        )
    ]


def _notes() -> list[Sentence]:
    return [
        Sentence(
            "Vergeleken wordt de tijd voor en na de ondertekening. Waardoor iets veranderde, volgt "
            "hier niet uit.",
            "The time before and after signing is compared. Why something changed does not follow.",
        )
    ]
