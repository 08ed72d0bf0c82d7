"""Search over the register and its documents: three letters in a row are enough, typos included.

SQLite's FTS5 with the trigram tokenizer finds parts of words. Where nothing holds all the
trigrams, the query is broken into trigrams of its own and the items that share most of them come
first, so that `galium` finds gallium and `groeifons` the Groeifonds. Any notation of a
parliamentary number finds its paper.
"""

import sqlite3
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import Fault, InputError, Phrase
from grondstof.products.answers.base import Answer, Sentence
from grondstof.products.answers.register_view import KIND_WORDS, View, document_rows, view
from grondstof.register.models import Item
from grondstof.register.references import canonical
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials

MOST_ROWS = 50
MOST_LETTERS = 200
# Share of the query's trigrams that a loose hit must hold.
LOOSE = 0.5


@dataclass(frozen=True)
class Hit:
    """One item found: its id and how well it fits (smaller is better)."""

    item_id: str
    score: float


class Index:
    """The full-text index of one register, in memory."""

    def __init__(self, found: View) -> None:
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.execute(
            "create virtual table words using fts5(item_id unindexed, name, body, "
            "tokenize='trigram')"
        )
        texts = [(name, _plain(title), _plain(body)) for name, title, body in _texts(found)]
        self._base.executemany("insert into words values (?, ?, ?)", texts)
        self._names = {name: title for name, title, _ in texts}

    def find(self, text: str, limit: int = MOST_ROWS) -> list[Hit]:
        """Return the items that fit a text, best first; loose hits only when none is exact."""
        # SQLite ends a text at its first NUL; letters that cannot be printed match nothing anyway.
        printed = "".join(letter if letter.isprintable() else " " for letter in text)
        words = [word for word in _plain(printed).split() if len(word) >= 3]
        if not words:
            return []
        exact = self._match(" AND ".join(_quoted(word) for word in words), limit)
        if exact:
            return exact
        grams = sorted({gram for word in words for gram in _grams(word)})
        loose = self._match(" OR ".join(_quoted(gram) for gram in grams), 4 * limit)
        near = [(hit, self._shared(hit.item_id, grams)) for hit in loose]
        near.sort(key=lambda pair: (-pair[1], pair[0].score, pair[0].item_id))
        return [hit for hit, shared in near if shared >= LOOSE][:limit]

    def _match(self, query: str, limit: int) -> list[Hit]:
        rows = self._base.execute(
            "select item_id, bm25(words, 0, 8.0, 1.0) as score from words where words match ? "
            "order by score, item_id limit ?",
            (query, limit),
        )
        return [Hit(*row) for row in rows]

    def _shared(self, item_id: str, grams: list[str]) -> float:
        name = self._names[item_id]
        return sum(gram in name for gram in grams) / len(grams)


def answer(edition: Edition, question: Question) -> Answer:
    """Return the items that fit `question.options["text"]`.

    Raises:
        InputError: If there is no text, or one of more than 200 letters.
    """
    text = str(question.options.get("text") or "").strip()
    if not text or len(text) > MOST_LETTERS:
        found = Phrase("{count} letters", count=len(text)) if text else "no text"
        raise InputError(
            [Fault("search text", found, "1 to 200 letters", "Type a name or a number")]
        )
    book = view(edition, question.home)
    paper = canonical(text)
    ids = [paper] if paper and book.register.get(paper) else []
    ids += [hit.item_id for hit in _index(edition, question.home).find(text)]
    rows = [_row(book, name) for name in dict.fromkeys(ids)]
    rows.sort(key=lambda row: row["kind_of_item"] == "document" and row["item_id"] != paper)
    sentence = Sentence(
        f"{len(rows)} {'vondst' if len(rows) == 1 else 'vondsten'} in het register voor ‘{text}’.",
        f"{len(rows)} entries in the register for ‘{text}’.",
    )
    cited = [row["document"] for row in rows if row["document"]]
    return Answer(
        "search", question, edition.name, sentence, rows, sources=document_rows(book, cited)
    )


def paper_of(text: str) -> str | None:
    """Return the canonical id of the paper that a number in any notation names, or None."""
    return canonical(text)


def _index(edition: Edition, home: str) -> Index:
    return _cached(edition, str(edition.folder), home)


@lru_cache(maxsize=4)
def _cached(edition: Edition, folder: str, home: str) -> Index:
    return Index(view(edition, home))


def _texts(found: View) -> list[tuple[str, str, str]]:
    texts = [(item.id, _name(item), _body(item)) for item in found.register.items()]
    for placed in found.restrictions:
        one = placed.restriction
        names = " ".join(_spellings(one.materials))
        texts.append(
            (one.id, f"{one.title_nl} {one.title_en}", f"{one.measure} {one.note} {names}")
        )
    return texts


def _name(item: Item) -> str:
    spellings = _spellings(item.materials)
    return " ".join([item.id, item.title_nl, item.title_en, *item.aliases, *spellings])


def _body(item: Item) -> str:
    parts = [item.summary_nl, item.summary_en, item.note, *item.tags, *_spellings(item.materials)]
    parts += [getattr(item, "paper", None), getattr(item, "operator", None)]
    return " ".join(part for part in parts if part)


def _spellings(names: tuple[str, ...]) -> list[str]:
    known = materials.materials()
    return [
        text
        for name in names
        if name in known
        for text in (name, known[name].name_nl, known[name].name_en)
    ]


def _plain(text: str) -> str:
    folded = text.casefold()
    if folded.isascii():
        return folded
    letters = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _grams(word: str) -> list[str]:
    return [word[at : at + 3] for at in range(len(word) - 2)]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _row(found: View, name: str) -> dict[str, Any]:
    item = found.register.get(name)
    if item is None:
        placed = next(one for one in found.restrictions if one.restriction.id == name)
        one = placed.restriction
        nl, en = KIND_WORDS["restriction"]
        return {
            "row_id": name,
            "item_id": name,
            "kind_of_item": "restriction",
            "kind_nl": nl,
            "kind_en": en,
            "name_nl": one.title_nl,
            "name_en": one.title_en,
            "date": one.valid_from,
            "document": None,
            "place": one.place,
            "locator": placed.locator,
        }
    cite = item.cites[0] if item.cites else None
    nl, en = KIND_WORDS[item.kind]
    return {
        "row_id": name,
        "item_id": name,
        "kind_of_item": item.kind,
        "kind_nl": nl,
        "kind_en": en,
        "name_nl": item.title_nl,
        "name_en": item.title_en,
        "date": item.date,
        "document": cite.document if cite else name if item.kind == "document" else None,
        "place": cite.place if cite else None,
        "locator": found.register.entries[name].locator,
    }
