"""The walk behind one number: from the figure that was shown down to publisher, table and row."""

from collections.abc import Mapping
from typing import Any

from grondstof.errors import UnknownName
from grondstof.products import wording
from grondstof.products.web.figures import plain_table
from grondstof.products.web.page import Block, Cell, Page, Steps
from grondstof.products.web.screens import Screen
from grondstof.products.web.tables import shown
from grondstof.products.web.visit import Visit
from grondstof.products.web.walks import key_of
from grondstof.vocabulary.tables import tables

Row = Mapping[str, Any]


def show(visit: Visit) -> Page:
    """Return the walk behind the number that the address names: table, key, column."""
    if len(visit.rest) < 3:
        names = [name for name in tables() if not name.startswith("reported__")]
        raise UnknownName("address", "/".join(visit.rest), "table/key/column", names)
    table, *parts, field = visit.rest
    key = key_of(parts)
    answer = visit.desk.trace(visit.address.edition, table, key, field)
    label = visit.says(f"column.{field}", field.replace("_", " "))
    top = answer.rows[0] if answer.rows else {}
    value = _value(visit, field, top.get("value"))
    blocks: list[Block] = [_walk(visit, answer.rows)]
    for name, rows in answer.tables.items():
        title = visit.say("trace.parameters") if name == "parameters" else ""
        blocks.append(plain_table(visit, name, rows, title=title))
    claims = [row for row in answer.rows if row.get("claim_id") or row.get("source_id")]
    if claims:
        blocks.append(
            plain_table(
                visit, "rows", claims, title=visit.say("trace.claims"), most=100,
                columns=("source_id", "original_label", "original_value", "original_unit",
                         "locator", "status", "chosen"),
            )
        )  # fmt: skip
    return Page(
        f"{label}: {value}", visit.speak(answer.sentence), blocks, answer,
        over=visit.say("trace.over"),
    )  # fmt: skip


def _walk(visit: Visit, rows: Any) -> Steps:
    steps: list[tuple[str, str, list[Cell]]] = []
    seen: dict[tuple[int, str], int] = {}
    for row in rows:
        place = (row["depth"], row["table"])
        seen[place] = seen.get(place, 0) + 1
        if seen[place] > 4:
            continue
        steps.append(_step(visit, row))
    for (_, table), count in seen.items():
        if count > 4:
            steps.append((_table(visit, table), visit.say("trace.more", count=count - 4), []))
    return Steps(visit.say("trace.walk"), steps, visit.say("trace.walk.what"))


def _table(visit: Visit, name: str) -> str:
    """Return what a table holds, in words, with its layer before it."""
    layer, _, base = name.partition("__")
    words = visit.says(f"traced.{base}", base.replace("_", " "))
    return f"{visit.say(f'layer.{layer}')}: {words}"


def _step(visit: Visit, row: Row) -> tuple[str, str, list[Cell]]:
    column = row["column"]
    value = row["value"]
    words = _value(visit, str(column or ""), value)
    name = visit.says(f"column.{column}", str(column or "").replace("_", " "))
    layer = visit.say(f"layer.{row['table'].partition('__')[0]}")
    line = f"{layer} · {row['key'].replace('/', ' · ')}"
    cells = [
        Cell(visit.says(f"value.{part}.{row[part]}", str(row[part])))
        for part in ("recipe", "reason", "source_id", "locator")
        if row.get(part)
    ]
    if row.get("original_value") is not None:
        printed = f"{row['original_value']} {row.get('original_unit') or ''}".strip()
        cells.append(Cell(visit.say("trace.printed", value=printed)))
    if row.get("chosen") is False:
        cells.append(Cell(visit.say("trace.loser")))
    return f"{name}: {words}", line, cells


def _value(visit: Visit, column: str, value: Any) -> str:
    """Return what stands in a column: a number as on the pages, a text as it is."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return shown(visit, {"unit": ""}, column, value)
    return wording.MISSING if value is None else str(value)


SCREEN = Screen(show, states=lambda desk: [])
