"""Export controls in the order of time: who, for whom, what, under which legal text."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from grondstof.products import wording
from grondstof.products.answers.base import Answer
from grondstof.products.web.figures import plain_table
from grondstof.products.web.page import Block, Cell, Field, Form, Page, Steps
from grondstof.products.web.parameters import Parameter, material, territory
from grondstof.products.web.screens import Screen, controls_followed, screen
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
# Measures in the timeline; all of them stand in the table.
MOST_STEPS = 40
_COLUMNS = (
    "material_id", "territory_id", "destination_id", "form", "valid_from", "valid_to",
    "suspended_from", "suspended_to", "codes", "mapped_codes", "legal_reference",
)  # fmt: skip


def show(visit: Visit) -> Page:
    """Return the timeline, narrowed to a material or territory when asked."""
    home = visit.query.get("thuisland")
    answer = visit.ask("controls", **({"home": home} if home else {}))
    place, name = visit.query.get("land"), visit.query.get("grondstof")
    rows = [
        row
        for row in answer.rows
        if (not place or row["territory_id"] == place) and (not name or row["material_id"] == name)
    ]
    form = Form(
        "", visit.link("controls"),
        [
            _choice(visit, "land", "territory_id", answer.rows, visit.territory),
            _choice(visit, "grondstof", "material_id", answer.rows, visit.material),
            *([Field("thuisland", "", "hidden", home)] if home else []),
        ],
        visit.say("form.show"),
    )  # fmt: skip
    table = plain_table(
        visit, "rows", _dotted(rows), title=visit.say("controls.table"), columns=_COLUMNS, most=120
    )
    followed = controls_followed.blocks(visit, answer, rows)
    blocks: list[Block] = [form, *followed[:1], *_timeline(visit, answer, rows)]
    blocks += [table, *followed[1:]]
    return Page(visit.say("nav.controls"), visit.speak(answer.sentence), blocks, answer)


def _choice(visit: Visit, name: str, column: str, rows: Sequence[Row], words: Any) -> Field:
    values = sorted({str(row[column]) for row in rows}, key=words)
    options = [("", visit.say("form.all")), *((value, words(value)) for value in values)]
    return Field(
        name,
        visit.say(f"column.{column}").capitalize(),
        "select",
        visit.query.get(name, ""),
        options,
    )


def _dotted(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [{**row, "mapped_codes": controls_followed.dots(row["mapped_codes"])} for row in rows]


def _timeline(visit: Visit, answer: Answer, rows: Sequence[Row]) -> list[Steps]:
    """Return the measures by the year in which they began, the newest first."""
    grouped: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        key = (row["valid_from"], row["territory_id"], row["restriction_id"])
        grouped.setdefault(key, []).append(row)
    order = sorted(grouped, key=lambda key: (key[0] or date.min, key[1:]), reverse=True)
    years: dict[str, list[tuple[str, str, list[Cell]]]] = {}
    for key in order[:MOST_STEPS]:
        year = str(key[0].year) if key[0] else visit.say("controls.undated")
        years.setdefault(year, []).append(_step(visit, answer, grouped[key]))
    what = visit.say("controls.what")
    return [
        Steps(year, steps, "" if place else what)
        for place, (year, steps) in enumerate(years.items())
    ]


def _step(visit: Visit, answer: Answer, rows: Sequence[Row]) -> tuple[str, str, list[Cell]]:
    first = rows[0]
    names = wording.enumerate_words(
        list(dict.fromkeys(visit.material(row["material_id"]) for row in rows)), visit.language
    )
    day = wording.day(first["valid_from"], visit.language)
    form = visit.says(f"value.form.{first['form']}", str(first["form"]))
    title = f"{day}: {visit.territory(first['territory_id'])} – {form}"
    line = names
    if first["destination_id"]:
        line += " → " + visit.territory(first["destination_id"])
    reference, _, unread = str(first["legal_reference"] or "unverified").partition("unverified")
    cells = [Cell(reference.rstrip("; "))] if reference else []
    if not unread and "unverified" in str(first["legal_reference"] or "unverified"):
        cells.append(Cell(visit.say("controls.unverified")))
    cells += _codes(visit, first)
    if first["suspended_from"]:
        since = wording.day(first["suspended_from"], visit.language)
        until = wording.day(first["suspended_to"], visit.language)
        cells.append(Cell(visit.say("controls.suspended", since=since, until=until)))
    cells += controls_followed.line(visit, answer, first)
    cells.append(
        Cell(visit.say("controls.trade"), visit.link("materials", rows[0]["material_id"], "trend"))
    )
    cells.append(
        Cell(
            visit.say("controls.item"),
            visit.link("register", f"restriction-{first['restriction_id']}"),
        )
    )
    return title, line, cells


def _codes(visit: Visit, row: Row) -> list[Cell]:
    """Return the codes of a measure, each leading to its product group where there is one.

    Without codes of its own, those of our code map stand there and say so.
    """
    known = {rest[0] for rest in screen("products").states(visit.desk) if rest}
    if not row["codes"] and row["mapped_codes"]:
        return [Cell(visit.say("controls.codes.mapped", codes=_listed(row["mapped_codes"])))]
    if not row["codes"]:
        return [Cell(visit.say("controls.codes.none"))]
    found = []
    for code in row["codes"].split("; "):
        dotted = ".".join(filter(None, (code[:4], code[4:6], code[6:])))
        link = visit.link("products", code[:6]) if code[:6] in known else ""
        found.append(Cell(visit.say("controls.code", code=dotted), link))
    return found


def _listed(codes: str) -> str:
    return controls_followed.dots(codes) or ""


SCREEN = Screen(
    show,
    (
        Parameter("land", territory),
        Parameter("grondstof", material),
        Parameter("thuisland", territory),
    ),
)
