"""One page for any answer: its sentence, a figure where rows can be ranked, and all its tables.

An answer without a screen of its own is shown by this page, so that new answers are on the site
from the day they exist.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products.answers.base import Answer
from grondstof.products.web.figures import figure, plain_table, ranked
from grondstof.products.web.page import Block, Figure, Link, Page
from grondstof.products.web.tables import cell, make_table, shown_columns
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
# Columns by which rows are ranked, the first that rows have.
_RANKED = ("share", "supply_risk", "exposure", "score", "loss_share", "value", "lost_musd")
_NAMED = (
    "material_id", "territory_id", "origin_id", "exporter_id", "industry_code", "item_id", "code",
    "name_nl",
)  # fmt: skip
MOST_TABLES = 14


def generic_page(
    visit: Visit,
    answer: Answer,
    title: str,
    *,
    crumbs: Sequence[Link] = (),
    before: Sequence[Block] = (),
    over: str = "",
) -> Page:
    """Return the page of any answer.

    Args:
        visit: Visit.
        answer: Answer to show.
        title: Heading.
        crumbs: Way back.
        before: Blocks above the answer's own.
        over: Short line above the heading.
    """
    blocks: list[Block] = list(before)
    first = ranked_figure(visit, answer, "rows", answer.rows)
    if first:
        blocks.append(first)
    elif answer.rows:
        blocks.append(plain_table(visit, "rows", answer.rows, title=visit.say("table.rows")))
    blocks += other_tables(visit, answer)
    return Page(title, visit.speak(answer.sentence), blocks, answer, crumbs=crumbs, over=over)


def other_tables(visit: Visit, answer: Answer, leave: Sequence[str] = ()) -> list[Block]:
    """Return the further tables of an answer, long ones folded."""
    return [
        plain_table(visit, name, rows, folded=len(rows) > 12, most=40)
        for name, rows in list(answer.tables.items())[:MOST_TABLES]
        if rows and name not in leave and shown_columns(rows, visit.language)
    ]


def ranked_figure(
    visit: Visit, answer: Answer, name: str, rows: Sequence[Row], title: str = ""
) -> Figure | None:
    """Return ranked bars of rows that have a name and a number to rank by, else None."""
    column = next((c for c in _RANKED if any(row.get(c) is not None for row in rows)), None)
    if column is None or len(rows) < 2 or len({row.get("unit") for row in rows}) > 1:
        return None
    placed = [row for row in rows if row.get(column) is not None]
    if any(row[column] < 0 for row in placed) or not _named_by(placed[0]):
        return None
    placed.sort(key=lambda row: -row[column])
    told = visit.say(
        "ranked.told", first=_name(visit, placed[0]), count=len(placed),
        what=visit.says(f"column.{column}", column.replace("_", " ")),
    )  # fmt: skip
    words = title or visit.says(f"table.{answer.kind}.{name}", visit.say("table.rows"))
    return figure(
        visit, answer, f"figure-{name}", title=words, sentence=told,
        chart=ranked(
            visit, placed, column, name_of=lambda row: _name(visit, row),
            link_of=lambda row: _link(visit, row), label=told,
            maximum=1.0 if column.endswith("share") else None,
        ),
        table=make_table(visit, name, rows, caption=words), rows=placed, column=column,
    )  # fmt: skip


def _named_by(row: Row) -> str | None:
    return next((column for column in _NAMED if row.get(column)), None)


def _name(visit: Visit, row: Row) -> str:
    own = row.get("code_name_nl" if visit.language == "nl" else "code_name_en")
    own = own or row.get("name_nl" if visit.language == "nl" else "name_en")
    column = _named_by(row)
    text = str(own or (cell(visit, row, column).words if column else "–"))
    return text if len(text) <= 60 else f"{text[:58]}…"


def _link(visit: Visit, row: Row) -> str | None:
    column = _named_by(row)
    return cell(visit, row, column).href or None if column else None
