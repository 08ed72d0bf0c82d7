"""What an answer is: one sentence, rows, gaps, sources, and the JSON that every surface shares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

# Under their own names, so that surfaces can name what they hand on without reaching past answers.
from grondstof.assess.recipe import Question as Question
from grondstof.store.editions import Edition as Edition
from grondstof.store.private import saw_private

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Sentence:
    """One sentence in both languages."""

    nl: str
    en: str


@dataclass(frozen=True)
class Gap:
    """Something that is not known: what, why, and what follows from it.

    Attributes:
        what: Name of what is not known, often a column.
        why: Why it is not known, in English.
        effect: What follows from it, in English.
        why_nl: The reason in Dutch.
        effect_nl: The effect in Dutch.
        what_nl: The name in Dutch, where it is no column and holds other names.
    """

    what: str
    why: str
    effect: str
    why_nl: str | None = None
    effect_nl: str | None = None
    what_nl: str | None = None

    def to_dict(self) -> dict[str, str | None]:
        """Return the gap as it stands in the JSON envelope."""
        return {
            "what": self.what,
            "whatNl": self.what_nl,
            "why": self.why,
            "effect": self.effect,
            "whyNl": self.why_nl,
            "effectNl": self.effect_nl,
        }


PRIVATE = Sentence(
    "Berekend met eigen, niet-openbare gegevens; niet om te publiceren.",
    "Computed with private data of your own; not to be published.",
)


@dataclass(frozen=True)
class Answer:
    """The answer to one question.

    Attributes:
        kind: Name of the question, such as `list` or `material`.
        question: What was asked.
        edition: Name of the edition that answers.
        method: Method used, if one was.
        sentence: The answer in one sentence.
        rows: The first list of rows; flat, columns of the dictionary.
        tables: Further lists of rows by name.
        gaps: What is not known.
        sources: Sources that the rows rest on.
        notes: Remarks, each in both languages.
    """

    kind: str
    question: Question
    edition: str
    sentence: Sentence
    rows: Sequence[Row]
    method: str | None = None
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    gaps: Sequence[Gap] = ()
    sources: Sequence[Row] = ()
    notes: Sequence[Sentence] = ()

    def __post_init__(self) -> None:
        """Mark an answer that rests on a private overlay."""
        if PRIVATE not in self.notes and saw_private(self.edition):
            object.__setattr__(self, "notes", (*self.notes, PRIVATE))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON envelope that command line and API share, byte for byte."""
        return {
            "answer": self.kind,
            "edition": self.edition,
            "method": self.method,
            "question": _plain(self.question.to_dict()),
            "sentence": {"nl": self.sentence.nl, "en": self.sentence.en},
            "rows": [camel_row(row) for row in self.rows],
            "tables": {
                camel(name): [camel_row(row) for row in rows] for name, rows in self.tables.items()
            },
            "gaps": [gap.to_dict() for gap in self.gaps],
            "sources": [camel_row(row) for row in self.sources],
            "notes": [{"nl": note.nl, "en": note.en} for note in self.notes],
        }


def camel(name: str) -> str:
    """Return a snake_case column name in camelCase."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def camel_row(row: Row) -> dict[str, Any]:
    """Return a row with camelCase keys and plain values; unknown stays null."""
    return {camel(name): _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def row_id(row: Row, key: Iterable[str]) -> str:
    """Return the key values of a row, joined by slashes."""
    return "/".join("" if row[name] is None else str(row[name]) for name in key)


def sources(edition: Edition, ids: Iterable[str]) -> list[dict[str, Any]]:
    """Return the sources of an edition with the given ids, as an answer lists them."""
    wanted = set(ids)
    return [
        {
            "source_id": item["source_id"],
            "title": item["title"],
            "publisher": item["publisher"],
            "year": item["year"],
            "licence": item["licence"],
            "url": item["url"],
        }
        for item in edition.manifest["sources"]
        if item["source_id"] in wanted
    ]
