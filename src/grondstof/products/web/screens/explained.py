"""Why a material stands where it stands on the list: formula, terms, doubt, and what tips it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grondstof.products.answers.base import Answer
from grondstof.products.web.figures import figure, plain_table, ranked
from grondstof.products.web.page import Block
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit


def explained(visit: Visit, told: Answer) -> list[Block]:
    """Return the blocks of an explanation: what it is first, then how sure and what would tip it.

    Args:
        visit: Visit.
        told: Answer to the question `explanation`.
    """
    meaning, reason = f"meaning_{visit.language}", f"reason_{visit.language}"
    columns: Sequence[str] = ("term", meaning, "value", "basis", reason, "from")
    shown = tuple(name for name in columns if any(row.get(name) for row in told.rows))
    blocks: list[Block] = []
    if told.tables.get("formula"):
        formula = [_in_figures(visit, row) for row in told.tables["formula"]]
        blocks.append(plain_table(visit, "formula", formula, columns=("symbols", "filled_in")))
    title = visit.say("explain.terms")
    blocks.append(plain_table(visit, "rows", told.rows, title=title, columns=shown))
    if told.tables.get("variance"):
        blocks.append(_doubt(visit, told))
    for name, columns in (
        ("verdicts", (meaning, "verdict")),
        ("tipping", (meaning, "value", "tips_at")),
        ("information", (meaning, "verdicts_changed")),
        ("restrictions", ("restriction_id", "territory_id", "form", "valid_from", "valid_to",
                          "legal_reference")),
    ):  # fmt: skip
        if told.tables.get(name):
            blocks.append(plain_table(visit, name, told.tables[name], columns=columns))
    return blocks


def _in_figures(visit: Visit, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a formula with numbers as the reader writes them; a file keeps the point."""
    if visit.language == "en":
        return row
    return {**row, "filled_in": re.sub(r"(?<=\d)\.(?=\d)", ",", str(row["filled_in"]))}


def _doubt(visit: Visit, told: Answer) -> Block:
    rows = told.tables["variance"]
    first = str(rows[0][f"meaning_{visit.language}"])
    words = visit.say("list.variance.told", first=first)
    made = figure(
        visit, told, "variance", title=visit.say("table.variance"), sentence=words,
        chart=ranked(
            visit, rows, "share", name_of=lambda row: str(row[f"meaning_{visit.language}"]),
            label=words, maximum=1.0,
        ),
        table=make_table(visit, "variance", rows, columns=(f"meaning_{visit.language}", "share")),
        rows=rows, column="share",
    )  # fmt: skip
    return replace(made, sure=visit.say("list.sure.model"))
