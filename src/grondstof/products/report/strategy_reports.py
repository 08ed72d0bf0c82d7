"""Two yearly reports: progress by the perspectives, and the home's contribution to the CRMA."""

from pathlib import Path

from grondstof.products.answers import progress
from grondstof.products.answers.base import Answer, Edition, Question
from grondstof.products.answers.register_view import View, home_words, view
from grondstof.products.report.contribution_report import contribution_paper
from grondstof.products.report.printed import Paper, Writer, cell
from grondstof.products.report.promise_chapters import (
    REGISTER,
    chapter,
    document_of,
    paper_of_day,
    register_writer,
)
from grondstof.products.report.write import write


def write_report(
    edition: Edition, question: Question, which: str, path: Path, language: str = "nl"
) -> Path:
    """Write the `progress` or `contribution` report and return its path."""
    make = progress_paper if which == "progress" else contribution_paper
    return write(make(edition, question, language), path)


def progress_paper(edition: Edition, question: Question, language: str = "nl") -> Paper:
    """Return the yearly progress report, one chapter for each perspective."""
    dutch = language == "nl"
    book = view(edition, question.home)
    found = progress.answer(edition, question)
    writer = register_writer(book, edition, [], language)
    writer.line(found.sentence.nl if dutch else found.sentence.en, [REGISTER])
    for note in found.notes:
        writer.line(note.nl if dutch else note.en)
    for item in book.register.items("perspective"):
        rows = [row for row in found.rows if item.id in (row["perspectives"] or "")]
        writer.heading(item.title_nl if dutch else item.title_en)
        chapter(writer, book, rows, language)
    writer.heading("Overige afspraken" if dutch else "Other promises")
    chapter(writer, book, [row for row in found.rows if not row["perspectives"]], language)
    _late(writer, book, found, language)
    _coming(writer, book, found, language)
    titles = home_words(
        question.home, "progress_report", "Voortgang van de strategie", "Progress of the strategy"
    )
    title = titles[0 if dutch else 1]
    return paper_of_day(title, edition, found, writer, language)


def _late(writer: Writer, book: View, found: Answer, language: str) -> None:
    rows = found.tables.get("late", [])
    if not rows:
        return
    writer.heading("Later dan afgesproken" if language == "nl" else "Later than agreed")
    by_id = {row["item_id"]: row for row in found.rows}
    for row in rows:
        most = (
            ("hoogstens " if language == "nl" else "at most ") if row["days_late_at_most"] else ""
        )
        days = "dagen" if language == "nl" else "days"
        text = f"{row[f'name_{language}']}: {most}{row['days_late']} {days}."
        writer.line(text, [document_of(book, by_id[row["item_id"]])], bullet=True)


def _coming(writer: Writer, book: View, found: Answer, language: str) -> None:
    rows = found.tables.get("coming", [])
    header = ("Wat", "Wanneer", "Bron") if language == "nl" else ("What", "When", "Source")
    by_id = {row["item_id"]: row for row in found.rows}
    writer.grid(
        "Wat eraan komt" if language == "nl" else "Coming up",
        header,
        [
            (
                row[f"name_{language}"],
                cell(row["next_due"], language),
                writer.mark(document_of(book, by_id[row["item_id"]])),
            )
            for row in rows
        ],
    )
