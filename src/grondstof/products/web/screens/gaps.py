"""Where the instruments fall short: needs of projects that no instrument meets, by stage."""

from grondstof.products.web.page import Block, Cell, Field, Form, Head, Page, Table, TableBlock
from grondstof.products.web.parameters import Parameter, material
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.register_parts import Row, grid, of_register, tabs
from grondstof.products.web.visit import Visit

_MISSING = ("title_", "aspects", "note")


def show(visit: Visit) -> Page:
    """Return needs by stage and phase, for a material when asked."""
    answer = visit.ask("gaps", material=visit.query.get("grondstof"))
    field = Field(
        "grondstof", visit.say("column.material_id").capitalize(), "text",
        visit.query.get("grondstof", ""), hint=visit.say("gaps.hint"),
    )  # fmt: skip
    blocks: list[Block] = [Form("", visit.link("gaps"), [field], visit.say("form.show"))]
    blocks += [
        _square(visit, [row for row in answer.rows if row["phase"] == phase], phase)
        for phase in dict.fromkeys(sorted(str(row["phase"]) for row in answer.rows))
    ]
    if answer.tables.get("missing_instruments"):
        rows = answer.tables["missing_instruments"]
        blocks.append(grid(visit, "missing_instruments", rows, _MISSING))
    lead = visit.speak(answer.sentence)
    return Page(visit.say("nav.gaps"), lead, blocks, answer, tabs=tabs(visit))


def _square(visit: Visit, rows: list[Row], phase: str) -> TableBlock:
    """Return needs against stages: how many instruments fit, or fit on a condition."""
    stages = list(dict.fromkeys(str(row["stage_id"]) for row in rows))
    order = ("extraction", "processing", "component", "end-of-life")
    stages.sort(key=order.index)
    needs = dict.fromkeys(str(row["aspect"]) for row in rows)
    by_key = {(row["aspect"], row["stage_id"]): row for row in rows}
    lines = [
        [
            Cell(visit.say(f"value.aspects.{need}")),
            *(_count(visit, by_key[need, stage]) for stage in stages),
        ]
        for need in needs
    ]
    heads = [Head(visit.say("column.aspect")), *(Head(visit.stage(stage)) for stage in stages)]
    title = visit.say(f"value.phase.{phase}").capitalize()
    table = Table(f"needs-{phase}", title, heads, lines, len(lines))
    return TableBlock(title, table, visit.say(f"gaps.{phase}"), rows=rows)


def _count(visit: Visit, row: Row) -> Cell:
    fits, maybe = (len([x for x in (row[c] or "").split(";") if x])
                   for c in ("eligible", "eligible_if"))  # fmt: skip
    if row["gap"]:
        return Cell(visit.say("gaps.none"))
    told = [visit.say("gaps.fit", count=fits)] if fits else []
    told += [visit.say("gaps.maybe", count=maybe)] if maybe else []
    return Cell(", ".join(told))


SCREEN = Screen(of_register(show), (Parameter("grondstof", material),))
