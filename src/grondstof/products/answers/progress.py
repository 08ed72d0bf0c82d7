"""How far the strategy is: every action, promise and motion with its fair state on a day."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import UnknownName
from grondstof.products.answers.base import Answer, Gap, Sentence
from grondstof.products.answers.register_view import (
    View,
    cited,
    document_rows,
    promise_row,
    view,
)
from grondstof.products.wording import day
from grondstof.register.models import Promise
from grondstof.register.states import STATES
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials

Row = dict[str, Any]
# State -> what is said of the only promise that there is.
_SINGLE = {
    "done": ("die is aantoonbaar gedaan", "it is shown to be done"),
    "claimed": ("die is geclaimd in een brief", "it is claimed in a letter"),
    "open": ("die loopt", "it is open"),
    "overdue": ("die is te laat", "it is overdue"),
    "no word": (
        "daarover is na de afgesproken tijd of al een jaar geen bericht gevonden",
        "no word was found on it since its date or for a year",
    ),
    "dropped": ("die is vervallen", "it was dropped"),
}


def answer(edition: Edition, question: Question) -> Answer:
    """Return the progress of the strategy on a day.

    Options: `perspective` (hp1 to hp5), `owner` (id of an actor), `item` (id), `kind`. The
    question's material narrows to promises that name it.

    Raises:
        UnknownName: If the material, perspective or owner is unknown.
    """
    found = view(edition, question.home)
    as_of = question.as_of or edition.as_of
    chosen = [
        (item, state) for item, state in found.promises(as_of) if _asked(found, item, question)
    ]
    rows = [promise_row(found, item, state, as_of) for item, state in chosen]
    rows.sort(key=lambda row: (row["perspectives"] or "~", row["kind_of_item"], row["item_id"]))
    return Answer(
        "progress",
        question,
        edition.name,
        _sentence(rows, as_of),
        rows,
        tables=_tables(found, rows, as_of),
        gaps=_gaps(found, rows),
        sources=document_rows(found, cited(item for item, _ in chosen)),
        notes=_notes(),
    )


def _asked(found: View, item: Promise, question: Question) -> bool:
    options = question.options
    perspective, owner, kind = (options.get(name) for name in ("perspective", "owner", "kind"))
    for name, what in ((perspective, "a perspective"), (owner, "an actor")):
        if name and found.register.get(name) is None:
            known = [one.id for one in found.register.items("perspective", "actor")]
            raise UnknownName("question", name, what, known)
    if question.material:
        wanted = materials.find(question.material).material_id
        if wanted not in item.materials:
            return False
    return (
        (not perspective or perspective in item.perspectives)
        and (not owner or owner == item.owner)
        and (not kind or kind == item.kind)
        and (not options.get("item") or options["item"] == item.id)
    )


def _tables(found: View, rows: Sequence[Row], as_of: date) -> Mapping[str, list[Row]]:
    perspectives = [item.id for item in found.register.items("perspective")]
    owners = sorted({row["owner"] for row in rows if row["owner"]})
    tables = {
        "by_perspective": _counted(
            found, perspectives, lambda name: lambda row: name in (row["perspectives"] or ""), rows
        ),
        "by_owner": _counted(found, owners, lambda name: lambda row: row["owner"] == name, rows),
        "late": [
            {
                "row_id": row["item_id"],
                "item_id": row["item_id"],
                "name_nl": row["name_nl"],
                "name_en": row["name_en"],
                "due": row["due"],
                "since": row["since"],
                "state": row["state"],
                "days_late": row["days_late"],
                "days_late_at_most": row["days_late_at_most"],
                "kind": "computed",
            }
            for row in sorted(rows, key=lambda row: -(row["days_late"] or 0))
            if row["days_late"]
        ],
        "coming": [
            {
                key: row[key]
                for key in ("row_id", "item_id", "name_nl", "name_en", "next_due", "owner")
            }
            for row in sorted(rows, key=lambda row: str(row["next_due"]))
            if row["next_due"]
        ],
        "read": [
            {
                "row_id": period.id,
                "source": period.source,
                "what": period.what,
                "first": period.first,
                "last": period.last,
                "complete": period.complete,
            }
            for period in found.periods
        ],
    }
    return {name: part for name, part in tables.items() if part}


def _counted(
    found: View,
    names: Sequence[str],
    test: Callable[[str], Callable[[Row], bool]],
    rows: Sequence[Row],
) -> list[Row]:
    counted = []
    for name in names:
        states = Counter(row["state"] for row in rows if test(name)(row))
        nl, en = found.names(name)
        counts = {state.replace(" ", "_"): states.get(state, 0) for state in STATES}
        counted.append(
            {
                "row_id": name,
                "item_id": name,
                "name_nl": nl,
                "name_en": en,
                "all_states": sum(states.values()),
                **counts,
            }
        )
    return counted


def _sentence(rows: Sequence[Row], as_of: date) -> Sentence:
    count = Counter(row["state"] for row in rows)
    done, claimed, silent = count["done"], count["claimed"], count["no word"]
    if len(rows) == 1:
        return _single(str(rows[0]["state"]), as_of)
    nl = (
        f"Van {len(rows)} afspraken zijn er {done} aantoonbaar gedaan en {claimed} geclaimd in een "
        f"brief; over {silent} is na de afgesproken tijd of al een jaar geen bericht gevonden "
        f"(stand op {day(as_of, 'nl')})."
    )
    en = (
        f"Of {len(rows)} promises, {done} are shown to be done and {claimed} are claimed in a "
        f"letter; no word was found on {silent} since their date or for a year (as of "
        f"{day(as_of, 'en')})."
    )
    if not rows:
        nl, en = (
            "Het register heeft hierover geen afspraak.",
            "The register has no promise on this.",
        )
    return Sentence(nl, en)


def _single(state: str, as_of: date) -> Sentence:
    """Return the sentence on the only promise that there is."""
    nl, en = _SINGLE[state]
    on_nl, on_en = day(as_of, "nl"), day(as_of, "en")
    return Sentence(
        f"Op {on_nl} is er één afspraak: {nl}.", f"On {on_en} there is one promise: {en}."
    )


def _gaps(found: View, rows: Sequence[Row]) -> list[Gap]:
    if any(period.complete for period in found.periods):
        return []
    silent = sum(row["state"] == "no word" for row in rows)
    if not silent:
        return []
    one = silent == 1
    return [
        Gap(
            "promises_without_word",
            f"{silent} promise{'' if one else 's'}: no source that would report on "
            f"{'it' if one else 'them'} has been read completely",
            f"{'it is' if one else 'they are'} shown as no word, never as overdue",
            f"{silent} {'afspraak' if one else 'afspraken'}: geen bron die erover zou berichten is "
            "volledig gelezen",
            f"{'hij staat' if one else 'zij staan'} er als geen bericht, nooit als te laat",
        )
    ]


def _notes() -> list[Sentence]:
    return [
        Sentence(
            "Een claim in een brief en de status van het parlement zelf zijn twee feiten. Geen "
            "bericht betekent dat wij niets vonden, niet dat er niets is gebeurd.",
            "A claim in a letter and the status of parliament itself are two facts. No word means "
            "that we found nothing, not that nothing happened.",
        )
    ]
