"""The sentences of the site in Dutch and English, read from `content/messages/*.csv` at start.

A message has a key, both languages, and named blanks in braces. `{own_home}` (`{Own_home}` where it
opens a sentence) is the home of this installation; a key that ends in `@NLD` is the wording of that
home, in the place of the key without it. There is no compile step: edit
the CSV and start again. Names and definitions of indicators come from the vocabulary.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from grondstof.errors import UnknownName
from grondstof.products.wording import capital
from grondstof.store.own_home import own_home
from grondstof.vocabulary import territories
from grondstof.vocabulary.indicators import indicators


@cache
def catalogue() -> Mapping[str, tuple[str, str]]:
    """Return Dutch and English of every message by key."""
    found: dict[str, tuple[str, str]] = {}
    folder = files("grondstof") / "content" / "messages"
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if not path.name.endswith(".csv"):
            continue
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
            found[row["key"]] = (row["nl"], row["en"])
    found = _at_home(found)
    for name, item in indicators().items():
        found[f"indicator.{name}"] = (capital(item.name_nl), capital(item.name_en))
        found[f"indicator.{name}.what"] = (item.definition_nl, item.definition_en)
    return found


def _at_home(found: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Return messages as the own home words them, with its name, with its article, filled in."""
    home = own_home()
    known = territories.territories().get(home) or territories.groups()[home]
    nl, en = found.get(f"territory.sentence.{home}", (known.name_nl, known.name_en))
    kept = {key: texts for key, texts in found.items() if "@" not in key}
    kept |= {
        key.removesuffix(f"@{home}"): texts
        for key, texts in found.items()
        if key.endswith(f"@{home}")
    }
    return {key: (_named(texts[0], nl), _named(texts[1], en)) for key, texts in kept.items()}


def _named(text: str, home: str) -> str:
    return text.replace("{own_home}", home).replace("{Own_home}", capital(home))


def say(key: str, language: str, **blanks: object) -> str:
    """Return a message in a language with its blanks filled in.

    Raises:
        UnknownName: If there is no such message.
    """
    if key not in catalogue():
        raise UnknownName("messages", key, "a message", list(catalogue()))
    text = catalogue()[key][0 if language == "nl" else 1]
    return text.format(**blanks) if blanks else text


def says(key: str, language: str, otherwise: str) -> str:
    """Return a message, or another text when there is none, as for columns of new tables."""
    return say(key, language) if key in catalogue() else otherwise
