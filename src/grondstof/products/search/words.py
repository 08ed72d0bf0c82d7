"""The reviewed list of what buyers call things, and how a line is compared with it.

`content/products/words.csv` holds a row per kind of product: its names in Dutch, English and
German, words that rule it out, an optional quantity with a range, and the codes in order of
likelihood. A name matches when all its words are in the line; a word of five letters or more also
matches inside a compound, as in "remweerstand".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.errors import Fault, InputError
from grondstof.store.content import content_folder, csv_lines
from grondstof.vocabulary.reading import fold

LANGUAGES = ("nl", "en", "de")
# Letters from which a word is also found inside a compound.
COMPOUND = 5
_TOKEN = re.compile(r"[a-z]+|\d+")
_JOINED = re.compile(r"[a-z0-9]+")
_QUANTITY = re.compile(r"(\d+(?:[.,]\d+)?)\s?(kva|mva|va|kw|mw|w|mm)\b", re.IGNORECASE)
_SCALE = {"w": ("W", 1.0), "kw": ("W", 1e3), "va": ("VA", 1.0), "kva": ("VA", 1e3)}
_LARGE = {"MW": ("W", 1e6), "MVA": ("VA", 1e6), "mm": ("mm", 1.0)}
# Weights, in letters: what a full word, an early word and a fitting quantity add to a match.
FULL, EARLY, FITTING, UNKNOWN = 2.0, 3.0, 3.0, -2.0


@dataclass(frozen=True)
class Kind:
    """One row of the list.

    Attributes:
        names: Names, each as the words it needs.
        not_with: Words that rule the row out.
        quantity: `W`, `VA` or `mm`; None for any size.
        span: Smallest and largest amount of the quantity, the end exclusive.
        codes: Codes, most likely first.
        line: Line of the file.
    """

    names: tuple[tuple[str, ...], ...]
    not_with: tuple[str, ...]
    quantity: str | None
    span: tuple[float, float]
    codes: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Match:
    """A row that fits a line: how well, by which name, whether a size it needs is missing.

    Attributes:
        meaning: What a type number stands for, in Dutch and English; empty for a plain name.
    """

    kind: Kind
    score: float
    name: str
    size_unknown: bool
    meaning: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Text:
    """A line taken apart: its words, its letter-digit words, and the quantities it states."""

    words: tuple[str, ...]
    joined: tuple[str, ...]
    quantities: Mapping[str, float]


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the reviewed list.

    Raises:
        InputError: a row names a code that the nomenclature does not hold.
    """
    from grondstof.products.composition.nomenclature import texts

    path = content_folder() / "products" / "words.csv"
    rows = csv_lines(path)
    known = texts()
    faults = [
        Fault(f"products/words.csv:{line}", f"'{code}'", "a code of the nomenclature", "Mend it")
        for line, row in rows
        for code in row["codes"].split()
        if code not in known
    ]
    if faults:
        raise InputError(faults)
    return tuple(_kind(row, line) for line, row in rows)


def taken_apart(line: str) -> Text:
    """Return a line as words and quantities. [W, VA, mm]"""
    plain = fold(line)
    quantities: dict[str, float] = {}
    for number, unit in _QUANTITY.findall(line):
        name, scale = _LARGE.get(unit) or _SCALE.get(unit.casefold()) or ("", 0.0)
        if name:
            quantities.setdefault(name, float(number.replace(",", ".")) * scale)
    return Text(tuple(_TOKEN.findall(plain)), tuple(_JOINED.findall(plain)), quantities)


def matches(text: Text) -> list[Match]:
    """Return the rows that fit a line, best first."""
    found = [match for kind in kinds() if (match := _match(kind, text)) is not None]
    return sorted(found, key=lambda match: (-match.score, match.kind.line))


def _match(kind: Kind, text: Text) -> Match | None:
    best = max(
        ((score, " ".join(name)) for name in kind.names if (score := _score(name, text))),
        default=None,
    )
    if best is None or any(_inside(word, text) for word in kind.not_with):
        return None
    score, name = best
    if kind.quantity is None:
        return Match(kind, score, name, size_unknown=False)
    stated = text.quantities.get(kind.quantity)
    if stated is None:
        return Match(kind, score + UNKNOWN, name, size_unknown=True)
    low, high = kind.span
    if not low < stated <= high and not (kind.quantity == "mm" and low <= stated < high):
        return None
    return Match(kind, score + FITTING, name, size_unknown=False)


def _score(name: tuple[str, ...], text: Text) -> float:
    """Return letters matched, with bonuses; 0 when a word of the name is missing."""
    total = 0.0
    early = text.joined[:2]
    for word in name:
        full = word in text.words or word in text.joined
        if not full and not (len(word) >= COMPOUND and any(word in token for token in text.joined)):
            return 0.0
        total += len(word) + (FULL if full else 0.0)
        if any(word in token if len(word) >= COMPOUND else word == token for token in early):
            total += EARLY
    return total


def _inside(word: str, text: Text) -> bool:
    parts = word.split()
    if len(parts) > 1:
        return all(_inside(part, text) for part in parts)
    if len(word) < 4:
        return word in text.words or word in text.joined
    return any(word in token for token in text.joined)


def _kind(row: Mapping[str, str], line: int) -> Kind:
    return Kind(
        tuple(dict.fromkeys(_names(row))),
        tuple(fold(word) for word in row["not_with"].split(";") if word),
        row["quantity"] or None,
        (float(row["from"] or 0.0), float(row["to"] or 0.0)),
        tuple(row["codes"].split()),
        line,
    )


def _names(row: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for language in LANGUAGES:
        for name in row[language].split(";"):
            if name.strip():
                yield tuple(fold(name).split())
