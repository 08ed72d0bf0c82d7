"""What is wrong with an input, said in the language of the reader.

Faults are raised in English, which the command line and the API show as they are. A page says
them in its own language: the patterns of all faults that a visitor can cause stand in
`content/faults.csv` with their Dutch. A pattern without Dutch stays English, and `untold` names it.
"""

import csv
import re
import string
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from grondstof.errors import Fault, Phrase, meant
from grondstof.products.content_names import KINDS, content_name
from grondstof.products.messages import catalogue, say, says
from grondstof.products.wording import enumerate_words
from grondstof.vocabulary import materials, stages, territories

# Beyond this a value is cut, because a visitor may have typed it.
MOST_LETTERS = 300
_MEANT = "Did you mean "
_POINT = re.compile(r"(?<=\d)\.(?=\d)|(?<=\d),(?=\d)")
_SWAP = {".": ",", ",": "."}


@cache
def dutch() -> Mapping[str, str]:
    """Return the Dutch of every pattern of a fault."""
    place = files("grondstof") / "content" / "faults.csv"
    lines = place.read_text(encoding="utf-8").splitlines()
    return {row["en"]: row["nl"] for row in csv.DictReader(lines)}


def sentence(fault: Fault, language: str) -> str:
    """Return a fault as one sentence in a language, cut where it is very long."""
    parts = {
        "where": place(fault.where, language),
        "found": spoken(fault.found, language),
        "expected": spoken(fault.expected, language),
        "action": spoken(fault.action, language),
    }
    if fault.action.startswith(_MEANT) and language == "en":
        parts["action"] += "?"
    cut = {name: words[:MOST_LETTERS] for name, words in parts.items()}
    # A question keeps its own mark.
    return say("fault", language, **cut).replace("?.", "?")


def place(where: str, language: str) -> str:
    """Return the place of a fault: a parameter by the name its field has, else a phrase."""
    return says(f"parameter.{where}", language, "") or spoken(where, language)


def spoken(words: str, language: str) -> str:
    """Return a part of a fault in a language; words without a translation stay English."""
    pattern, blanks = _parts(words)
    if pattern.startswith(_MEANT):
        pattern, blanks = _meant(list(blanks.values()), language)
    told = pattern if language == "en" else dutch().get(pattern, pattern)
    if not blanks:
        return told
    said = {name: _filled(name, value, language) for name, value in blanks.items()}
    return _Local(language).format(told, **said)


def _filled(name: str, value: object, language: str) -> object:
    """Return what stands in a blank: words and names in the reader's language, else as it is."""
    if isinstance(value, Phrase):
        return spoken(value, language)
    if not isinstance(value, str):
        return value
    if name in ("where", "field", "name"):
        return place(value, language)
    if name in ("home", "material", "territory"):
        return known_as(value, language)
    if name == "materials":
        named = [known_as(one, language) for one in value.split(", ")]
        return enumerate_words(named, language)
    return content_name(name, value, language) if name in KINDS else value


def untold(words: str) -> str:
    """Return the pattern of words that has no Dutch; an empty text when all of it has."""
    pattern, blanks = _parts(words)
    known = pattern in dutch() or f"parameter.{pattern}" in catalogue()
    if not known and re.search(r"[A-Za-z]{2}", _plain(pattern)):
        return pattern
    inner = (untold(value) for value in blanks.values() if isinstance(value, Phrase))
    return next((found for found in inner if found), "")


class _Local(string.Formatter):
    """Fills blanks with numbers as the reader writes them."""

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return one value; a number gets the reader's signs."""
        text = str(format(value, format_spec))
        if self.language == "nl" and isinstance(value, int | float):
            return _POINT.sub(lambda found: _SWAP[found[0]], text)
        return text


def _parts(words: str) -> tuple[str, Mapping[str, object]]:
    return (words.pattern, words.blanks) if isinstance(words, Phrase) else (words, {})


def _plain(pattern: str) -> str:
    """Return a pattern without its blanks and without what stands between quotes."""
    return re.sub(r"\{[^}]*\}|'[^']*'", " ", pattern)


def _meant(names: list[object], language: str) -> tuple[str, Mapping[str, object]]:
    """Return the question which name was meant, each name once and in the reader's language."""
    found = meant(list(dict.fromkeys(known_as(str(name), language) for name in names)))
    return found.pattern, found.blanks


def known_as(name: str, language: str) -> str:
    """Return a name of a material, territory or stage as readers of a language know it."""
    material, territory = materials.aliases().get(name), territories.alias(name)
    found = (
        materials.materials().get(material or name)
        or territories.territories().get(territory or name)
        or territories.groups().get(territory or name)
        or stages.stages().get(name)
    )
    if found is None:
        return name
    return str(found.name_nl if language == "nl" else found.name_en)
