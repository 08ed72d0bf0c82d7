"""The eleven indicators as tables: value, level and limit side by side, group by group."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products.web.page import Block, Cell, Head, Table, TableBlock
from grondstof.products.web.tables import cell
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
_MARKS = {"high": "▲", "middle": "●", "low": "○"}


def eleven_blocks(visit: Visit, rows: Sequence[Row], name: str = "eleven") -> list[Block]:
    """Return the table of the riskiest material, and a folded one of all the others."""
    by_material: dict[str, list[Row]] = {}
    for row in rows:
        by_material.setdefault(row["for_material_id"], []).append(row)
    if not by_material:
        return []
    first, *others = by_material
    blocks: list[Block] = [_block(visit, f"{name}-{first}", by_material[first])]
    if others:
        blocks.append(_others(visit, name, [by_material[one] for one in others]))
    return blocks


def _others(visit: Visit, name: str, groups: Sequence[Sequence[Row]]) -> TableBlock:
    rows = [row for group in groups for row in group]
    heads = [Head(visit.say("column.material_id")), *_heads(visit)]
    cells = [[cell(visit, row, "for_material_id"), *_cells(visit, row)] for row in rows]
    title = visit.say("eleven.others")
    table = Table(f"{name}-others", title, heads, cells, len(rows))
    return TableBlock(title, table, folded=True, rows=rows)


def _block(visit: Visit, name: str, rows: Sequence[Row]) -> TableBlock:
    title = visit.say("eleven.title", material=visit.material(rows[0]["for_material_id"]))
    cells = [_cells(visit, row) for row in rows]
    table = Table(name, title, _heads(visit), cells, len(rows))
    return TableBlock(title, table, _told(visit, rows), rows=rows)


def _heads(visit: Visit) -> list[Head]:
    return [
        Head(visit.say("column.indicator_id")), Head(visit.say("column.value"), numeric=True),
        Head(visit.say("column.level_word")), Head(visit.say("column.limit")),
        Head(visit.say("column.group")),
    ]  # fmt: skip


def _cells(visit: Visit, row: Row) -> list[Cell]:
    level = row["level_word"]
    words = visit.say(f"eleven.level.{level}")
    value = cell(visit, row, "value")
    return [
        cell(visit, row, "indicator_id"),
        value,
        Cell(
            f"{_MARKS.get(level, '–')}\u00a0{words}",
            sort=str("unknown low middle high".find(level)),
        ),
        Cell(limit_words(visit, row)),
        Cell(visit.say(f"eleven.{row['group']}")),
    ]


def limit_words(visit: Visit, row: Row) -> str:
    """Return the limit of an indicator and where it is from, or who has the missing figure."""
    if row["value"] is None:
        held = row["held_by"]
        held = visit.says(f"value.held_by.{held}", str(held or ""))
        return visit.say("eleven.held", who=held) if held else visit.say("eleven.shipped")
    high, middle = row["high_from"], row["middle_from"]
    if high is None:
        return ""
    key = "eleven.high-above" if high >= middle else "eleven.high-below"
    ends = {"high": _limit(visit, row, high), "middle": _limit(visit, row, middle)}
    cited = row["basis_of_threshold"] == "cited"
    basis = visit.say(
        "eleven.basis.cited" if cited else "eleven.basis.judged",
        **({"publisher": row["publisher"], "year": row["publication_year"]} if cited else {}),
    )
    stands = ""
    if row["material_id"] != row["for_material_id"]:
        stands = visit.say("eleven.stands", group=visit.material(row["material_id"]))
    return f"{visit.say(key, **ends)} ({basis}){stands}"


def _limit(visit: Visit, row: Row, value: float) -> str:
    if row["unit"] == "fraction":
        return visit.percent(value, 0)
    if row["unit"] == "year":
        return visit.say("eleven.years", count=visit.number(value, 0))
    return visit.number(value, 2)


def _told(visit: Visit, rows: Sequence[Row]) -> str:
    count = {level: sum(row["level_word"] == level for row in rows) for level in
             ("high", "middle", "low", "unknown")}  # fmt: skip
    return visit.say("eleven.told", **count)
