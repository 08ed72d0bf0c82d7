"""Two yearly reports: progress by the perspectives, and the home's contribution to the CRMA."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from grondstof.products.answers import progress, targets
from grondstof.products.answers.base import Answer, Edition, Question
from grondstof.products.answers.register_view import View, document_rows, home_words, view
from grondstof.products.report.printed import Paper, Writer, cell, source_lines
from grondstof.products.report.write import write
from grondstof.products.wording import percent
from grondstof.vocabulary import territories

Row = dict[str, Any]

_STATES = ("done", "claimed", "open", "overdue", "no word")
_WORDS = {
    "nl": ("gedaan", "geclaimd in een brief", "loopt", "te laat", "geen bericht"),
    "en": ("done", "claimed in a letter", "open", "overdue", "no word"),
}


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
    writer = Writer(source_lines(document_rows(book, book.documents)))
    writer.line(found.sentence.nl if dutch else found.sentence.en, _evidence(found.rows)[:3])
    for note in found.notes:
        writer.line(note.nl if dutch else note.en)
    for item in book.register.items("perspective"):
        rows = [row for row in found.rows if item.id in (row["perspectives"] or "")]
        writer.heading(item.title_nl if dutch else item.title_en)
        _chapter(writer, rows, language)
    writer.heading("Overige afspraken" if dutch else "Other promises")
    _chapter(writer, [row for row in found.rows if not row["perspectives"]], language)
    _late(writer, found, language)
    _coming(writer, found, language)
    titles = home_words(
        question.home, "progress_report", "Voortgang van de strategie", "Progress of the strategy"
    )
    title = titles[0 if dutch else 1]
    return _paper(title, edition, found, writer, language)


def contribution_paper(edition: Edition, question: Question, language: str = "nl") -> Paper:
    """Return the report on the home's contribution to Regulation (EU) 2024/1252."""
    dutch = language == "nl"
    book = view(edition, question.home)
    found = targets.answer(edition, question)
    own = progress.answer(edition, replace(question, options={}))
    writer = Writer(source_lines([*document_rows(book, book.documents), *found.sources]))
    writer.line(found.sentence.nl if dutch else found.sentence.en, ["eu-2024-1252-consolidated"])
    _targets(writer, found, language)
    _duties(writer, found, language)
    for kind, nl, en in (
        ("site", "Verwerking en recycling", "Processing and recycling at home"),
        ("resource", "Voorkomens", "Resources"),
        ("programme", "Programma's", "Programmes"),
    ):
        _items(writer, book, kind, nl if dutch else en, question.home, language)
    writer.heading("Acties voor mijnbouw, raffinage en monitoring" if dutch else "Actions")
    rows = [r for r in own.rows if r["perspectives"] and r["perspectives"][:3] in ("hp2", "hp5")]
    _chapter(writer, rows, language)
    for gap in found.gaps:
        writer.line(f"{gap.what}: {gap.why} ({gap.effect}).")
    titles = home_words(
        question.home, "contribution_report", "Bijdrage aan de CRMA", "Contribution to the CRMA"
    )
    title = titles[0 if dutch else 1]
    return _paper(title, edition, own, writer, language)


def _paper(title: str, edition: Edition, found: Answer, writer: Writer, language: str) -> Paper:
    day = found.question.as_of or edition.as_of
    line = (
        f"Stand op {cell(day, language)}; editie {edition.name}."
        if language == "nl"
        else f"As of {cell(day, language)}; edition {edition.name}."
    )
    return Paper(title, language, line, tuple(writer.blocks), writer.notes())


def _evidence(rows: Sequence[Any]) -> list[str]:
    names = [row["evidence_document"] for row in rows if row["evidence_document"]]
    return list(dict.fromkeys(names))


def _chapter(writer: Writer, rows: Sequence[Any], language: str) -> None:
    dutch = language == "nl"
    counts = [sum(row["state"] == state for row in rows) for state in _STATES]
    parts = [f"{n} {word}" for n, word in zip(counts, _WORDS[language], strict=True) if n]
    if not rows:
        writer.line("Geen afspraken in het register." if dutch else "No promises in the register.")
        return
    writer.line(f"{len(rows)}: {', '.join(parts)}.", _evidence(rows))
    header = (
        ("Afspraak", "Wie", "Stand", "Sinds", "Uiterlijk", "Dagen te laat")
        if dutch
        else ("Promise", "Who", "State", "Since", "Due", "Days late")
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
            )
            for row in rows
        ],
    )


def _late(writer: Writer, found: Answer, language: str) -> None:
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
        document = by_id[row["item_id"]]["evidence_document"]
        writer.line(text, [document] if document else [], bullet=True)


def _coming(writer: Writer, found: Answer, language: str) -> None:
    rows = found.tables.get("coming", [])
    header = ("Wat", "Wanneer") if language == "nl" else ("What", "When")
    writer.grid(
        "Wat eraan komt" if language == "nl" else "Coming up",
        header,
        [(row[f"name_{language}"], cell(row["next_due"], language)) for row in rows],
    )


def _targets(writer: Writer, found: Answer, language: str) -> None:
    dutch = language == "nl"
    writer.heading("Doelen" if dutch else "Targets")
    for row in found.rows:
        if row["value"] is None or not row["valid_on_day"]:
            continue
        text = f"{row[f'name_{language}']} ({row['target_year']}; {row['place']})."
        writer.line(text, [row["document"]], bullet=True)
    figures = found.tables.get("by_material", [])
    header = (
        ("Grondstof", "Stap", "Aandeel EU in de wereld", "Grootste land", "Aandeel", "Jaren")
        if dutch
        else ("Material", "Stage", "EU share of world", "Largest country", "Share", "Years")
    )
    writer.grid(
        "Wat cijfers tonen (niet de doelen zelf)" if dutch else "What figures show",
        header,
        [
            (
                row[f"name_{language}"],
                row["stage_id"],
                percent(row["union_share_of_world"], language),
                _place(row["largest_country"], language),
                percent(row["largest_share"], language),
                f"{row['year_from']}-{row['year_to']}",
            )
            for row in figures
        ],
    )


def _place(territory_id: str | None, language: str) -> str:
    found = territories.territories().get(territory_id or "")
    if found is None:
        return cell(territory_id, language)
    return found.name_nl if language == "nl" else found.name_en


def _duties(writer: Writer, found: Answer, language: str) -> None:
    dutch = language == "nl"
    writer.heading("Verplichtingen van de lidstaat" if dutch else "Duties of the Member State")
    for row in found.tables.get("obligations", []):
        if row["owner"]:
            due = cell(row["next_due"] or row["due"], language)
            text = row[f"summary_{language}"] or row["summary_en"] or row[f"name_{language}"]
            writer.line(f"Art. {row['article']}: {text} ({due}).", [row["document"]], bullet=True)


def _items(writer: Writer, book: View, kind: str, title: str, home: str, language: str) -> None:
    items = [
        item
        for item in book.register.items(kind)
        if getattr(item, "country", home) == home
        and (kind != "programme" or "hp2" in item.perspectives)
    ]
    if not items:
        return
    writer.heading(title)
    for item in items:
        text = item.title_nl if language == "nl" else item.title_en
        more = getattr(item, "capacity", None) or item.note
        names = [cite.document for cite in item.cites]
        writer.line(f"{text}{f' ({more})' if more else ''}.", names, bullet=True)
