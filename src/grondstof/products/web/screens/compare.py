"""Two to six materials side by side on the same measures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grondstof.products import wording
from grondstof.products.answers.base import Answer, Gap
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.web.figures import figure
from grondstof.products.web.page import Block, Field, Form, Page
from grondstof.products.web.parameters import Parameter, material_list
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.materials import axis_of
from grondstof.products.web.tables import make_table, shown
from grondstof.products.web.visit import Visit
from grondstof.vocabulary import materials

Row = Mapping[str, Any]
_EXAMPLE = "cobalt,lithium,gallium"


def show(visit: Visit) -> Page:
    """Return the comparison of the materials in the address."""
    text = visit.query.get("g", _EXAMPLE)
    names = text.split(",")
    answer = visit.ask("list")
    answer = replace(answer, gaps=_gaps(answer, names))
    rows = [row for row in answer.rows if row["material_id"] in names]
    words = ", ".join(visit.material(name) for name in names)
    field = Field("g", visit.say("compare.label"), "text", words, hint=visit.say("compare.hint"))
    blocks: list[Block] = [Form("", visit.link("compare"), [field], visit.say("form.show"))]
    for measure in ("supply_risk", axis_of(rows)):
        placed = sorted(rows, key=lambda row: -(row.get(measure) or 0.0))
        if any(row.get(measure) is not None for row in rows):
            blocks.append(_measure(visit, answer, placed, measure))
    together = wording.enumerate_words([visit.material(name) for name in names], visit.language)
    lead = visit.say("compare.lead", names=together)
    absent = [visit.material(n) for n in names if n not in {r["material_id"] for r in rows}]
    if absent:
        lead += " " + visit.say("compare.absent", names=", ".join(absent))
    return Page(visit.say("nav.compare"), lead, blocks, answer)


def _gaps(answer: Answer, names: Sequence[str]) -> list[Gap]:
    """Return what is not known of the materials compared; the list tells of all others too."""
    known = materials.materials()
    open_ones = [
        known[row["material_id"]]
        for row in answer.rows
        if row["material_id"] in names and row["verdict"] == "not-assessed"
    ]
    return [
        replace(
            gap,
            effect=f"not assessed on value added: {', '.join(m.name_en for m in open_ones)}",
            effect_nl="niet beoordeeld op toegevoegde waarde: "
            + ", ".join(m.name_nl for m in open_ones),
        )
        for gap in answer.gaps
        if open_ones
    ]


def _measure(visit: Visit, answer: Answer, rows: list[Row], measure: str) -> Block:
    known = [row for row in rows if row.get(measure) is not None]
    items = [
        Bar(
            visit.material(row["material_id"]),
            shown(visit, row, measure, row[measure]),
            row[measure],
            row[f"{measure}_low"],
            row[f"{measure}_high"],
            row["kind"],
            visit.link("materials", row["material_id"]),
        )
        for row in known
    ]
    items += [
        Bar(
            visit.material(row["material_id"]), visit.say("compare.unknown"), None,
            href=visit.link("materials", row["material_id"]),
        )
        for row in rows
        if row.get(measure) is None
    ]  # fmt: skip
    told = visit.say(
        "compare.told", first=items[0].name, value=items[0].words,
        what=visit.say(f"column.{measure}").lower(),
    )  # fmt: skip
    columns = ("material_id", measure, "verdict", "oldest_year")
    return figure(
        visit, answer, measure, title=visit.say(f"column.{measure}"), sentence=told,
        chart=bars(items, told),
        table=make_table(visit, measure, rows, columns=columns), rows=rows, column=measure,
    )  # fmt: skip


SCREEN = Screen(show, (Parameter("g", material_list, _EXAMPLE),))
