"""What followed each export control: the figure, the table of years, the line of a measure."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products import wording
from grondstof.products.answers.base import Answer
from grondstof.products.answers.controls_followed import (
    HOMES,
    PARTNERS,
    REASONS,
    TABLE,
    aimed,
)
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.web.figures import figure, plain_table, source_lines
from grondstof.products.web.page import Block, Cell
from grondstof.products.web.tables import cell, make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]

MOST_BARS = 12
# A fall below which one decimal would read as if nothing were left.
_NEARLY_ALL = -0.9995
_COLUMNS = (
    "territory_id", "counted_materials", "partner", "before_year", "year", "before_usd",
    "value_usd", "change_value", "before_t", "quantity_t", "change_quantity",
    "change_unit_value", "valid_from", "codes_counted", "basis",
)  # fmt: skip
_YEARLY = (
    "territory_id", "codes_counted", "partner", "year", "phase", "value_usd", "change_value",
    "quantity_t", "unit_value_usd_t", "valid_from", "codes_left_out", "basis",
)  # fmt: skip


def blocks(visit: Visit, answer: Answer, rows: Sequence[Row]) -> list[Block]:
    """Return the figure of what followed and the table of all years, for the measures shown."""
    shown = {row["restriction_id"] for row in rows}
    found = [row for row in answer.tables["followed"] if row["restriction_id"] in shown]
    told_of = [row for row in found if row["change_value"] is not None]
    moved = [row for row in aimed(found) if row["change_value"] is not None]
    for part in (told_of, moved):
        part.sort(key=lambda row: (row["change_value"], row["restriction_id"]))
    title = visit.say("controls.followed")
    told = _told(visit, moved, len(shown))
    items = [_bar(visit, row) for row in moved[:MOST_BARS]]
    table = make_table(
        visit, "followed", _readable(visit, told_of), caption=title, columns=_COLUMNS
    )
    known = {row["restriction_id"] for row in moved}
    yearly = [
        row for row in answer.tables["followed_years"]
        if row["restriction_id"] in known and row["value_usd"] is not None
    ]  # fmt: skip
    yearly.sort(key=_place)
    if not items:
        return []
    return [
        figure(
            visit, answer, "followed", title=title, sentence=told,
            chart=bars(items, told, threshold=(1.0, visit.say("controls.followed.line"))),
            table=table, rows=told_of, column="change_value",
            note=visit.say("controls.followed.note"),
            sources=[line for line in source_lines(answer) if line.startswith("CEPII")],
        ),
        plain_table(
            visit, "followed_years", _readable(visit, yearly), columns=_YEARLY, folded=True,
            most=160,
        ),
    ]  # fmt: skip


def line(visit: Visit, answer: Answer, measure: Row) -> list[Cell]:
    """Return in one line what followed a measure, or why that is not known.

    Args:
        visit: Visit.
        answer: Answer on export controls.
        measure: A row of the measure.
    """
    name = measure["restriction_id"]
    own = [row for row in answer.tables["followed"] if row["restriction_id"] == name]
    if not own:
        # Where codes are not known, the line on codes says that this is not known either.
        coded = measure["codes"] or measure["mapped_codes"]
        return [Cell(visit.say("controls.followed.unshipped"))] if coded else []
    row = aimed(own)[0]
    whom = _whom(visit, row)
    if row["change_value"] is not None:
        words = visit.say(
            "controls.followed.one", whom=whom, before=row["before_year"], year=row["year"],
            was=_dollars(visit, row["before_usd"]), now=_dollars(visit, row["value_usd"]),
            change=_change(visit, row["change_value"]),
        )  # fmt: skip
        walk = cell(visit, row, "change_value", TABLE).href if row["home_id"] in HOMES else ""
        more = [Cell(visit.say("controls.followed.walk"), walk)] if walk else []
        return [Cell(words, kind=row["kind"]), *more]
    lacks = str(row["lacks"] or "").split(";")
    why = next((reason for reason in REASONS if reason in lacks), REASONS[-1])
    words = visit.say("controls.followed.open", whom=whom, why=visit.say(f"gap.{why}"))
    if row["before_usd"] is not None:
        was = _dollars(visit, row["before_usd"])
        words += visit.say("controls.followed.before", before=row["before_year"], was=was)
    return [Cell(words)]


def _told(visit: Visit, moved: Sequence[Row], count: int) -> str:
    less = sum(row["change_value"] < 0.0 for row in moved)
    return visit.say("controls.followed.told", known=len(moved), less=less, count=count)


def _names(visit: Visit, row: Row) -> str:
    """Return the materials that the codes counted hold, two at most."""
    names = [visit.material(name) for name in str(row["counted_materials"]).split("; ")]
    if len(names) <= 2:
        return wording.enumerate_words(names, visit.language)
    return visit.say("controls.followed.more", first=names[0], count=len(names) - 1)


def _bar(visit: Visit, row: Row) -> Bar:
    place = visit.territory(row["territory_id"])
    if row["partner"] == "destination":
        place += f" → {visit.territory(row['destination_id'])}"
    change = row["change_value"]
    return Bar(
        f"{place}: {_names(visit, row)} ({row['valid_from'].year})",
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
    if value < _NEARLY_ALL:
        return visit.say("controls.followed.nearly")
    words = visit.percent(value, 1 if abs(value) < 1.0 else 0)
    return f"+{words}" if value > 0.0 else words


def _place(row: Row) -> tuple[Any, ...]:
    """Return the place of a row among all years: the newest measure first, then whom it is for."""
    partner = PARTNERS.index(row["partner"])
    return -row["valid_from"].toordinal(), row["restriction_id"], partner, row["basis"], row["year"]


def _readable(visit: Visit, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return rows with partners named and codes as a reader writes them, without their vintage.

    A row that was worked out for this visit stands in no table: it has no walk behind it.
    """
    return [
        {
            **row,
            "row_id": row["row_id"] if row["home_id"] in HOMES else "",
            "partner": visit.territory(row["partner_id"]) if row["partner_id"] else row["partner"],
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
