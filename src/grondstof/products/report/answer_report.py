"""What the report of an answer says: its sentence, tables in words, gaps, notes, sources."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products import messages, wording
from grondstof.products.answers.base import Answer
from grondstof.products.report.printed import Paper, Writer, source_lines
from grondstof.vocabulary import kinds, materials, stages, territories
from grondstof.vocabulary.tables import columns as dictionary

MOST_TABLES = 8
MOST_COLUMNS = 6
MOST_ROWS = 60
_HIDDEN = (
    "row_id", "name_nl", "name_en", "kind", "recipe", "recipe_version", "lacks", "dist", "spread",
    "spread_reason", "losers", "chosen_claim", "claim_id", "snapshot_id", "home_id", "as_of",
    "grade_id", "reason",
)  # fmt: skip


def paper_of(answer: Answer, language: str) -> Paper:
    """Return the report of an answer: sentence, tables, gaps, notes, sources."""
    writer = Writer(source_lines(answer.sources))
    writer.line(answer.sentence.nl if language == "nl" else answer.sentence.en)
    for name, rows in list({"rows": answer.rows, **answer.tables}.items())[:MOST_TABLES]:
        if rows:
            _sheet(writer, name, rows, language)
    _list(writer, "gaps", [_gap(gap, language) for gap in answer.gaps], language)
    notes = [note.nl if language == "nl" else note.en for note in answer.notes]
    _list(writer, "notes", notes, language)
    lines = [
        f"{s['publisher']}, {s['title']} ({s['year']}). {s['licence']}." for s in answer.sources
    ]
    _list(writer, "sources", lines, language)
    writer.line(messages.say("report.marks", language))
    subtitle = messages.say("report.edition", language, edition=answer.edition)
    return Paper(_title(answer, language), language, subtitle, tuple(writer.blocks))


def cell(row: Mapping[str, Any], column: str, language: str) -> str:
    """Return one cell in words: the same stored number, rounded as on the page."""
    value = row.get(column)
    low, high = row.get(f"{column}_low"), row.get(f"{column}_high")
    if value is None and low is None:
        return wording.MISSING
    if isinstance(value, bool):
        return messages.say("yes" if value else "no", language)
    if isinstance(value, int | float) or low is not None:
        words = _number(row, column, value, language)
        if low is not None and high is not None:
            ends = _number(row, column, low, language), _number(row, column, high, language)
            words += f" ({wording.interval(ends[0], ends[1], language)})"
        return words + _mark(row)
    return _named(column, str(value), language)


def _number(row: Mapping[str, Any], column: str, value: Any, language: str) -> str:
    if column in ("rank", "year", "year_from", "year_to", "oldest_year"):
        return wording.MISSING if value is None else str(value)
    known = dictionary().get(column)
    unit = str(row.get("unit") or "see unit") if column == "value" else known.unit if known else ""
    digits = known.digits if known and known.digits is not None else 2
    if unit == "fraction":
        return wording.percent(value, language, max(digits, 3) - 2)
    return wording.number(value, language, digits)


def _mark(row: Mapping[str, Any]) -> str:
    found = kinds.kinds().get(str(row.get("kind") or ""))
    return f" {found.mark}" if found else ""


def _named(column: str, value: str, language: str) -> str:
    place = 0 if language == "nl" else 1
    if column == "material_id" and value in materials.materials():
        found = materials.materials()[value]
        return (found.name_nl, found.name_en)[place]
    if column.endswith("_id") and value in territories.territories():
        area = territories.territories()[value]
        return (area.name_nl, area.name_en)[place]
    if column == "stage_id" and value in stages.stages():
        stage = stages.stages()[value]
        return (stage.name_nl, stage.name_en)[place]
    return messages.says(f"value.{column}.{value}", language, wording.day(value, language))


def _sheet(writer: Writer, name: str, rows: Sequence[Mapping[str, Any]], language: str) -> None:
    other = "_en" if language == "nl" else "_nl"
    names = [
        column
        for column in dict.fromkeys(key for row in rows for key in row)
        if column not in _HIDDEN
        and not column.endswith(("_low", "_high", other))
        and any(row.get(column) not in (None, "") for row in rows)
    ][:MOST_COLUMNS]
    cells = [[cell(row, column, language) for column in names] for row in rows[:MOST_ROWS]]
    title = messages.says(f"table.{name}", language, name.replace("_", " ").capitalize())
    writer.heading(title)
    writer.grid(title, [_head(column, language) for column in names], cells)
    if len(rows) > MOST_ROWS:
        writer.line(messages.say("table.part", language, shown=MOST_ROWS, total=len(rows)))


def _list(writer: Writer, key: str, lines: Sequence[str], language: str) -> None:
    if lines:
        writer.heading(messages.say(key, language))
    for line in lines:
        writer.line(line, bullet=True)


def _head(column: str, language: str) -> str:
    base = column.removesuffix("_nl").removesuffix("_en")
    return messages.says(f"column.{base}", language, base.replace("_", " "))


def _gap(gap: Any, language: str) -> str:
    what = messages.says(f"column.{gap.what}", language, gap.what)
    why = gap.why_nl if language == "nl" and gap.why_nl else gap.why
    effect = gap.effect_nl if language == "nl" and gap.effect_nl else gap.effect
    return f"{what}: {why} – {effect}"


def _title(answer: Answer, language: str) -> str:
    if answer.question.material and answer.question.material in materials.materials():
        return _named("material_id", answer.question.material, language).capitalize()
    place = answer.question.options.get("territory")
    if place:
        return _named("territory_id", str(place), language)
    return messages.says(f"question.{answer.kind}", language, answer.kind)
