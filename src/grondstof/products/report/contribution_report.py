"""The report on the home's contribution to Regulation (EU) 2024/1252, the CRMA."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grondstof.products import messages
from grondstof.products.answers import progress, targets
from grondstof.products.answers.base import Answer, Edition, Question
from grondstof.products.answers.home_assets import assets
from grondstof.products.answers.register_view import home_words, view
from grondstof.products.report.printed import Paper, Writer, cell
from grondstof.products.report.promise_chapters import chapter, paper_of_day, register_writer
from grondstof.products.wording import capital, percent
from grondstof.vocabulary import stages, territories

Row = Mapping[str, Any]
_ACT = "eu-2024-1252-consolidated"
# The source of shares of world output and of sourcing.
_STUDY = "ec_study"


def contribution_paper(edition: Edition, question: Question, language: str = "nl") -> Paper:
    """Return the report: targets and standings, duties, plants, resources, programmes, actions."""
    dutch = language == "nl"
    book = view(edition, question.home)
    found = targets.answer(edition, question)
    own = progress.answer(edition, replace(question, options={}))
    writer = register_writer(book, edition, list(found.sources), language)
    writer.line(found.sentence.nl if dutch else found.sentence.en, [_ACT, _STUDY])
    _targets(writer, found, language)
    _status(writer, found, language)
    _duties(writer, found, language)
    for kind, nl, en in (
        ("site", "Verwerking en recycling", "Processing and recycling at home"),
        ("resource", "Voorkomens", "Resources"),
        ("programme", "Programma's", "Programmes"),
    ):
        only = "hp2" if kind == "programme" else ""
        _items(writer, assets(book, kind, question.home, only), nl if dutch else en, language)
    writer.heading("Acties voor mijnbouw, raffinage en monitoring" if dutch else "Actions")
    rows = [r for r in own.rows if {"hp2", "hp5"} & set((r["perspectives"] or "").split(";"))]
    chapter(writer, book, rows, language)
    _gaps(writer, found, language)
    titles = home_words(
        question.home, "contribution_report", "Bijdrage aan de CRMA", "Contribution to the CRMA"
    )
    return paper_of_day(titles[0 if dutch else 1], edition, own, writer, language)


def _gaps(writer: Writer, found: Answer, language: str) -> None:
    writer.heading("Wat niet bekend is" if language == "nl" else "What is not known")
    for gap in found.gaps:
        why = gap.why_nl if language == "nl" else gap.why
        effect = gap.effect_nl if language == "nl" else gap.effect
        what = messages.says(f"column.{gap.what}", language, gap.what)
        writer.line(f"{capital(what)}: {why or gap.why}; {effect or gap.effect}.")


def _targets(writer: Writer, found: Answer, language: str) -> None:
    dutch = language == "nl"
    writer.heading("Doelen" if dutch else "Targets")
    for row in found.rows:
        if row["value"] is None or not row["valid_on_day"]:
            continue
        text = f"{row[f'name_{language}']} ({row['target_year']}; {row['place']})."
        writer.line(text, [row["document"]], bullet=True)
    figures = found.tables.get("by_material", [])
    if not figures:
        return
    told = (
        "De tabel toont het aandeel van de EU in de wereldproductie en het land dat de EU het "
        "meest levert. Dat zijn niet de doelen zelf."
        if dutch
        else "The table shows the Union's share of world output and the country that supplies the "
        "Union most. These are not the targets."
    )
    writer.line(told, [_STUDY])
    header = (
        ("Grondstof", "Stap", "Aandeel EU in de wereld", "Grootste land", "Aandeel", "Jaren")
        if dutch
        else ("Material", "Stage", "EU share of world", "Largest country", "Share", "Years")
    )
    writer.grid(
        "Aandelen per grondstof en stap" if dutch else "Shares by material and stage",
        header,
        [
            (
                row[f"name_{language}"],
                _stage(row["stage_id"], language),
                percent(row["union_share_of_world"], language),
                _place(row["largest_country"], language),
                percent(row["largest_share"], language),
                f"{row['year_from']}-{row['year_to']}",
            )
            for row in figures
        ],
    )


def _status(writer: Writer, found: Answer, language: str) -> None:
    """Write the standing of each strategic material as published; a class is no figure."""
    dutch = language == "nl"
    rows = [row for row in found.tables.get("status", []) if row[f"class_{language}"]]
    if not rows:
        return
    missing = len(found.tables["status"]) - len(rows)
    told = (
        f"Voor {len(rows)} combinaties van grondstof en doel is een stand gepubliceerd; voor "
        f"{missing} niet."
        if dutch
        else f"A standing is published for {len(rows)} pairs of material and target; for {missing} "
        "it is not."
    )
    writer.heading("Stand zoals gepubliceerd" if dutch else "Standing as published")
    writer.line(told, list(dict.fromkeys(row["document"] for row in rows)))
    header = (
        ("Grondstof", "Onderdeel", "Doel", "Stand", "Jaar", "Bron")
        if dutch
        else ("Material", "Part", "Target", "Standing", "Year", "Source")
    )
    writer.grid(
        "Stand per strategische grondstof" if dutch else "Standing by strategic material",
        header,
        [
            (
                row[f"name_{language}"],
                row[f"measure_{language}"],
                percent(row["target"], language, 0),
                row[f"class_{language}"],
                str(row["year"]),
                writer.mark(row["document"]),
            )
            for row in rows
        ],
    )


def _stage(stage_id: str, language: str) -> str:
    found = stages.stages().get(stage_id)
    if found is None:
        return stage_id
    return found.name_nl if language == "nl" else found.name_en


def _place(territory_id: str | None, language: str) -> str:
    found = territories.territories().get(territory_id or "")
    if found is None:
        return cell(territory_id, language)
    return found.name_nl if language == "nl" else found.name_en


def _duties(writer: Writer, found: Answer, language: str) -> None:
    dutch = language == "nl"
    writer.heading("Verplichtingen van de lidstaat" if dutch else "Duties of the Member State")
    for row in found.tables.get("obligations", []):
        if not row["owner"]:
            continue
        due = row["next_due"] or row["due"]
        text = str(row[f"summary_{language}"] or row["summary_en"] or row[f"name_{language}"])
        when = f" ({cell(due, language)})" if due else ""
        article = f"Art. {row['article']}: {text.rstrip('.')}{when}."
        writer.line(article, [row["document"]], bullet=True)


def _items(writer: Writer, rows: Sequence[Row], title: str, language: str) -> None:
    if not rows:
        return
    writer.heading(title)
    for row in rows:
        more = f" ({row[f'more_{language}']})" if row[f"more_{language}"] else ""
        writer.line(f"{row[f'name_{language}']}{more}.", row["documents"], bullet=True)
