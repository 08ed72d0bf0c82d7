"""Reads a letter to parliament and proposes register entries; a person accepts or drops them.

Proposals are references, commitments, due dates and claims, each with its offsets and the sentence
it stands in. Findings are what does not agree with itself: they are listed, never repaired.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from grondstof.register.claims import Claim, find_claims, sentence_end
from grondstof.register.due import MONTHS, Due, find_due
from grondstof.register.references import Reference, find_references

_DATE = re.compile(
    rf"\b(?P<day>[0-3]?\d)\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>20\d\d)\b", re.I
)
_PROMISE = re.compile(
    r"\b(?:toegezegd|zeg(?:gen)?\s+(?:ik|wij|we)\s+toe"
    r"|informe(?:er|ert|ren)\s+(?:\S+\s+){0,8}?(?:de|uw)\s+Kamer"
    r"|(?:de|uw)\s+Kamer\s+(?:\S+\s+){0,6}?geïnformeerd"
    r"|gedeeld\s+(?:zal|zullen)\s+worden|met\s+(?:de|uw)\s+Kamer\s+(?:zal\s+worden\s+)?ge?deel\w*"
    r"|zal\s+(?:\S+\s+){0,12}?(?:opgericht|opgezet|uitgewerkt|opzetten|aangeboden)"
    r"|wordt\s+in\s+20\d\d\s+(?:een\s+)?)",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"\bbijlage\s+(?P<number>\d{1,2})\b", re.IGNORECASE)
_ANNEX_TITLE = re.compile(r"^\W*bijlage\s+(?P<number>\d{1,2})[.:]?\s", re.IGNORECASE | re.MULTILINE)
_CODE = re.compile(r"\b[A-Z]{3,}(?:-[A-Z]{2,})\b")


@dataclass(frozen=True)
class Promise:
    """A sentence that promises something, with the first due phrase in it."""

    start: int
    end: int
    sentence: str
    due: Due | None


@dataclass(frozen=True)
class Finding:
    """Something in the letter that does not agree with itself."""

    kind: str
    where: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class Reading:
    """What a letter holds.

    Attributes:
        letter_date: Date of the letter; due phrases are relative to it.
        references: Parliamentary references.
        promises: Sentences that promise something.
        due: All due phrases.
        claims: Claims that a motion or promise is met.
        findings: What does not agree with itself.
    """

    letter_date: date
    references: Sequence[Reference]
    promises: Sequence[Promise]
    due: Sequence[Due]
    claims: Sequence[Claim]
    findings: Sequence[Finding]


def read_letter(text: str, letter_date: date | None = None) -> Reading | None:
    """Return what a letter proposes; None when no date is given and none is found in it.

    Args:
        text: Text of the letter.
        letter_date: Date of the letter; the first full date in it when absent.
    """
    day = letter_date or first_date(text)
    if day is None:
        return None
    references = find_references(text)
    due = find_due(text, day)
    return Reading(
        day, references, _promises(text, due), due, find_claims(text), find_findings(text)
    )


def first_date(text: str) -> date | None:
    """Return the first full date of a text."""
    for match in _DATE.finditer(text):
        month = MONTHS.index(match["month"].lower()) + 1
        if 1 <= int(match["day"]) <= 28 or month != 2:
            try:
                return date(int(match["year"]), month, int(match["day"]))
            except ValueError:
                continue
    return None


def find_findings(text: str) -> list[Finding]:
    """Return the quality findings of a text, in order of kind and place."""
    references = find_references(text)
    found = [*_two_titles(text, references), *_near_dossiers(references)]
    found += [*_annexes(text), *_near_codes(text), *_wrong_kind(text, references)]
    return found


def _promises(text: str, due: Sequence[Due]) -> list[Promise]:
    found: list[Promise] = []
    for match in _PROMISE.finditer(text):
        start = _sentence_start(text, match.start())
        end = sentence_end(text, match.start())
        if found and start < found[-1].end:
            continue
        inside = next((one for one in due if start <= one.start < end), None)
        found.append(Promise(start, end, " ".join(text[start:end].split()), inside))
    return found


def _sentence_start(text: str, at: int) -> int:
    before = [text.rfind(stop, 0, at) for stop in (". ", ".\n", "\n\n", "! ", "? ", "\n- ")]
    start = max(before) + 1
    return start + len(text[start:at]) - len(text[start:at].lstrip(" \n-."))


def _two_titles(text: str, references: Iterable[Reference]) -> list[Finding]:
    titles: dict[str, dict[str, int]] = defaultdict(dict)
    for one in references:
        if one.kind == "kamerstuk":
            title = " ".join(re.split(r"[.\n]", text[one.end : one.end + 120])[0].split()).strip(
                " ,[]"
            )
            if len(title) > 8 and title[:1].isalpha():
                titles[one.id].setdefault(title.casefold()[:30], one.start)
    return [
        Finding("one number, two titles", tuple(seen.values()), f"{name}: {' | '.join(seen)}")
        for name, seen in titles.items()
        if len(seen) > 1 and not _alike(list(seen))
    ]


def _alike(titles: list[str]) -> bool:
    return all(title[:12] == titles[0][:12] for title in titles)


def _near_dossiers(references: Iterable[Reference]) -> list[Finding]:
    places: dict[str, list[int]] = defaultdict(list)
    for one in references:
        if one.kind == "kamerstuk":
            places[one.id.split("-")[1]].append(one.start)
    found = []
    for name in sorted(places):
        for other in sorted(places):
            differ = [at for at in range(5) if name[at] != other[at]]
            if (
                name < other
                and len(differ) == 1
                and abs(int(name[differ[0]]) - int(other[differ[0]])) == 1
            ):
                where = (places[name][0], places[other][0])
                found.append(Finding("look-alike dossiers", where, f"{name} and {other}"))
    return found


def _annexes(text: str) -> list[Finding]:
    titles = {match["number"] for match in _ANNEX_TITLE.finditer(text)}
    if not titles:
        return []
    return [
        Finding("annex that is not there", (match.start(),), match.group(0))
        for match in _ANNEX.finditer(text)
        if match["number"] not in titles
    ]


def _near_codes(text: str) -> list[Finding]:
    places: dict[str, int] = {}
    for match in _CODE.finditer(text):
        places.setdefault(match.group(0), match.start())
    found = []
    for name in sorted(places):
        for other in sorted(places):
            if len(other) == len(name) + 1 and _one_letter_more(name, other):
                where = (places[name], places[other])
                found.append(Finding("two spellings", where, f"{name} and {other}"))
    return found


def _one_letter_more(short: str, long: str) -> bool:
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _wrong_kind(text: str, references: Iterable[Reference]) -> list[Finding]:
    return [
        Finding("number of another kind", (one.start,), f"{one.text} is a {one.kind}")
        for one in references
        if one.kind in ("zaak", "document")
        and re.search(r"kamerstuk(?:ken)?\s*$", text[max(0, one.start - 14) : one.start], re.I)
    ]
