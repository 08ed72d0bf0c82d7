"""Lines in somebody's own words, each with ranked trade codes, confidence and reason."""

from typing import Any

from grondstof.products.answers.base import Answer, Edition, Gap, Question, Sentence
from grondstof.products.composition.library import library
from grondstof.products.composition.nomenclature import texts
from grondstof.products.search.guess import guesses, read_lines


def answer(edition: Edition, question: Question) -> Answer:
    """Return the guesses for the lines of `options["lines"]`, one row per guess.

    Raises:
        InputError: there are no lines, more than 200, or a line is too long.
    """
    lines = read_lines(str(question.options.get("lines") or ""))
    rows = [row for number, line in enumerate(lines, start=1) for row in rows_of(number, line)]
    known = {row["line"] for row in rows if row["code"]}
    unknown = len(lines) - len(known)
    sentence = Sentence(
        f"Voor {len(known)} van {len(lines)} regels is een code gevonden; kies zelf de juiste.",
        f"A code was found for {len(known)} of {len(lines)} lines; choose the right one yourself.",
    )
    gaps = [
        Gap(
            "code",
            f"{unknown} lines hold no word that is known",
            "they count for nothing until you give a code",
            f"in {unknown} regels staat geen bekend woord",
            "ze tellen niet mee tot u een code geeft",
        )
    ]
    return Answer(
        "text-to-code", question, edition.name, sentence, rows, gaps=gaps if unknown else []
    )


def rows_of(number: int, line: str) -> list[dict[str, Any]]:
    """Return the rows of one line: its guesses, or one row that says it is not known."""
    found = guesses(line)
    if not found:
        return [_row(number, 0, line, None, "unknown", "no known word", "geen bekend woord")]
    return [
        _row(number, place, line, item.code, item.confidence, item.reason, item.reason_nl)
        for place, item in enumerate(found, start=1)
    ]


def _row(
    number: int,
    place: int,
    line: str,
    code: str | None,
    confidence: str,
    reason: str,
    reason_nl: str,
) -> dict[str, Any]:
    product = library().get(code or "")
    text = texts().get(code or "")
    return {
        "row_id": f"{number}/{place}",
        "line": number,
        "text": line,
        "place": place or None,
        "code": code,
        "name_nl": product.name_nl if product else text,
        "name_en": product.name_en if product else text,
        "confidence": confidence,
        "composition": product.grade if product else "not known",
        "reason": reason,
        "reason_nl": reason_nl,
    }
