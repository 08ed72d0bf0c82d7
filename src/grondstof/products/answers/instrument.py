"""Financing instruments: who runs them, what they give, their rules, open or not on a day."""

from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers.base import Answer, Sentence
from grondstof.products.answers.match import instruments
from grondstof.products.answers.register_view import cited, document_rows, item_row, view
from grondstof.register.matching import window_on
from grondstof.register.models import Instrument
from grondstof.store.editions import Edition

WINDOW_WORDS = {
    "open": ("staat nu open", "open now"),
    "continuous": ("doorlopend open", "open all the time"),
    "service": ("een dienst die altijd te bereiken is", "a service that can always be reached"),
    "announced": ("aangekondigd, nog niet open", "announced, not open yet"),
    "closed": ("dicht", "closed"),
    "unknown": ("of het openstaat, is niet bekend", "whether it is open is not known"),
}


def answer(edition: Edition, question: Question) -> Answer:
    """Return the instruments, or one (`options["item"]`) with its rules.

    Raises:
        UnknownName: If no instrument has that id.
    """
    book = view(edition, question.home)
    on = question.as_of or edition.as_of
    items, name = instruments(book), question.options.get("item")
    chosen = [item for item in items if name is None or item.id == name]
    if name and not chosen:
        raise UnknownName("register", str(name), "an instrument", [item.id for item in items])
    rows = []
    for item in chosen:
        actor_nl, actor_en = book.names(item.actor)
        rows.append(
            {
                **item_row(book, item),
                "actor": item.actor,
                "actor_nl": actor_nl,
                "actor_en": actor_en,
                "aid": item.aid,
                "aspects": ";".join(item.aspects) or None,
                "ticket_min_meur": item.ticket_min_meur,
                "ticket_max_meur": item.ticket_max_meur,
                "window": window_on(item, on),
                "window_from": item.window_from,
                "window_to": item.window_to,
                "window_as_of": item.window_as_of,
                "missing": item.gap,
            }
        )
    open_now = sum(row["window"] in ("open", "continuous", "service") for row in rows)
    return Answer(
        "instrument",
        question,
        edition.name,
        _sentence(rows, open_now),
        rows,
        tables={"rules": [rule for item in chosen for rule in _rules(item)]},
        sources=document_rows(book, cited(chosen)),
    )


def _sentence(rows: list[dict[str, Any]], open_now: int) -> Sentence:
    if len(rows) == 1:
        row = rows[0]
        nl, en = WINDOW_WORDS[row["window"]]
        return Sentence(
            f"{row['name_nl']} van {row['actor_nl']}: {nl}.",
            f"{row['name_en']} by {row['actor_en']}: {en}.",
        )
    return Sentence(
        f"{len(rows)} instrumenten; {open_now} staan open of zijn doorlopend.",
        f"{len(rows)} instruments; {open_now} are open or run all the time.",
    )


def _rules(item: Instrument) -> list[dict[str, Any]]:
    return [
        {
            "row_id": f"{item.id}/{number}",
            "item_id": item.id,
            "field": rule.field,
            "test": rule.test,
            "value": ";".join(rule.value) if isinstance(rule.value, tuple) else str(rule.value),
            "settled": rule.settled,
            "reason_nl": rule.reason_nl,
            "reason_en": rule.reason_en,
            "place": rule.place,
        }
        for number, rule in enumerate(item.rules, start=1)
    ]
