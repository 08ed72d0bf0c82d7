"""One promise, motion or other register item: what was asked, what is claimed, what is known.

A motion is found by its number in any notation. The one row shows the request, the claim with its
sentence, the Kamer's own status, and what can be measured of the dependence that it is about. An
export restriction is shown as its own row.
"""

from datetime import date
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers.base import Answer, Gap, Sentence, sources
from grondstof.products.answers.commitment_line import line_of
from grondstof.products.answers.dependence import measured
from grondstof.products.answers.register_view import (
    KIND_WORDS,
    STATE_WORDS,
    View,
    cited,
    document_rows,
    item_row,
    measure_row,
    measure_sources,
    promise_row,
    view,
)
from grondstof.products.answers.search import answer as search
from grondstof.products.wording import day
from grondstof.register.models import Item, Promise
from grondstof.register.references import canonical, link
from grondstof.register.restrictions import Placed
from grondstof.store.editions import Edition


def answer(edition: Edition, question: Question) -> Answer:
    """Return the item that `question.options["item"]` names: an id, or a number in any notation.

    Raises:
        UnknownName: If no item carries that id or number; the message names the nearest.
    """
    book = view(edition, question.home)
    as_of = question.as_of or edition.as_of
    wanted = str(question.options.get("item") or "")
    measure = next((one for one in book.restrictions if one.restriction.id == wanted), None)
    if measure is not None:
        return _restriction(edition, question, measure, as_of)
    item = find(edition, book, wanted, question)
    row: dict[str, Any] = item_row(book, item)
    if isinstance(item, Promise):
        state = book.standing(item, as_of)
        if state is not None:
            row = {**row, **promise_row(book, item, state, as_of)}
    effect = measured(edition, item.materials, item.territories) if item.materials else []
    row["link"] = _link(item.id)
    if isinstance(item, Promise):
        row = {**row, **line_of(book, item, row, effect, as_of)}
    related = _related(book, item)
    return Answer(
        "commitment",
        question,
        edition.name,
        _sentence(item, row),
        [row],
        tables={
            name: rows
            for name, rows in {
                "effect": effect,
                "moments": _moments(book, item),
                "cites": _cites(book, item),
                "related": [item_row(book, other) for other in related],
            }.items()
            if rows
        },
        gaps=_gaps(item, row, effect),
        sources=[
            *document_rows(book, cited([item])),
            *(sources(edition, ["baci"]) if effect else []),
        ],
    )


def find(edition: Edition, book: View, text: str, question: Question) -> Item:
    """Return the item with an id, a parliamentary number in any notation, or a unique name."""
    for name in (text.strip(), canonical(text)):
        item = book.register.get(name) if name else None
        if item is not None:
            return item
    hits = search(edition, Question(home=question.home, options={"text": text or "?"})).rows
    if len(hits) == 1 and (only := book.register.get(hits[0]["item_id"])):
        return only
    known = [row["item_id"] for row in hits[:3]] or list(book.register.entries)
    raise UnknownName("register", text, "an item of the register", known)


def _related(book: View, item: Item) -> list[Item]:
    ids = [one.to for one in item.links]
    ids += [other.id for other in book.register.items() if item.id in [x.to for x in other.links]]
    return [found for name in dict.fromkeys(ids) if (found := book.register.get(name))]


def _restriction(edition: Edition, question: Question, placed: Placed, as_of: date) -> Answer:
    row = {**measure_row(placed, as_of), "item_id": placed.restriction.id}
    row["kind_of_item"], (row["kind_nl"], row["kind_en"]) = "restriction", KIND_WORDS["restriction"]
    nl = f"{row['name_nl']}: van kracht vanaf {day(row['valid_from'], 'nl')}"
    en = f"{row['name_en']}: in force from {day(row['valid_from'], 'en')}"
    if row["suspended_from"]:
        nl += f", opgeschort tot {day(row['suspended_to'], 'nl')}"
        en += f", suspended until {day(row['suspended_to'], 'en')}"
    return Answer(
        "commitment",
        question,
        edition.name,
        Sentence(f"{nl}.", f"{en}."),
        [row],
        gaps=[
            Gap(
                "legal_reference",
                "the act was not read; the row rests on texts about it",
                "read the legal text yourself",
                "de wettekst is niet gelezen; de rij rust op teksten erover",
                "lees zelf de wettekst",
            )
        ]
        if row["legal_status"] == "unverified"
        else [],
        sources=measure_sources([placed]),
    )


def _moments(book: View, item: Item) -> list[dict[str, Any]]:
    if not isinstance(item, Promise):
        return []
    rows = []
    for number, moment in enumerate(item.moments, start=1):
        nl, en = STATE_WORDS[moment.state]
        title_nl, title_en = book.names(moment.document)
        rows.append(
            {
                "row_id": f"{item.id}/{number}",
                **moment.model_dump(),
                "state_nl": nl,
                "state_en": en,
                "document_nl": title_nl,
                "document_en": title_en,
            }
        )
    return rows


def _cites(book: View, item: Item) -> list[dict[str, Any]]:
    return [
        {
            "row_id": f"{item.id}/{number}",
            "document": cite.document,
            "document_title": book.names(cite.document)[0],
            "document_nl": book.names(cite.document)[0],
            "document_en": book.names(cite.document)[1],
            "place": cite.place,
            "quote": cite.quote,
        }
        for number, cite in enumerate(item.cites, start=1)
    ]


def _sentence(item: Item, row: dict[str, Any]) -> Sentence:
    if "state" not in row:
        return Sentence(f"{item.title_nl}.", f"{item.title_en}.")
    nl, en = f"{item.title_nl}: {row['state_nl']}", f"{item.title_en}: {row['state_en']}"
    silent = row["state"] == "no word"
    when = row["last_word"] if silent else row["since"]
    if when and row["state"] in ("done", "claimed", "no word"):
        words = day(when, "nl"), day(when, "en")
        nl += f" sinds {words[0]}" if silent else f" ({words[0]})"
        en += f" since {words[1]}" if silent else f" ({words[1]})"
    if row["days_late"]:
        most_nl = "hoogstens " if row["days_late_at_most"] else ""
        most_en = "at most " if row["days_late_at_most"] else ""
        nl += f", {most_nl}{row['days_late']} dagen na de afgesproken datum"
        en += f", {most_en}{row['days_late']} days after the agreed date"
    return Sentence(nl + ".", en + ".")


def _gaps(item: Item, row: dict[str, Any], effect: list[dict[str, Any]]) -> list[Gap]:
    gaps = []
    if isinstance(item, Promise) and not row.get("chamber_status"):
        gaps.append(
            Gap(
                "chamber_status",
                "the open data of parliament have not been fetched for this item",
                "only the claim of the letter is shown",
                "de open data van het parlement zijn hiervoor niet opgehaald",
                "alleen de claim uit de brief is te zien",
            )
        )
    if item.materials and not effect:
        gaps.append(
            Gap(
                "measured_effect",
                "the edition holds no trade or origin figures for these materials",
                "nothing is said on what changed",
                "de editie heeft geen cijfers over handel of herkomst van deze grondstoffen",
                "er is niets te zeggen over wat er veranderde",
            )
        )
    return gaps


def _link(item_id: str) -> str | None:
    try:
        return link(item_id)
    except ValueError:
        return None
