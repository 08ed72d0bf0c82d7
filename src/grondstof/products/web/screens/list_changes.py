"""What changed on the list: between two editions, and in the EU studies from 2017 to 2023."""

from collections.abc import Mapping
from typing import Any

from grondstof.products.answers.base import Answer
from grondstof.products.answers.edition_diff import between, releases
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.web.figures import figure, plain_table
from grondstof.products.web.page import Block, Cards, Field, Form
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
_MOVED = (
    "material_id", "change", "within_noise", "verdict_before", "verdict_after",
    "supply_risk_before", "supply_risk_after", "importance_share_before", "importance_share_after",
    "probability_before", "probability_after",
)  # fmt: skip


def changes(visit: Visit) -> tuple[Answer, list[Block], str]:
    """Return the change from 2017 to 2023 for a material, and between editions where there are."""
    only = {"material": visit.query["grondstof"]} if "grondstof" in visit.query else {}
    answer = visit.ask("ec-change", **only)
    named = visit.material(str(answer.question.material))
    field = Field("grondstof", visit.say("column.material_id").capitalize(), "text", named)
    blocks: list[Block] = [
        Form("", visit.link("materials", "veranderd"), [field], visit.say("form.show")),
        _parts(visit, answer, named),
    ]
    return answer, [*blocks, *_editions(visit)], ""


def _parts(visit: Visit, answer: Answer, name: str) -> Block:
    rows = sorted(answer.rows, key=lambda row: -abs(row["contribution"]))
    columns = (f"meaning_{visit.language}", "before", "after", "contribution")
    title = visit.say("list.veranderd.eu", name=name)
    items = [
        Bar(
            str(row[f"meaning_{visit.language}"]),
            _signed(visit, row["contribution"]),
            abs(row["contribution"]),
            kind=row["kind"],
        )
        for row in rows
    ]
    total = sum(row["contribution"] for row in rows)
    way = visit.say(
        f"list.veranderd.{'up' if total >= 0 else 'down'}", value=visit.number(abs(total))
    )
    told = visit.say("list.veranderd.told", name=name, total=way)
    return figure(
        visit, answer, "ec-change", title=title, sentence=told, chart=bars(items, told),
        table=make_table(visit, "rows", rows, columns=columns), rows=rows, column="contribution",
        note=visit.say("list.veranderd.note"),
    )  # fmt: skip


def _signed(visit: Visit, value: float) -> str:
    words = visit.number(abs(value))
    sign = "" if words == visit.number(0.0) else "+" if value > 0 else "−"
    return f"{sign}{words}"


def _editions(visit: Visit) -> list[Block]:
    names = releases()
    title = visit.say("list.veranderd.editions")
    ends = between(visit.edition, visit.query.get("van"), visit.query.get("naar"))
    if ends is None:
        return [Cards(title, [], visit.say("list.veranderd.one"))]
    before, after = ends
    found = visit.ask("edition-diff", before=before, after=after)
    options = [(name, name) for name in names]
    fields = [
        Field("van", visit.say("list.veranderd.from"), "select", before, options),
        Field("naar", visit.say("list.veranderd.to"), "select", after, options),
    ]
    told = visit.speak(found.sentence)
    form = Form(title, visit.link("materials", "veranderd"), fields, visit.say("form.show"), told)
    blocks: list[Block] = [Cards(title, [], told) if visit.static else form]
    if found.rows:
        blocks.append(_own(visit, "moved", found.rows, _MOVED))
    for name in ("attribution", "sources", "judgements"):
        rows = found.tables[name]
        if rows:
            blocks.append(_own(visit, name, rows, None))
    return blocks


def _own(visit: Visit, name: str, rows: Any, columns: Any) -> Block:
    """Return a table of the change between editions; long ones are folded."""
    return plain_table(
        visit, f"edition_{name}", rows, columns=columns, most=120, folded=len(rows) > 12
    )
