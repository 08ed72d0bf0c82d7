"""The screen of one-year bans: what each would cost home, with and without its likelihood."""

from collections.abc import Mapping
from typing import Any

from grondstof.products.answers.base import Answer
from grondstof.products.web.figures import figure, plain_table, ranked
from grondstof.products.web.page import Block, Card, Cards, Page
from grondstof.products.web.parameters import Parameter, material
from grondstof.products.web.screens import Screen
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
_ROWS = (
    "material_id", "exporter_id", "months_of_use", "stage_id", "rank", "at_risk_musd",
    "likelihood", "weighted_musd", "share", "draws",
)  # fmt: skip
_CLASSES = ("likelihood", "chance", "reason_{}")
_PUBLISHED = ("material_id", "value", "source")
_BARS = 12
# Months below which a ban has no bar: its number would be a zero.
_LEAST = 0.05


def show(visit: Visit) -> Page:
    """Return the bans of all materials, or of one."""
    title = visit.say("nav.bans")
    if "library" not in visit.desk.questions():
        return Page(title, visit.say("answer.none"))
    chosen = visit.query.get("grondstof", "")
    answer = visit.ask("library", **({"material": chosen} if chosen else {}))
    name = visit.say("bans.of", name=visit.material(chosen)) if chosen else title
    blocks: list[Block] = []
    if answer.rows:
        blocks += [_worst(visit, answer), _all(visit, answer)]
    blocks += [
        _table(visit, "classes", _spread(answer.tables["classes"], "chance"), _CLASSES),
        _table(visit, "published", answer.tables["published"], _PUBLISHED),
        Cards(
            visit.say("stress.further"),
            [
                Card(visit.say("stress.choose"), visit.link("stress-test")),
                Card(visit.say("chain.ask.list"), visit.link("scenario")),
            ],
            look="names",
        ),
    ]
    return Page(name, visit.speak(answer.sentence), blocks, answer)


def _table(visit: Visit, name: str, rows: Any, columns: tuple[str, ...]) -> Block:
    chosen = [column.format(visit.language) for column in columns]
    block = plain_table(visit, name, rows, title=visit.say(f"bans.{name}"), columns=chosen)
    return block.__class__(
        block.title, block.table, visit.say(f"bans.{name}.what"), rows=block.rows
    )


def _spread(rows: Any, column: str) -> list[Row]:
    """Return rows in which two ends stand as one interval without a middle."""
    return [{**row, column: None} for row in rows]


def _worst(visit: Visit, answer: Answer) -> Block:
    ordered = sorted(answer.rows, key=lambda row: -row["months_of_use"])
    rows = [row for row in ordered if row["months_of_use"] >= _LEAST][:_BARS] or ordered[:1]
    title = visit.say("bans.worst")
    told = visit.say("bans.worst.told", name=_name(visit, rows[0]))
    return figure(
        visit, answer, "worst", title=title, sentence=told,
        chart=ranked(
            visit, rows, "months_of_use", name_of=lambda row: _name(visit, row), label=told
        ),
        table=make_table(visit, "rows", rows, caption=title, columns=("months_of_use",)),
        rows=rows, column="months_of_use", note=visit.say("bans.worst.note"),
    )  # fmt: skip


def _name(visit: Visit, row: Row) -> str:
    """Return a ban in words, such as `gallium (processing): China`."""
    stage = visit.stage(row["stage_id"]).lower()
    return f"{visit.material(row['material_id'])} ({stage}): {visit.territory(row['exporter_id'])}"


def _all(visit: Visit, answer: Answer) -> Block:
    rows = _spread(_spread(answer.rows, "at_risk_musd"), "weighted_musd")
    return plain_table(
        visit, "rows", rows, title=visit.say("bans.all"), columns=list(_ROWS), most=60
    )


SCREEN = Screen(show, (Parameter("grondstof", material),))
