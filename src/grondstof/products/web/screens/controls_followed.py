"""What followed each export control: the figure, the table of years, the line of a measure."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products import wording
from grondstof.products.answers.base import Answer
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.web.figures import figure, plain_table, source_lines
from grondstof.products.web.page import Block, Cell
from grondstof.products.web.tables import cell, make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]

MOST_BARS = 12
_COLUMNS = (
    "territory_id", "valid_from", "partner", "codes_counted", "basis", "before_year", "year",
    "value_usd_before", "value_usd", "value_change", "quantity_t_before", "quantity_t",
    "quantity_change", "unit_value_change",
)  # fmt: skip
_YEARLY = (
    "territory_id", "valid_from", "partner", "codes_counted", "codes_left_out", "basis", "phase",
    "year", "value_usd", "quantity_t", "unit_value_usd_t", "value_change",
)  # fmt: skip
_AIMED = ("destination", "world", "home")


def blocks(visit: Visit, answer: Answer, rows: Sequence[Row]) -> list[Block]:
    """Return the figure of what followed and the table of all years, for the measures shown."""
    shown = {row["restriction_id"] for row in rows}
    found = [row for row in answer.tables["followed"] if row["restriction_id"] in shown]
    if not found:
        return []
    moved = [row for row in aimed(found) if row["value_change"] is not None]
    moved.sort(key=lambda row: (row["value_change"], row["restriction_id"]))
    title = visit.say("controls.followed")
    told = _told(visit, moved, len(shown))
    names = _names(visit, rows)
    items = [_bar(visit, row, names[row["restriction_id"]]) for row in moved[:MOST_BARS]]
    table = make_table(visit, "followed", _dotted(found), caption=title, columns=_COLUMNS)
    yearly = [row for row in answer.tables["followed_years"] if row["restriction_id"] in shown]
    known = [row for row in yearly if row["value_usd"] is not None]
    return [
        figure(
            visit, answer, "followed", title=title, sentence=told,
            chart=bars(items, told, threshold=(1.0, visit.say("controls.followed.line"))),
            table=table, rows=found, column="value_change",
            note=visit.say("controls.followed.note"),
            sources=[line for line in source_lines(answer) if line.startswith("CEPII")],
        )
        if items
        else plain_table(visit, "followed", _dotted(found), title=title, columns=_COLUMNS),
        plain_table(
            visit, "followed_years", _dotted(known), columns=_YEARLY, folded=True, most=160
        ),
    ]  # fmt: skip


def aimed(rows: Sequence[Row]) -> list[Row]:
    """Return one row a measure: towards whom it is aimed at, else towards the world."""
    found: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: _AIMED.index(row["partner"])):
        if row["partner"] != "home":
            found.setdefault(row["restriction_id"], row)
    return list(found.values())


def line(visit: Visit, answer: Answer, restriction_id: str, link: str) -> Cell:
    """Return in one line what followed a measure, or why that is not known.

    Args:
        visit: Visit.
        answer: Answer on export controls.
        restriction_id: The measure.
        link: Page with the trade of its material, where no number leads to its walk.
    """
    own = [row for row in answer.tables["followed"] if row["restriction_id"] == restriction_id]
    if not own:
        return Cell(visit.say("controls.followed.none"), link)
    row = aimed(own)[0]
    whom = _whom(visit, row)
    if row["value_change"] is not None:
        words = visit.say(
            "controls.followed.one", whom=whom, before=row["before_year"], year=row["year"],
            was=_dollars(visit, row["value_usd_before"]), now=_dollars(visit, row["value_usd"]),
            change=_change(visit, row["value_change"]),
        )  # fmt: skip
        walk = cell(visit, row, "value_change", "assessed__export_followed")
        return Cell(words, walk.href or link, row["kind"])
    why = str(row["lacks"] or "").split(";")[0]
    words = visit.say("controls.followed.open", whom=whom, why=visit.say(f"gap.{why}"))
    if row["value_usd_before"] is not None:
        was = _dollars(visit, row["value_usd_before"])
        words += visit.say("controls.followed.before", before=row["before_year"], was=was)
    return Cell(words, link)


def _told(visit: Visit, moved: Sequence[Row], count: int) -> str:
    less = sum(row["value_change"] < 0.0 for row in moved)
    return visit.say("controls.followed.told", known=len(moved), less=less, count=count)


def _names(visit: Visit, rows: Sequence[Row]) -> Mapping[str, str]:
    """Return the names of the materials of each measure, two at most."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["restriction_id"], []).append(visit.material(row["material_id"]))
    return {
        name: wording.enumerate_words(list(dict.fromkeys(words)), visit.language)
        if len(set(words)) <= 2
        else visit.say("controls.followed.more", first=words[0], count=len(set(words)) - 1)
        for name, words in found.items()
    }


def _bar(visit: Visit, row: Row, names: str) -> Bar:
    place = visit.territory(row["territory_id"])
    if row["partner"] == "destination":
        place += f" → {visit.territory(row['destination_id'])}"
    change = row["value_change"]
    return Bar(
        f"{place}: {names} ({row['valid_from'].year})",
        f"{_change(visit, change)}, {row['before_year']}–{row['year']}",
        1.0 + change,
        kind=row["kind"],
        href=visit.link("register", f"restriction-{row['restriction_id']}"),
    )


def _whom(visit: Visit, row: Row) -> str:
    if row["partner"] == "destination":
        return visit.say("controls.followed.to", place=visit.territory(row["destination_id"]))
    return visit.say("controls.followed.world")


def _dollars(visit: Visit, value: float) -> str:
    return visit.say("controls.followed.dollars", value=wording.large(value, visit.language))


def _change(visit: Visit, value: float) -> str:
    """Return a change in per cent with its sign; what is left of nearly nothing is not -100 %."""
    digits = 1 if abs(value) < 1.0 else 0
    words = visit.percent(value, 2 if -1.0 < value < -0.9995 else digits)
    return f"+{words}" if value > 0.0 else words


def _dotted(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return rows with codes as a reader writes them, without the vintage they ship in."""
    return [
        {
            **row,
            "codes_counted": dots(row["codes_counted"]),
            "codes_left_out": dots(row["codes_left_out"]),
        }
        for row in rows
    ]


def dots(codes: str | None) -> str | None:
    """Return six-digit codes with their point: `HS1992 260300; 810510` -> `2603.00, 8105.10`."""
    if not codes:
        return None
    digits = [code.split()[-1] for code in codes.split("; ")]
    return ", ".join(f"{code[:4]}.{code[4:]}" for code in digits)
