"""The walk behind one number: from the figure that was shown down to publisher, table and row."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.errors import UnknownName
from grondstof.products import wording
from grondstof.products.answers.base import Answer
from grondstof.products.web.figures import plain_table
from grondstof.products.web.page import Block, Cell, Page, Steps
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.trace_words import named, subject_of
from grondstof.products.web.tables import head, shown
from grondstof.products.web.visit import Visit
from grondstof.products.web.walks import key_of
from grondstof.vocabulary.tables import tables

Row = Mapping[str, Any]
# Rows of one table that are told; the rest are counted.
_FEW = 4
_CLAIM = ("source_id", "original_label", "original_value", "original_unit", "locator", "status",
          "chosen")  # fmt: skip


def show(visit: Visit) -> Page:
    """Return the walk behind the number that the address names: table, key, column."""
    if len(visit.rest) < 3:
        names = [name for name in tables() if not name.startswith("reported__")]
        raise UnknownName("address", "/".join(visit.rest), "table/key/column", names)
    table, *parts, field = visit.rest
    answer = visit.desk.trace(visit.address.edition, table, key_of(parts), field)
    top = answer.rows[0] if answer.rows else {}
    blocks: list[Block] = [_walk(visit, answer)]
    for name, rows in answer.tables.items():
        title = visit.say("trace.parameters") if name == "parameters" else ""
        blocks.append(plain_table(visit, name, rows, title=title))
    claims = _claims(visit, answer)
    if claims:
        title = visit.say("trace.claims")
        blocks.append(plain_table(visit, "rows", claims, title=title, most=100, columns=_CLAIM))
    about = ", ".join(subject_of(visit, table, str(top.get("key", ""))))
    label = named(visit, table, str(top.get("key", "")), field)
    return Page(
        f"{label}: {_value(visit, field, top.get('value'))}",
        visit.speak(answer.sentence), blocks, answer,
        over=visit.say("trace.over", about=about) if about else visit.say("trace.over.plain"),
    )  # fmt: skip


def _walk(visit: Visit, answer: Answer) -> Steps:
    publishers = _publishers(visit, answer)
    steps: list[tuple[str, str, list[Cell]]] = []
    seen: dict[tuple[int, str], int] = {}
    for row in answer.rows:
        place = (row["depth"], row["table"])
        seen[place] = seen.get(place, 0) + 1
        if seen[place] <= _FEW:
            steps.append(_step(visit, row, publishers))
    for (_, table), count in seen.items():
        if count > _FEW:
            steps.append((_table(visit, table), _more(visit, count - _FEW), []))
    return Steps(visit.say("trace.walk"), steps, visit.say("trace.walk.what"))


def _more(visit: Visit, count: int) -> str:
    return visit.say("trace.more", count=count) if count > 1 else visit.say("trace.more.one")


def _table(visit: Visit, name: str) -> str:
    """Return what a table holds, in words, with its layer before it."""
    layer, _, base = name.partition("__")
    words = visit.says(f"traced.{base}", base.replace("_", " "))
    return f"{visit.say(f'layer.{layer}')}: {words}"


def _step(visit: Visit, row: Row, publishers: Mapping[str, str]) -> tuple[str, str, list[Cell]]:
    column, table, key = str(row["column"] or ""), str(row["table"]), str(row["key"])
    name = named(visit, table, key, column, head(visit, column, [{column: row["value"]}]).words)
    layer = visit.say(f"layer.{table.partition('__')[0]}")
    cells = []
    if row.get("recipe"):
        cells.append(Cell(visit.say("trace.recipe", name=row["recipe"])))
    if row.get("reason"):
        cells.append(Cell(visit.says(f"value.reason.{row['reason']}", str(row["reason"]))))
    if row.get("source_id"):
        cells.append(Cell(publishers.get(str(row["source_id"]), str(row["source_id"]))))
    if row.get("locator"):
        cells.append(Cell(str(row["locator"])))
    if row.get("original_value") is not None:
        cells.append(Cell(visit.say("trace.printed", value=_printed(row))))
    if row.get("chosen") is False:
        cells.append(Cell(visit.say("trace.loser")))
    line = " · ".join([layer, *subject_of(visit, table, key)])
    return f"{name}: {_value(visit, column, row['value'])}", line, cells


def _printed(row: Row) -> str:
    """Return what a publisher printed with its unit, unless the figure says the unit itself."""
    value, unit = str(row["original_value"]), str(row.get("original_unit") or "")
    return value if value.endswith(unit) else f"{value} {unit}"


def _claims(visit: Visit, answer: Answer) -> list[dict[str, Any]]:
    """Return the rows that publishers wrote, with the publisher in the place of its id."""
    publishers = _publishers(visit, answer)
    return [
        {**row, "source_id": publishers.get(str(row["source_id"]), row["source_id"])}
        for row in answer.rows
        if row.get("claim_id") or row.get("source_id")
    ]


def _publishers(visit: Visit, answer: Answer) -> dict[str, str]:
    """Return who is behind each source, with the year: the title stands in the list of sources."""
    return {str(one["source_id"]): _publisher(visit, one) for one in _documents(visit, answer)}


def _publisher(visit: Visit, source: Row) -> str:
    name = str(source["publisher"]).partition(",")[0]
    return f"{visit.says(f'publisher.{name}', name)} ({source['year']})"


def _documents(visit: Visit, answer: Answer) -> Sequence[Row]:
    """Return the sources of an answer, and the papers that the register quotes."""
    manifest = visit.desk.manifest(visit.address.edition)
    quoted = [{**one, "source_id": one["document_id"]}
              for item in manifest["sources"] for one in item.get("documents", ())]  # fmt: skip
    return [*answer.sources, *quoted]


def _value(visit: Visit, column: str, value: Any) -> str:
    """Return what stands in a column: a number as on the pages, a name for an id, else the text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return shown(visit, {"unit": ""}, column, value)
    if value is None:
        return wording.MISSING
    return visit.territory(str(value)) if column.endswith("territory_id") else str(value)


SCREEN = Screen(show, states=lambda desk: [])
