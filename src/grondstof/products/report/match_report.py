"""The match of a project as a paper of two pages: what fits, what the law asks, what is missing."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products.answers.base import Answer, Gap
from grondstof.products.answers.match import OUTCOME_WORDS
from grondstof.products.messages import says
from grondstof.products.report.printed import Paper, Writer, cell, source_lines
from grondstof.products.wording import capital

_EVIDENCE = {
    "met": ("aangetoond", "met"),
    "missing": ("bewijs ontbreekt", "evidence missing"),
    "unknown": ("onbekend", "unknown"),
}
_SHOWN = ("eligible", "eligible if", "unknown")


def match_paper(answer: Answer, language: str = "nl") -> Paper:
    """Return the paper of a match answer."""
    at = 0 if language == "nl" else 1
    writer = Writer(source_lines(answer.sources))
    _needs(writer, answer.tables.get("needs", []), at, language)
    for outcome in _SHOWN:
        _outcome(
            writer, [row for row in answer.rows if row["outcome"] == outcome], outcome, language
        )
    refused = sum(row["outcome"] == "not eligible" for row in answer.rows)
    writer.line((f"{refused} instrumenten passen niet.", f"{refused} instruments do not fit.")[at])
    _article_6(writer, answer.tables.get("article_6", []), at, language)
    _permit(writer, answer.tables.get("permit", []), at, language)
    _nearby(writer, answer.tables.get("nearby", []), at, language)
    writer.heading(("Wat niet is berekend", "What was not computed")[at])
    for gap in answer.gaps:
        writer.line(_gap(gap, language), bullet=True)
    sentence = (answer.sentence.nl, answer.sentence.en)[at]
    title, _, rest = sentence.partition(": ")
    rest = capital(rest)
    return Paper(title, language, rest, tuple(writer.blocks), writer.notes(), small=True)


def _gap(gap: Gap, language: str) -> str:
    """Return what was not computed and why, in the language of the paper."""
    dutch = language == "nl"
    what = says(f"column.{gap.what}", language, gap.what)
    why = gap.why_nl if dutch and gap.why_nl else gap.why
    effect = gap.effect_nl if dutch and gap.effect_nl else gap.effect
    return f"{capital(what)}: {why} ({effect})."


def _needs(writer: Writer, rows: Sequence[Mapping[str, Any]], at: int, language: str) -> None:
    writer.heading(("Waarvoor geen regeling is", "What no scheme covers")[at])
    empty = [row for row in rows if not row["covered"]]
    for row in empty:
        asked = ("", "")[at] if not row["asked"] else (" (gevraagd)", " (asked for)")[at]
        writer.line(row[f"sentence_{language}"].rstrip(".") + asked + ".", bullet=True)
    if not empty:
        writer.line(("Elke behoefte heeft een regeling.", "Every need has a scheme.")[at])


def _outcome(
    writer: Writer, rows: Sequence[Mapping[str, Any]], outcome: str, language: str
) -> None:
    if not rows:
        return
    words = OUTCOME_WORDS[outcome][0 if language == "nl" else 1]
    writer.heading(capital(words))
    for row in rows:
        why = row[f"why_{language}"]
        text = row[f"name_{language}"] + (f": {why}" if why else "")
        writer.line(f"{text}.", [row["document"]], bullet=True)


def _article_6(writer: Writer, rows: Sequence[Mapping[str, Any]], at: int, language: str) -> None:
    header = (("Criterium", "Stand"), ("Criterion", "State"))[at]
    writer.grid(
        ("Artikel 6 van de CRMA", "Article 6 of the CRMA")[at],
        header,
        [(row[f"name_{language}"], _EVIDENCE[row["evidence"]][at]) for row in rows],
    )


def _permit(writer: Writer, rows: Sequence[Mapping[str, Any]], at: int, language: str) -> None:
    for row in rows:
        ends = cell(row["ends"], language)
        months, left = row["limit_months"], row["days_left"]
        nl = f"Vergunning: {months} maanden, uiterlijk {ends}; nog {left} dagen."
        en = f"Permit: {months} months, by {ends}; {left} days left."
        writer.line((nl, en)[at], ["eu-2024-1252-consolidated"])


def _nearby(writer: Writer, rows: Sequence[Mapping[str, Any]], at: int, language: str) -> None:
    header = (("Wie", "Rol", "Afstand (km)", "Wat"), ("Who", "Role", "Distance (km)", "What"))[at]
    writer.grid(
        ("Binnen 500 km", "Within 500 km")[at],
        header,
        [
            (
                f"{row[f'name_{language}']}, {row['town']}",
                says(f"value.role.{row['role']}", language, str(row["role"])),
                cell(row["distance_km"], language),
                cell(row["activity"], language),
            )
            for row in rows
        ],
    )
