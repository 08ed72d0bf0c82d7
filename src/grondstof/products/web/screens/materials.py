"""The list of materials, and the pages of one material: who supplies it, chain, trend."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.errors import UnknownName
from grondstof.products.answers.base import Answer
from grondstof.products.answers.desk import Desk
from grondstof.products.charts.scatter import Axis, Dot, scatter
from grondstof.products.web.figures import figure
from grondstof.products.web.page import Card, Cards, Figure, Form, Page
from grondstof.products.web.page import Field as FormField
from grondstof.products.web.parameters import Parameter, choice
from grondstof.products.web.screens import Screen, listing
from grondstof.products.web.screens.material import TABS, material_page
from grondstof.products.web.tables import make_table, shown
from grondstof.products.web.visit import Visit
from grondstof.vocabulary import lists, materials

Row = Mapping[str, Any]
_COLUMNS = (
    "material_id", "rank", "supply_risk", "importance", "importance_share", "probability_critical",
    "probability_listed", "verdict", "stage_id", "published_supply_risk", "published_importance",
    "oldest_year",
)  # fmt: skip
# Verdicts that put a material on the list.
ON_LIST = ("critical", "listed")
# Methods that give a list of their own; the others stand side by side on a page beside it.
_METHODS = ("", "nl-axes", "eu-2023", "eu-2017")


def show(visit: Visit) -> Page:
    """Return the list, a page beside it, or a page of one material."""
    if not visit.rest:
        return _list_page(visit)
    if visit.rest[0] in listing.TABS and len(visit.rest) == 1:
        return listing.list_page(visit, visit.rest[0])
    found = materials.find(visit.rest[0])
    if found.material_id != visit.rest[0] or len(visit.rest) > 2:
        raise UnknownName("address", "/".join(visit.rest), "a material", [found.material_id])
    return material_page(visit, found, visit.rest[1] if len(visit.rest) > 1 else "")


def _list_page(visit: Visit) -> Page:
    answer = visit.ask("list", method=visit.query.get("method"))
    rows = _chosen(visit, answer.rows)
    blocks: list[Any] = [_picture(visit, answer, rows), _choose(visit)]
    absent = [row for row in answer.rows if row["verdict"] == "not-assessed"]
    if absent:
        cards = [
            Card(visit.material(row["material_id"]), visit.link("materials", row["material_id"]))
            for row in absent
        ]
        told = visit.say("list.absent.what", count=len(absent))
        if answer.method == "nl-axes":
            told = visit.say("list.absent.axis", count=len(absent))
        blocks.append(Cards(visit.say("list.absent"), cards, told, "names"))
    blocks.append(_others(visit, answer))
    return Page(
        visit.say("list.title"),
        visit.speak(answer.sentence),
        blocks,
        answer,
        tabs=listing.tabs(visit, ""),
    )


def _chosen(visit: Visit, rows: Sequence[Row]) -> list[Row]:
    wanted = visit.query.get("lijst")
    if not wanted:
        return [row for row in rows if row["verdict"] != "not-assessed"]
    named = lists.members(wanted)
    return [
        row
        for row in rows
        if row["material_id"] in named or named & set(materials.members(row["material_id"]))
    ]


def _choose(visit: Visit) -> Form:
    names = {"": visit.say("list.all")}
    for item in lists.lists().values():
        names[item.list_id] = visit.pick(item.title_nl, item.title_en)
    methods = {
        "": visit.say("list.best"),
        **{m: visit.says(f"value.method_id.{m}", m) for m in _METHODS if m},
    }
    fields = [
        FormField(
            "lijst", visit.say("list.which"), "select", visit.query.get("lijst", ""),
            list(names.items()),
        ),
        FormField(
            "method", visit.say("list.method"), "select", visit.query.get("method", ""),
            list(methods.items()),
        ),
    ]  # fmt: skip
    return Form("", visit.link("materials"), fields, visit.say("form.show"))


def _picture(visit: Visit, answer: Answer, rows: Sequence[Row]) -> Figure:
    axis = axis_of(rows)
    placed = [r for r in rows if r["supply_risk"] is not None and r.get(axis) is not None]
    across = Axis(visit.say(f"axis.{axis}"), *_scale(visit, placed, axis))
    up = Axis(visit.say("axis.risk"), *_scale(visit, placed, "supply_risk"))
    limits = _limits(answer, rows)
    if limits:
        across = Axis(across.words, across.end, across.ticks, limits[0])
        up = Axis(up.words, up.end, up.ticks, limits[1])
    critical = [row for row in rows if row["verdict"] in ON_LIST]
    told = visit.say("list.figure", critical=len(critical), shown=len(placed))
    return figure(
        visit,
        answer,
        "list",
        title=visit.say("list.figure.title"),
        sentence=told,
        chart=scatter(
            [_dot(visit, row, axis) for row in placed], across, up, told, _corner(visit, answer)
        ),
        table=make_table(
            visit, "rows", rows, caption=visit.say("list.title"), columns=_COLUMNS, most=120
        ),
        rows=placed,
        column="supply_risk",
        note=visit.say("list.figure.note"),
    )


def _corner(visit: Visit, answer: Answer) -> str:
    verdict = "listed" if answer.method == "nl-axes" else "critical"
    return visit.say(f"value.verdict.{verdict}")


def _limits(answer: Answer, rows: Sequence[Row]) -> tuple[float, float] | None:
    """Return the thresholds of both axes, where the method of the list has them."""
    if answer.method in ("eu-2023", "eu-2017"):
        return 2.8, 1.0
    worth = next(
        (row["importance_threshold"] for row in rows if row.get("importance_threshold")), 0
    )
    return (worth, 1.0) if worth else None


def _scale(visit: Visit, rows: Sequence[Row], column: str) -> tuple[float, list[tuple[float, str]]]:
    top = max((row.get(f"{column}_high") or row[column] for row in rows), default=1.0)
    step = next(size for size in (0.02, 0.05, 0.1, 0.25, 1.0, 2.0, 10.0) if top <= 8 * size)
    count = int(top / step) + 1
    if column.endswith("share"):
        return count * step, [(n * step, visit.percent(n * step, 0)) for n in range(count + 1)]
    digits = 0 if step >= 1.0 else 2
    return count * step, [(n * step, visit.number(n * step, digits)) for n in range(count + 1)]


def axis_of(rows: Sequence[Row]) -> str:
    """Return the column of the second axis of a list: each method has its own."""
    return "importance_share" if any("importance_share" in row for row in rows) else "importance"


def _dot(visit: Visit, row: Row, axis: str) -> Dot:
    name = visit.material(row["material_id"])
    risk, importance = (shown(visit, row, c, row[c]) for c in ("supply_risk", axis))
    chance = row.get("probability_critical", row.get("probability_listed"))
    unsure = chance is not None and 0.1 < chance < 0.9
    critical = row["verdict"] in ON_LIST
    return Dot(
        name,
        row[axis],
        row["supply_risk"],
        row.get(f"{axis}_low"),
        row.get(f"{axis}_high"),
        row.get("supply_risk_low"),
        row.get("supply_risk_high"),
        f"dot {'unsure' if unsure else 'critical' if critical else ''}",
        visit.link("materials", row["material_id"]),
        visit.say("list.dot", name=name, risk=risk, importance=importance),
        row["supply_risk"] + row[axis] / 4,
    )


def _others(visit: Visit, answer: Answer) -> Cards:
    listed = {row["material_id"] for row in answer.rows}
    rest = sorted(
        (m for m in materials.materials().values() if m.material_id not in listed),
        key=lambda m: visit.pick(m.name_nl, m.name_en),
    )
    cards = [
        Card(visit.pick(m.name_nl, m.name_en), visit.link("materials", m.material_id)) for m in rest
    ]
    return Cards(visit.say("list.others"), cards, visit.say("list.others.what"), "names")


def _states(desk: Desk) -> list[tuple[str, ...]]:
    names = list(materials.materials())
    beside = [(tab,) for tab in listing.TABS]
    pages = [(name, tab) for name in names for tab in TABS]
    return [(), *beside, *((name,) for name in names), *pages]


SCREEN = Screen(
    show,
    (
        Parameter("lijst", choice("", *lists.lists())),
        Parameter("method", choice(*_METHODS)),
        *listing.PARAMETERS,
    ),
    _states,
)
