"""Product groups: what is in a trade code, who supplies it at the border and traced, what to do."""

from collections.abc import Mapping
from typing import Any

from grondstof.errors import FaultyError, UnknownName
from grondstof.products.answers.desk import Desk
from grondstof.products.web.figures import plain_table
from grondstof.products.web.page import Block, Card, Cards, Field, Form, Link, Page
from grondstof.products.web.parameters import Parameter, code, text
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.material_trade import origin_blocks
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
_INSIDE = (
    "material_id",
    "supply_risk",
    "verdict",
    "content_fraction",
    "match",
    "stage_id",
    "form_id",
    "reason",
)


def show(visit: Visit) -> Page:
    """Return the index of product groups, or one."""
    if not visit.rest:
        return _index(visit)
    digits = code("address", visit.rest[0])
    if digits != visit.rest[0] or len(visit.rest) > 1:
        raise UnknownName("address", "/".join(visit.rest), "a product group", [digits])
    return _group(visit, digits)


def _index(visit: Visit) -> Page:
    answer = visit.ask("product")
    wanted = visit.query.get("q", "").casefold()
    rows = [
        row
        for row in answer.rows
        if wanted in f"{row['code']} {row['name_nl']} {row['name_en']}".casefold()
    ]
    by_chapter: dict[str, list[Row]] = {}
    for row in rows:
        by_chapter.setdefault(row["code"][:2], []).append(row)
    form = Form(
        "", visit.link("products"),
        [Field("q", visit.say("products.find"), "search", visit.query.get("q", ""))],
        visit.say("search.button"),
    )  # fmt: skip
    blocks: list[Block] = [form]
    for chapter, group in sorted(by_chapter.items()):
        cards = [
            Card(
                row[visit.pick("name_nl", "name_en")],
                visit.link("products", row["code"]),
                visit.say("products.count", count=row["materials_count"]),
                mark=f"{row['code'][:4]}.{row['code'][4:]}",
            )
            for row in group
        ]
        blocks.append(Cards(visit.says(f"chapter.{chapter}", chapter), cards))
    return Page(
        visit.say("nav.products"), visit.say("products.lead", count=len(rows)), blocks, answer
    )


def _group(visit: Visit, digits: str) -> Page:
    answer = visit.ask("product", code=digits)
    row = answer.rows[0]
    blocks: list[Block] = [
        plain_table(
            visit, "inside", answer.tables["inside"], title=visit.say("products.inside"),
            columns=_INSIDE,
        )
    ]  # fmt: skip
    try:
        more, _, _ = origin_blocks(visit, digits, answer)
        blocks += [block for block in more if block.block == "figure"]
    except FaultyError:
        blocks += []
    if answer.tables.get("measures"):
        blocks.append(plain_table(visit, "measures", answer.tables["measures"]))
    blocks.append(
        Cards(
            visit.say("products.next"),
            [
                Card(visit.say("basket.add"), visit.link("basket", codes=digits)),
                Card(visit.say("nav.scenario"), visit.link("scenario")),
                Card(visit.say("nav.register"), visit.link("register")),
            ],
        )
    )
    return Page(
        str(row[visit.pick("name_nl", "name_en")]),
        visit.speak(answer.sentence),
        blocks,
        answer,
        crumbs=[Link(visit.say("nav.products"), visit.link("products"))],
        over=f"HS {digits[:4]}.{digits[4:]}",
    )


def _states(desk: Desk) -> list[tuple[str, ...]]:
    return [(), *((str(row["code"]),) for row in desk.ask("product").rows)]


SCREEN = Screen(show, (Parameter("q", text),), _states)
