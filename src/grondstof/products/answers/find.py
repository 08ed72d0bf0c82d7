"""Search over everything that has a page: materials, territories, codes, promises, terms.

SQLite's FTS5 with the trigram tokenizer finds parts of words; a word that is not found is broken
into trigrams, so that a typing error still leads somewhere.
"""

import sqlite3
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.errors import Fault, InputError, Phrase
from grondstof.products.answers.base import Answer, Sentence
from grondstof.products.answers.product import describe, newest_codes
from grondstof.products.answers.register_view import view
from grondstof.products.composition.library import library
from grondstof.products.messages import catalogue
from grondstof.products.search.guess import guesses
from grondstof.register.references import canonical
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials, territories

MOST_ROWS = 40
MOST_LETTERS = 200
_ITEMS = """
    select item_id, title_nl, title_en from "reported__register_item" order by item_id
"""
# A guess that is only possible is no result.
_MEANT = ("sure", "likely")
_WEIGHTS = {"material": 5.0, "territory": 3.0, "code": 2.0, "indicator": 1.5, "term": 1.5}


def answer(edition: Edition, question: Question) -> Answer:
    """Return what fits `options["text"]`, best first.

    Raises:
        InputError: If there is no text, or one of more than 200 letters.
    """
    text = str(question.options.get("text") or "").strip()
    if not text or len(text) > MOST_LETTERS:
        found = Phrase("{count} letters", count=len(text))
        fault = Fault("search", found, "1 to 200 letters", "Give some words")
        raise InputError([fault])
    paper = canonical(text)
    rows = [*_paper(edition, paper, question.home), *_found(_index(edition), text)]
    rows = list({row["row_id"]: row for row in [*rows, *_meant(text)]}.values())
    one = len(rows) == 1
    sentence = Sentence(
        f"{len(rows)} {'vondst' if one else 'vondsten'} voor ‘{text}’.",
        f"{len(rows)} {'result' if one else 'results'} for ‘{text}’.",
    )
    return Answer("find", question, edition.name, sentence, rows)


def _paper(edition: Edition, paper: str | None, home: str) -> list[dict[str, Any]]:
    """Return the paper that a number in any notation names, or nothing."""
    item = view(edition, home).register.get(paper) if paper else None
    return [_row("item", item.id, item.title_nl, item.title_en)] if item else []


def _meant(text: str) -> list[dict[str, Any]]:
    """Return the codes that a buyer's own word means, such as `magneet` for 8505.11."""
    codes = [one.code for one in guesses(text) if one.confidence in _MEANT]
    known = {*newest_codes(), *library()}
    told = [(digits, describe(digits)) for digits in codes if digits in known]
    return [_row("code", digits, code.name_nl, code.name_en) for digits, code in told]


@lru_cache(maxsize=2)
def _index(edition: Edition) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:", check_same_thread=False)
    base.execute(
        "create virtual table hit using fts5(words, sort unindexed, id unindexed, nl unindexed,"
        " en unindexed, tokenize='trigram')"
    )
    base.executemany("insert into hit values (?, ?, ?, ?, ?)", entries(edition))
    base.commit()
    return base


def entries(edition: Edition) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield what can be found: words to match, sort, id, Dutch and English name."""
    spellings: dict[str, list[str]] = {}
    for word, name in materials.aliases().items():
        spellings.setdefault(name, []).append(word)
    for name, item in materials.materials().items():
        words = " ".join([*spellings.get(name, []), item.symbol])
        yield _fold(words), "material", name, item.name_nl, item.name_en
    for place in territories.territories().values():
        words = f"{place.name_nl} {place.name_en} {place.territory_id}"
        yield _fold(words), "territory", place.territory_id, place.name_nl, place.name_en
    for digits in sorted({*newest_codes(), *library()}):
        code = describe(digits)
        dotted = f"{digits[:4]}.{digits[4:]}"
        words = f"{digits} {dotted} {code.name_nl} {code.name_en}"
        yield _fold(words), "code", digits, code.name_nl, code.name_en
    for row in edition.rows(_ITEMS):
        nl, en = str(row["title_nl"] or row["item_id"]), str(row["title_en"] or row["item_id"])
        yield _fold(f"{nl} {en} {row['item_id']}"), "item", row["item_id"], nl, en
    for key, (nl, en) in catalogue().items():
        sort, _, name = key.partition(".")
        if sort in ("term", "indicator") and f"{key}.what" in catalogue():
            yield _fold(f"{nl} {en} {name}"), sort, name, nl, en


def _found(base: sqlite3.Connection, text: str) -> list[dict[str, Any]]:
    folded = _fold(text)
    words = [word for word in folded.split() if word]
    hits = _match(base, " AND ".join(_quoted(word) for word in words if len(word) > 2))
    if not hits:
        hits = _match(base, " OR ".join(_quoted(part) for part in _trigrams(folded)), folded)
    short = [word for word in words if len(word) < 3]
    if short and not hits:
        hits = _short(base, short[0])
    return hits[:MOST_ROWS]


def _match(base: sqlite3.Connection, query: str, loose: str = "") -> list[dict[str, Any]]:
    if not query:
        return []
    sql = "select sort, id, nl, en, words, bm25(hit) from hit where hit match ? limit 400"
    wanted = set(_trigrams(loose))
    scored = []
    for sort, name, nl, en, words, score in base.execute(sql, [query]):
        near = len(wanted & set(_trigrams(words))) / len(wanted) if wanted else 1.0
        if near < 0.45:
            continue
        scored.append((near * 10 + _WEIGHTS.get(sort, 0.0) - score / 10, sort, name, nl, en))
    scored.sort(key=lambda hit: (-hit[0], hit[1], hit[2]))
    return [_row(*hit[1:]) for hit in scored]


def _short(base: sqlite3.Connection, word: str) -> list[dict[str, Any]]:
    sql = "select sort, id, nl, en from hit where ' ' || words || ' ' like ? order by sort, id"
    return [_row(*hit) for hit in base.execute(sql, [f"% {word} %"])][:MOST_ROWS]


def _row(sort: str, name: str, nl: str, en: str) -> dict[str, Any]:
    return {"row_id": f"{sort}/{name}", "sort": sort, "id": name, "name_nl": nl, "name_en": en}


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _trigrams(text: str) -> list[str]:
    return list(dict.fromkeys(text[n : n + 3] for n in range(len(text) - 2)))


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = (letter for letter in plain if not unicodedata.combining(letter))
    return "".join(letter if letter.isalnum() or letter == "." else " " for letter in kept)
