"""Precision and recall of the parliament-paper reader against a hand-made key.

A found item counts when its offset and its value are those of the key; a claim also when its
phrase starts within forty letters of the keyed phrase, which may be told with a word more.
"""

import json
import os
from datetime import date
from pathlib import Path

from grondstof.register.claims import find_claims
from grondstof.register.due import find_due
from grondstof.register.references import find_references

HERE = Path(__file__).parent
NEAR = 40


def cases():
    """Yield (name, text, key): the test letter always, the documents where they are at hand."""
    letter = HERE / "letters" / "voorbeeldbrief.txt"
    yield letter.stem, letter.read_text("utf-8"), _key(letter.with_suffix(".json"))
    folder = os.environ.get("GRONDSTOF_DOCUMENTS")
    for path in sorted(Path(folder).glob("*.txt")) if folder else []:
        key = HERE / "keys" / f"{path.name[:3]}.json"
        if key.is_file():
            yield path.name[:3], path.read_text("utf-8"), _key(key)


def _key(path):
    return json.loads(path.read_text("utf-8"))


def found(text, key):
    """Return what the reader finds in a text, by class, in the shape of the key."""
    day = date.fromisoformat(key["date"])
    return {
        "references": [(one.start, one.id) for one in find_references(text)],
        "due": [
            (one.start, one.repeats or _iso(one.begin), _iso(one.until))
            for one in find_due(text, day)
        ],
        "claims": [(one.start, one.target) for one in find_claims(text)],
    }


def _iso(day):
    return day.isoformat() if day else None


def hits(name, got, key):
    """Return how many found items the key has."""
    wanted = [tuple(item) for item in key]
    if name != "claims":
        return len(set(got) & set(wanted))
    return sum(
        any(abs(item[0] - other[0]) <= NEAR and item[1:] == other[1:] for other in wanted)
        for item in got
    )
