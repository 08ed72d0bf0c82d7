"""The sentences of the site in Dutch and English, read from `content/messages/*.csv` at start.

A message has a key, both languages, and named blanks in braces. There is no compile step: edit
the CSV and start again. Names and definitions of indicators come from the vocabulary.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from grondstof.errors import UnknownName
from grondstof.products.wording import capital
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
    for name, item in indicators().items():
        found[f"indicator.{name}"] = (capital(item.name_nl), capital(item.name_en))
        found[f"indicator.{name}.what"] = (item.definition_nl, item.definition_en)
    return found


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
