"""Chapters on promises: one counted sentence, a table that names its source in every row."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products.answers.base import Answer, Edition
from grondstof.products.answers.register_view import View, document_rows
from grondstof.products.report.printed import Paper, Writer, cell, source_lines
from grondstof.products.wording import enumerate_words

Row = Mapping[str, Any]
# Footnote of counts over the whole register.
REGISTER = "register"
_STATES = ("done", "claimed", "open", "overdue", "no word", "dropped")
# State -> how many, for one and for more, in Dutch and English.
_COUNTED = {
    "done": (("is gedaan", "zijn gedaan"), ("is done", "are done")),
    "claimed": (
        ("is geclaimd in een brief", "zijn geclaimd in een brief"),
        ("is claimed in a letter", "are claimed in a letter"),
    ),
    "open": (("loopt", "lopen"), ("is open", "are open")),
    "overdue": (("is te laat", "zijn te laat"), ("is overdue", "are overdue")),
    "no word": (
        ("kreeg geen bericht meer", "kregen geen bericht meer"),
        ("had no further word", "had no further word"),
    ),
    "dropped": (("is vervallen", "zijn vervallen"), ("was dropped", "were dropped")),
}


def paper_of_day(
    title: str, edition: Edition, found: Answer, writer: Writer, language: str
) -> Paper:
    """Return what was written as a paper that names its day and edition."""
    day = found.question.as_of or edition.as_of
    line = (
        f"Stand op {cell(day, language)}; editie {edition.name}."
        if language == "nl"
        else f"As of {cell(day, language)}; edition {edition.name}."
    )
    return Paper(title, language, line, tuple(writer.blocks), writer.notes())


def register_writer(book: View, edition: Edition, sources: Sequence[Row], language: str) -> Writer:
    """Return a writer that knows all documents, further sources, and the register itself."""
    told = (
        f"grondstof, register van afspraken, editie {edition.name}; elke rij noemt haar document"
        if language == "nl"
        else f"grondstof, register of promises, edition {edition.name}; rows name their documents"
    )
    known = source_lines([*document_rows(book, book.documents), *sources])
    return Writer({**known, REGISTER: told})


def document_of(book: View, row: Any) -> str:
    """Return the document that tells the state of a promise, else the one that holds it."""
    item = book.register.get(row["item_id"])
    found = row["evidence_document"] or (item.cites[0].document if item else "")
    return str(found)


def counted(rows: Sequence[Any], language: str) -> str:
    """Return in one sentence how many promises are in which state."""
    place = 0 if language == "nl" else 1
    parts = []
    for state in _STATES:
        number = sum(row["state"] == state for row in rows)
        if number:
            parts.append(f"{number} {_COUNTED[state][place][number != 1]}")
    told = enumerate_words(parts, language)
    if language == "nl":
        return f"Van {len(rows)} {'afspraak' if len(rows) == 1 else 'afspraken'}: {told}."
    return f"Of {len(rows)} promise{'' if len(rows) == 1 else 's'}: {told}."


def chapter(writer: Writer, book: View, rows: Sequence[Any], language: str) -> None:
    """Write the states of promises: one sentence, and a table that names its sources by row."""
    dutch = language == "nl"
    if not rows:
        writer.line("Geen afspraken in het register." if dutch else "No promises in the register.")
        return
    writer.line(counted(rows, language), [REGISTER])
    header = (
        ("Afspraak", "Wie", "Stand", "Sinds", "Uiterlijk", "Dagen te laat", "Bron")
        if dutch
        else ("Promise", "Who", "State", "Since", "Due", "Days late", "Source")
    )
    writer.grid(
        "Stand per afspraak" if dutch else "State by promise",
        header,
        [
            (
                row[f"name_{language}"],
                cell(row[f"owner_{language}"], language),
                row[f"state_{language}"],
                cell(row["since"], language),
                cell(row["due"], language),
                cell(row["days_late"], language),
                writer.mark(document_of(book, row)),
            )
            for row in rows
        ],
    )
