"""How sure the list is: chances near the line, where doubt comes from, what would help."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grondstof.products.answers.base import Answer
from grondstof.products.charts.bars import Bar, bars
from grondstof.products.charts.curve import Spot, curve
from grondstof.products.web.figures import figure, plain_table, ranked
from grondstof.products.web.page import Block
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
# Chances between these ends are told apart; beyond them the verdict does not depend on the draws.
_OPEN = (0.01, 0.99)
_RANKS = ("material_id", "rank", "rank_range", "probability_listed", "verdict")


def doubt(visit: Visit, asked: Mapping[str, Any]) -> tuple[Answer, list[Block], str]:
    """Return which verdicts are open, where doubt comes from, and which figure would help most."""
    answer = visit.ask("list", **asked)
    known = ranged(answer)
    open_ = [row for row in known if _OPEN[0] < row["probability_listed"] < _OPEN[1]]
    open_.sort(key=lambda row: -row["probability_listed"])
    blocks: list[Block] = []
    if open_:
        blocks.append(_chances(visit, answer, open_, len(known)))
    blocks.append(_groups(visit, answer))
    blocks.append(_worth(visit, answer))
    title = visit.say("list.zekerheid.ranks")
    blocks.append(
        plain_table(visit, "ranks", known, title=title, columns=_RANKS, most=120, folded=True)
    )
    lead = visit.say("list.zekerheid.told", count=len(open_), known=len(known))
    return answer, blocks, lead


def ranged(answer: Answer) -> list[Row]:
    """Return the assessed rows of a list with their rank interval in words."""
    return [
        {**row, "rank_range": f"{row['rank_low']}–{row['rank_high']}"}
        for row in answer.rows
        if row["probability_listed"] is not None
    ]


def _chances(visit: Visit, answer: Answer, rows: Sequence[Row], count: int) -> Block:
    told = visit.say("list.zekerheid.told", count=len(rows), known=count)
    items = [
        Bar(
            visit.material(row["material_id"]),
            visit.percent(row["probability_listed"], 0),
            row["probability_listed"],
            kind="modelled",
            href=visit.link("materials", row["material_id"], "uitleg"),
        )
        for row in rows
    ]
    made = figure(
        visit, answer, "chances", title=visit.say("list.zekerheid.chances"), sentence=told,
        chart=bars(items, told, maximum=1.0, threshold=(0.5, visit.say("list.zekerheid.line"))),
        table=make_table(visit, "rows", rows, columns=(*_RANKS, "supply_risk", "importance_share")),
        rows=rows, column="probability_listed", note=visit.say("list.zekerheid.note"),
    )  # fmt: skip
    return replace(made, sure=visit.say("list.sure.draws"))


def _groups(visit: Visit, answer: Answer) -> Block:
    rows = answer.tables["variance_groups"]
    told = visit.say("list.variance.told", first=_meaning(visit, rows[0]))
    made = figure(
        visit, answer, "variance", title=visit.say("table.variance_groups"), sentence=told,
        chart=ranked(
            visit, rows, "share", name_of=lambda row: _meaning(visit, row), label=told, maximum=1.0
        ),
        table=make_table(visit, "variance_groups", rows), rows=rows, column="share",
        note=visit.say("list.variance.note"),
    )  # fmt: skip
    return replace(made, sure=visit.say("list.sure.model"))


def _worth(visit: Visit, answer: Answer) -> Block:
    rows = answer.tables["value_of_information"]
    first = rows[0]
    told = visit.say(
        "list.worth.told", first=_meaning(visit, first),
        number=visit.number(first["verdicts_changed_expected"], 1),
    )  # fmt: skip
    named = [{**row, "materials": _names(visit, row["materials"])} for row in rows]
    columns = (f"meaning_{visit.language}", "verdicts_changed_expected", "materials")
    made = figure(
        visit, answer, "worth", title=visit.say("table.value_of_information"), sentence=told,
        chart=ranked(
            visit, rows, "verdicts_changed_expected",
            name_of=lambda row: _meaning(visit, row), label=told,
        ),
        table=make_table(visit, "value_of_information", named, columns=columns), rows=rows,
        column="verdicts_changed_expected",
    )  # fmt: skip
    return replace(made, sure=visit.say("list.sure.model"))


def threshold(visit: Visit, asked: Mapping[str, Any]) -> tuple[Answer, list[Block], str]:
    """Return how many materials are listed along each of the two thresholds."""
    answer = visit.ask("list", **asked)
    blocks: list[Block] = []
    for axis in ("supply_risk", "importance_share"):
        rows = [row for row in answer.tables["along_threshold"] if row["axis"] == axis]
        if rows:
            blocks.append(_curve(visit, answer, axis, rows))
    return answer, blocks, _between(visit, answer)


def _between(visit: Visit, answer: Answer) -> str:
    rows = [row for row in answer.tables["along_threshold"] if row["axis"] == "supply_risk"]
    if not rows:
        return ""
    return visit.say(
        "list.drempel.lead", least=visit.number(rows[0]["threshold"], 1), most=rows[0]["listed"],
        last=visit.number(rows[-1]["threshold"], 1), fewest=rows[-1]["listed"],
    )  # fmt: skip


def _curve(visit: Visit, answer: Answer, axis: str, rows: Sequence[Row]) -> Block:
    def said(value: float) -> str:
        if axis == "importance_share":
            return visit.percent(value)
        return visit.number(value, 1)

    spots = [
        Spot(row["threshold"], row["listed"], said(row["threshold"]), str(row["listed"]))
        for row in rows
    ]
    now = next((n for n, row in enumerate(rows) if row["in_use"]), len(rows) // 2)
    told = visit.say(
        f"list.drempel.{axis}", least=said(rows[0]["threshold"]), most=rows[0]["listed"],
        now=said(rows[now]["threshold"]), count=rows[now]["listed"],
        last=said(rows[-1]["threshold"]), fewest=rows[-1]["listed"],
    )  # fmt: skip
    named = [
        {
            "row_id": row["row_id"],
            "bar": said(row["threshold"]),
            "listed": row["listed"],
            "come_in": _names(visit, row["come_in"]),
            "drop_out": _names(visit, row["drop_out"]),
        }
        for row in rows
    ]
    made = figure(
        visit, answer, f"threshold-{axis}", title=visit.say(f"list.drempel.{axis}.title"),
        sentence=told,
        chart=curve(
            spots, told, visit.say(f"list.drempel.{axis}.across"), visit.say("list.drempel.up"), now
        ),
        table=make_table(visit, "along_threshold", named), rows=rows, column="listed",
        note=visit.say("list.drempel.note"),
    )  # fmt: skip
    return replace(made, sure=visit.say("list.sure.model"))


def products(visit: Visit, asked: Mapping[str, Any]) -> tuple[Answer, list[Block], str]:
    """Return components and end products with what they inherit from their materials."""
    answer = visit.ask("list", **asked)
    rows = sorted(answer.tables["products"], key=lambda row: -(row["supply_risk_worst"] or 0.0))
    rows = _told_apart(visit, rows)
    blocks: list[Block] = []
    for level in ("product", "component"):
        some = [row for row in rows if row["level"] == level]
        if some:
            blocks.append(_level(visit, answer, level, some))
    suppliers = answer.tables["with_suppliers"]
    if suppliers:
        blocks.append(plain_table(visit, "with_suppliers", suppliers, most=120, folded=True))
    ends = [row for row in rows if row["level"] == "product"]
    return answer, blocks, _products_told(visit, ends) if ends else ""


def _told_apart(visit: Visit, rows: Sequence[Row]) -> list[Row]:
    """Return rows whose name is followed by its chain where another row has the same name."""
    column = f"name_{visit.language}"
    chains = {row["product_id"]: row[column] for row in rows if row["level"] == "product"}
    names = Counter(row[column] for row in rows)
    return [
        row
        if names[row[column]] == 1 or row["level"] == "product"
        else {**row, column: f"{row[column]} – {chains.get(row['product_id'], '')}"}
        for row in rows
    ]


def _products_told(visit: Visit, rows: Sequence[Row]) -> str:
    first = rows[0]
    worst = visit.material(first["worst_material_id"]) if first["worst_material_id"] else "–"
    return visit.say("list.products.told", first=_name(visit, first), worst=worst, count=len(rows))


def _level(visit: Visit, answer: Answer, level: str, rows: Sequence[Row]) -> Block:
    told = _products_told(visit, rows)
    named = [{**row, "listed_inputs": _names(visit, row["listed_inputs"])} for row in rows]
    columns = (
        f"name_{visit.language}", "product_id", "supply_risk_worst", "worst_material_id",
        f"path_{visit.language}", "supply_risk_mean", "inputs_weighed", "inputs", "listed_inputs",
    )  # fmt: skip
    return figure(
        visit, answer, f"level-{level}", title=visit.say(f"list.products.{level}"), sentence=told,
        chart=ranked(
            visit, rows, "supply_risk_worst", name_of=lambda row: _name(visit, row), label=told,
            link_of=lambda row: visit.link("chains", row["product_id"]),
            threshold=(1.0, visit.say("list.products.bar")), most=20,
        ),
        table=make_table(visit, "products", named, columns=columns), rows=rows,
        column="supply_risk_worst", note=visit.say("list.products.note"),
    )  # fmt: skip


def _name(visit: Visit, row: Row) -> str:
    return str(row[f"name_{visit.language}"])


def _meaning(visit: Visit, row: Row) -> str:
    return str(row[f"meaning_{visit.language}"])


def _names(visit: Visit, ids: str | None) -> str | None:
    """Return the names of materials that stand as ids behind each other."""
    if not ids:
        return None
    return ", ".join(visit.material(name.strip()) for name in ids.split(","))
