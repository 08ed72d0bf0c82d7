"""Sentences of a letter that claim a motion or a promise to be met, and what they point at.

Three strengths are told apart: `fulfilled` (hiermee wordt voldaan aan, geeft invulling aan),
`in line` (in lijn met de motie, in overeenstemming met) and `as promised` (zoals toegezegd, zoals
aangekondigd, naar aanleiding van moties). Only a claim is found here; whether it is accepted is
another fact with another source. The target is the first reference of the footnote that the
sentence carries, else the first reference inside the sentence, else none.
"""

import re
from dataclasses import dataclass

from grondstof.register.references import find_references

_ASKED = (
    r"(?:(?:gewijzigde|aangenomen|gezamenlijke|nader\s+gewijzigde)\s+)?"
    r"(?:moties?|toezegging(?:en)?|verzoek)"
)
_THE = r"(?:de|deze|die|het|dit|mijn|onze|een|eerdere)\s+"
_PHRASES: tuple[tuple[str, str], ...] = (
    (
        "fulfilled",
        rf"(?:hiermee|daarmee|hierbij|met\s+deze\s+brief|met\s+de\s+kamerbrief)\s+[^.!?]{{0,60}}?"
        rf"(?:voldaan|voldoen|voldoet|voldoe|invulling|uitvoering|gevolg|tegemoet)[^.!?]{{0,40}}?"
        rf"\baan\s+{_THE}{_ASKED}",
    ),
    (
        "fulfilled",
        rf"\b(?:u\s+)?(?:geef|geeft|geven|gaf|gaven)\s+[^.!?]{{0,60}}?(?:invulling|uitvoering|gevolg)"
        rf"\s+aan\s+{_THE}{_ASKED}",
    ),
    ("fulfilled", rf"ter\s+(?:uitvoering|invulling)\s+van\s+{_THE}{_ASKED}"),
    (
        "fulfilled",
        rf"{_THE}{_ASKED}[^.!?]{{0,90}}?\s(?:is|zijn|acht|achten|beschouw|beschouwen)\s[^.!?]{{0,40}}?"
        r"(?:uitgevoerd|afgedaan|voldaan|nagekomen)",
    ),
    (
        "in line",
        rf"(?:geheel\s+)?in\s+lijn\s+met\s+{_THE}{_ASKED}",
    ),
    ("in line", rf"in\s+overeenstemming\s+met\s+{_THE}{_ASKED}"),
    (
        "in line",
        rf"(?:komt|komen|stemt|stemmen)\s+[^.!?]{{0,30}}?overeen\s+met\s+{_THE}{_ASKED}",
    ),
    ("in line", rf"conform\s+(?:{_THE})?{_ASKED}"),
    (
        "as promised",
        r"zoals\s+(?:(?:eerder|reeds|ook|daarbij)\s+)*(?:toegezegd|aangekondigd|verzocht|gevraagd)",
    ),
    (
        "as promised",
        rf"(?:naar\s+aanleiding\s+van|n\.a\.v\.|mede\s+gelet\s+op)\s+(?:{_THE})?(?:[\w-]+\s+en\s+)?{_ASKED}",
    ),
)
_PATTERNS = tuple((strength, re.compile(phrase, re.IGNORECASE)) for strength, phrase in _PHRASES)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SIGN = r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}"
_MARK = re.compile(rf"{_SIGN}|(?<=[A-Za-z)])\d{{1,2}}(?=[\s.,;:)]|$)")
_NOTE = re.compile(rf"^[ ]?(?P<sign>{_SIGN}|\d{{1,2}})[ ]?(?=\S)", re.MULTILINE)
_STOP = re.compile(r"[.!?](?=[⁰¹²³⁴⁵⁶⁷⁸⁹0-9,\s]*(?:\s[A-Z(¹²³]|\n|$))")
_NO_STOP = re.compile(
    r"\b(?:nr|nrs|jl|ca|o\.a|bijv|t\.w\.v|c\.s|m\.b\.t|resp|art|dhr|mw|drs|dr)\.$", re.I
)


@dataclass(frozen=True)
class Claim:
    """One claim as it stands in a text.

    Attributes:
        start: Offset of the phrase.
        end: Offset after the sentence.
        strength: `fulfilled`, `in line` or `as promised`.
        sentence: The words from the phrase to the end of the sentence.
        target: Canonical id of the paper it points at, or None when no footnote or number says.
    """

    start: int
    end: int
    strength: str
    sentence: str
    target: str | None


def find_claims(text: str) -> list[Claim]:
    """Return the claims of a text, in order, one for each phrase."""
    notes = footnotes(text)
    hits = [
        (match, strength) for strength, pattern in _PATTERNS for match in pattern.finditer(text)
    ]
    hits.sort(key=lambda hit: hit[0].start())
    found: list[Claim] = []
    for match, strength in hits:
        if not found or match.start() >= found[-1].end:
            found.append(_claim(text, match, strength, notes))
    return found


def footnotes(text: str) -> dict[int, str]:
    """Return the text of each footnote by its number.

    A footnote starts a line with its number, in superscript or plain. A plain number counts only
    when it follows on the one before, so that a numbered list is no footnote.
    """
    found: dict[int, str] = {}
    for match in _NOTE.finditer(text):
        number = int(match["sign"].translate(_SUPERSCRIPTS))
        plain = match["sign"].isascii()
        if plain and (number not in {len(found) + 1} or not _reads_as_note(text[match.end() :])):
            continue
        end = text.find("\n\n", match.end())
        found.setdefault(number, text[match.end() : end if end >= 0 else match.end() + 400][:400])
    return found


def sentence_end(text: str, start: int) -> int:
    """Return the offset after the sentence that holds `start`, its footnote mark included."""
    for stop in _STOP.finditer(text, start):
        if not _NO_STOP.search(text[max(start, stop.end() - 12) : stop.end()]):
            mark = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,2}(?=\s)").match(text, stop.end())
            return mark.end() if mark else stop.end()
    return min(len(text), start + 600)


def _reads_as_note(rest: str) -> bool:
    return bool(
        re.match(r"\s?(?:Kamerst|Motie|Zie|N\.a\.v|Toezegging|Handelingen|TK|Brief|[A-Z])", rest)
    )


def _claim(text: str, match: re.Match[str], strength: str, notes: dict[int, str]) -> Claim:
    end = sentence_end(text, match.start())
    sentence = " ".join(text[match.start() : end].split())
    return Claim(match.start(), end, strength, sentence, _target(text, match, end, notes))


def _target(text: str, match: re.Match[str], end: int, notes: dict[int, str]) -> str | None:
    for mark in _MARK.finditer(text, match.end(), end):
        number = int(mark.group(0).translate(_SUPERSCRIPTS))
        inside = find_references(notes.get(number, ""))
        if inside:
            return inside[0].id
    inside = find_references(text[match.start() : end])
    return inside[0].id if inside else None
