"""The whole error family of grondstof.

    GrondstofError          exit 70, HTTP 500: our bug
    ├── InputError          exit 2,  HTTP 400: what was given cannot be used
    │   └── UnknownName     exit 2,  HTTP 404: a name that nobody carries
    └── CheckFailed         exit 1,  HTTP 409: a check said no

A fault is a sentence in three parts: what was found and where, what was expected, what to do.
An error carries all faults of one input at once. Its words are English; a part with something
filled in is a `Phrase`, so that a page can say the same in the language of its reader.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


class Phrase(str):
    """English words of a fault that remember their pattern and what was filled in.

    Attributes:
        pattern: The words with named blanks, such as `a number from {least:g} to {most:g}`.
        blanks: What stands in the blanks; a phrase among them is said in the reader's language.
    """

    pattern: str
    blanks: Mapping[str, object]

    def __new__(cls, pattern: str, /, **blanks: object) -> "Phrase":
        """Return the words with their blanks filled; a pattern without blanks stays as it is."""
        made = super().__new__(cls, pattern.format(**blanks) if blanks else pattern)
        made.pattern, made.blanks = pattern, blanks
        return made


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with an input.

    Attributes:
        where: File and line, table and row, option or field.
        found: What stands there, as a clause.
        expected: What was expected there, as a clause.
        action: What the reader can do, as an imperative clause.
    """

    where: str
    found: str
    expected: str
    action: str

    def __str__(self) -> str:
        return f"{self.where}: found {self.found}. Expected {self.expected}. {self.action}."

    def to_dict(self) -> dict[str, str]:
        """Return the fault as plain text fields, for problem+json."""
        return {
            "where": self.where,
            "found": self.found,
            "expected": self.expected,
            "action": self.action,
        }


class GrondstofError(Exception):
    """Base of all errors that grondstof raises on purpose."""

    exit_code = 70
    http_status = 500


class FaultyError(GrondstofError):
    """An error that is explained by one or more faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class InputError(FaultyError):
    """What was given cannot be used; nothing was written."""

    exit_code = 2
    http_status = 400


class UnknownName(InputError):
    """A material, territory, code or other name that nobody carries."""

    http_status = 404

    def __init__(self, where: str, name: str, kind: str, known: Sequence[str]) -> None:
        """Explain an unknown name with the nearest known ones.

        Args:
            where: The place where the name was given.
            name: The name as given.
            kind: What it should have been, for example "a material".
            known: All spellings that would have been understood.
        """
        self.name = name
        self.nearest: tuple[str, ...] = tuple(nearest(name, known))
        wanted = Phrase("the name of {kind}", kind=_phrase(kind))
        super().__init__([Fault(where, f"'{name[:80]}'", wanted, meant(self.nearest))])


# What to do about an unknown name, by how many names come near.
_MEANT = (
    "Look the name up in the list of known names",
    "Did you mean '{first}'",
    "Did you mean '{first}' or '{second}'",
    "Did you mean '{first}' or '{second}' or '{third}'",
)


def meant(names: Sequence[str]) -> Phrase:
    """Return the question whether one of at most three names was meant."""
    return Phrase(
        _MEANT[len(names)], **dict(zip(("first", "second", "third"), names, strict=False))
    )


def _phrase(words: str) -> Phrase:
    return words if isinstance(words, Phrase) else Phrase(words)


class CheckFailed(FaultyError):
    """A check was run and said no."""

    exit_code = 1
    http_status = 409


def nearest(word: str, known: Sequence[str], count: int = 3) -> list[str]:
    """Return the known spellings closest to a word, best first.

    Args:
        word: The word as given.
        known: The spellings to choose from.
        count: How many to return at most.
    """
    by_fold = {spelling.casefold(): spelling for spelling in known}
    found = get_close_matches(word[:80].casefold(), list(by_fold), n=count, cutoff=0.6)
    return [by_fold[spelling] for spelling in found]
