"""Methods side by side, how ours is computed, and what the list would have said before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grondstof.products.answers.base import Answer
from grondstof.products.answers.list_method import written
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.web.figures import figure, plain_table
from grondstof.products.web.markup import to_html
from grondstof.products.web.page import Block, Cards, Field, Form, Prose
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
_SIDE = (
    "material_id", "rank_nl_axes", "verdict_nl_axes", "rank_eu_2023", "verdict_eu_2023",
    "rank_geopolrisk", "rank_dera", "verdict_dera",
)  # fmt: skip


def methods(visit: Visit, asked: Mapping[str, Any]) -> tuple[Answer, list[Block], str]:
    """Return places by method for every material, agreement, formulas and published results."""
    only = {"material": visit.query["grondstof"]} if "grondstof" in visit.query else {}
    answer = visit.ask("methods", **asked, **only)
    blocks: list[Block] = [_one_material(visit), _agreement(visit, answer)]
    columns: Sequence[str] = (*_SIDE, f"why_{visit.language}")
    # A place is no figure with a kind of its own.
    side = [{**row, "kind": ""} for row in answer.tables["side_by_side"]]
    blocks.append(plain_table(visit, "side_by_side", side, columns=columns, most=120))
    columns = ("method_id", f"meaning_{visit.language}", "formula", "materials_assessed")
    blocks.append(plain_table(visit, "formulas", answer.tables["formulas"], columns=columns))
    published = [_printed(visit, row) for row in answer.tables["published"]]
    columns = (
        "method_id", "material_id", "importer_id", "year", "what", "published_value", "own_value",
        "agrees", f"reason_{visit.language}",
    )  # fmt: skip
    if published:
        title = visit.say("table.published_methods")
        blocks.append(plain_table(visit, "published", published, title=title, columns=columns))
    return answer, blocks, ""


def _printed(visit: Visit, row: Row) -> Row:
    """Return a row with both results in the digits in which they were printed."""
    digits = 0 if row["what"] == "hhi" else 4
    pair = {
        name: None if row[name] is None else visit.number(row[name], digits)
        for name in ("published_value", "own_value")
    }
    return {**row, **pair}


def _one_material(visit: Visit) -> Form:
    chosen = visit.query.get("grondstof", "")
    name = visit.material(chosen) if chosen else ""
    hint = visit.say("list.methoden.hint")
    field = Field("grondstof", visit.say("column.material_id").capitalize(), "text", name, (), hint)
    return Form("", visit.link("materials", "methoden"), [field], visit.say("form.show"))


def _agreement(visit: Visit, answer: Answer) -> Block:
    rows = sorted(answer.tables["agreement"], key=lambda row: -(row["kendall_tau"] or 0.0))
    items = [
        Bar(_pair(visit, row), visit.number(row["kendall_tau"]), row["kendall_tau"]) for row in rows
    ]
    told = visit.say("list.methoden.told", most=_pair(visit, rows[0]), least=_pair(visit, rows[-1]))
    columns = (
        "method_id", "other_method_id", "kendall_tau", "materials_in_both",
        f"reason_{visit.language}",
    )  # fmt: skip
    made = figure(
        visit, answer, "agreement", title=visit.say("table.agreement"), sentence=told,
        chart=bars(items, told, maximum=1.0),
        table=make_table(visit, "agreement", rows, columns=columns), rows=rows,
        column="kendall_tau", note=visit.say("list.methoden.note"),
    )  # fmt: skip
    return replace(made, sure=visit.say("list.sure.tau"))


def _pair(visit: Visit, row: Row) -> str:
    names = (
        visit.says(f"value.method_id.{row[part]}", row[part])
        for part in ("method_id", "other_method_id")
    )
    return " – ".join(names)


def written_method(visit: Visit, asked: Mapping[str, Any]) -> tuple[Answer, list[Block], str]:
    """Return the written operationalisation of a home and every parameter with its reason."""
    answer = visit.ask("list-method", **asked)
    told = written(answer.question.home, visit.language)
    blocks: list[Block] = []
    if told is None:
        blocks.append(Cards(visit.say("list.rekenwijze.none"), []))
    else:
        blocks.append(Prose(to_html(told.partition("\n\n")[2])))
    title = visit.say("list.rekenwijze.choices")
    columns = ("choice", "setting", "margin", "unit", f"reason_{visit.language}", "source")
    rows = [{**row, "margin": _margin(visit, row["half_width"])} for row in answer.rows]
    blocks.append(plain_table(visit, "rows", rows, title=title, columns=columns))
    return answer, blocks, ""


def _margin(visit: Visit, width: float | None) -> str | None:
    """Return a half-width with the digits it needs: that of a rounded rate is a half cent."""
    return None if width is None else visit.number(width, 3 if width < 0.01 else 2)


def hindsight(visit: Visit) -> tuple[Answer, list[Block], str]:
    """Return hits, misses and false alarms of each test year beside the EU list of the day."""
    answer = visit.ask("hindsight")
    told, title = visit.say("list.terugblik.what"), visit.say("list.terugblik.rows")
    columns: Sequence[str] = (
        "test_year", "materials", "hit", "miss", "false_alarm", "eu_hit", "eu_miss",
        "eu_false_alarm",
    )  # fmt: skip
    blocks: list[Block] = [
        Cards("", [], told),
        plain_table(visit, "rows", _years(answer.rows), title=title, columns=columns),
    ]
    columns = (
        "test_year", "material_id", "supply_risk", "probability_listed", "verdict", "eu_listed",
        "outcome",
    )  # fmt: skip
    misses = _years(answer.tables["misses"])
    blocks.append(plain_table(visit, "misses", misses, columns=columns, most=120))
    every = _years(answer.tables["all"])
    blocks.append(plain_table(visit, "all", every, columns=columns, most=400, folded=True))
    return answer, blocks, ""


def _years(rows: Sequence[Row]) -> list[Row]:
    """Return rows whose year stands as a heading, not as a number."""
    return [{**row, "test_year": str(row["test_year"])} for row in rows]
