"""Guesses which six-digit codes a line of text means, with confidence and reason.

Four ways, in this order: a code that stands in the line; the reviewed list of what buyers call
things, together with the reviewed type numbers; the published texts. A guess is `sure` only where
a name is clear by a margin, never on a type number alone; `unknown` is an answer too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from grondstof.errors import Fault, InputError, Phrase
from grondstof.products.composition.nomenclature import texts
from grondstof.products.search import index
from grondstof.products.search.series import series_of
from grondstof.products.search.words import Kind, Match, Text, matches, taken_apart

MOST_LINES = 200
MOST_LETTERS = 300
GUESSES = 3
# A guess is sure from this score and this margin over the next other code; tried on the tuning
# lines of the answer key only.
SURE, MARGIN = 10.0, 3.0
LIKELY = 7.0
# A name that stands for this many codes or more says too little to be sure of one.
MANY = 3
# Score of a type number, and what it adds to a name that means the same.
TYPED, SECONDED = 9.0, 4.0
# Least bm25 score from which a published text counts as found.
TEXT_FOUND = 9.0
_CODE = re.compile(r"(?<![\d.,])(\d{4})[. ]?(\d{2})(?:[. ]?(\d{2}))?(?:[. ]?\d{2})?(?![\d.,])")


@dataclass(frozen=True)
class Guess:
    """One possible code of a line.

    Attributes:
        confidence: `sure`, `likely` or `possible`.
        reason: What it rests on, in English.
        reason_nl: The same in Dutch.
    """

    code: str
    confidence: str
    reason: str
    reason_nl: str


def guesses(line: str) -> list[Guess]:
    """Return up to three codes of a line, best first; none when it is not known."""
    written = _written(line)
    if written:
        return written
    text = taken_apart(line)
    found = _found(line, text)
    ranked = list(_ranked(found))
    if len(ranked) < GUESSES:
        ranked += _by_text(text, {guess.code for guess in ranked}, weak=bool(found))
    return ranked[:GUESSES]


def read_lines(text: str) -> list[str]:
    """Return the lines of a box, without empty ones.

    Raises:
        InputError: there is no line, there are more than 200, or a line is too long.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    faults = []
    if not lines or len(lines) > MOST_LINES:
        action = "Give one product on each line"
        found = Phrase("{count} lines", count=len(lines))
        faults.append(Fault("lines", found, Phrase("1 to {most}", most=MOST_LINES), action))
    faults += [
        Fault(
            Phrase("line {number}", number=number),
            Phrase("{count} letters", count=len(line)),
            Phrase("at most {most}", most=MOST_LETTERS),
            "Shorten the text",
        )
        for number, line in enumerate(lines[: MOST_LINES + 1], start=1)
        if len(line) > MOST_LETTERS
    ]
    if faults:
        raise InputError(faults)
    return lines


def _written(line: str) -> list[Guess]:
    """Return the code that stands in the line, when it is one of the nomenclature."""
    known = texts()
    for found in _CODE.finditer(line):
        code = found.group(1) + found.group(2)
        if code in known:
            return [Guess(code, "sure", "the code stands in the line", "de code staat in de regel")]
    return []


def _found(line: str, text: Text) -> list[Match]:
    """Return names and type numbers that fit, best first; each strengthens the other."""
    named = matches(text)
    typed = [
        Match(
            Kind((), (), None, (0.0, 0.0), series.codes, 0),
            TYPED,
            found,
            size_unknown=False,
            meaning=(series.name_nl, series.name_en),
        )
        for series, found in series_of(line)
    ]
    seconded = {code for match in typed for code in match.kind.codes[:2]}
    named = [
        replace(match, score=match.score + SECONDED) if match.kind.codes[0] in seconded else match
        for match in named
    ]
    return sorted([*named, *typed], key=lambda match: -match.score)


def _ranked(found: list[Match]) -> Iterator[Guess]:
    if not found:
        return
    best = found[0]
    other = next((m for m in found[1:] if m.kind.codes[0] not in best.kind.codes), None)
    sure = (
        best.score >= SURE
        and bool(best.kind.names)
        and len(best.kind.codes) < MANY
        and not best.size_unknown
        and (other is None or best.score - other.score >= MARGIN)
    )
    scored: dict[str, tuple[float, Match]] = {}
    for match in found:
        for place, code in enumerate(match.kind.codes):
            score = match.score - 2.0 * place
            if code not in scored or score > scored[code][0]:
                scored[code] = (score, match)
    for code, (score, match) in sorted(scored.items(), key=lambda item: (-item[1][0], item[0])):
        first = code == best.kind.codes[0]
        level = "sure" if sure and first else "likely" if score >= LIKELY else "possible"
        size = (", size not stated", ", maat niet genoemd") if match.size_unknown else ("", "")
        nl, en = (f": {text}" if text else "" for text in match.meaning)
        yield Guess(
            code,
            level,
            f"'{match.name}' in the line{en}{size[0]}",
            f"'{match.name}' in de regel{nl}{size[1]}",
        )


def _by_text(text: Text, taken: set[str], *, weak: bool) -> list[Guess]:
    found = index.search([*text.words, *text.joined])
    return [
        Guess(code, "possible", "words of the published text", "woorden uit de gepubliceerde tekst")
        for code, score in found
        if code not in taken and (weak or score >= TEXT_FOUND)
    ]
