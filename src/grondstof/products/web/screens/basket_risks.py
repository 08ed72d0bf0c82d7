"""The buyer's result: five risks in words, one list of actions, who else acts and who pays."""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products import wording
from grondstof.products.answers.names import in_sentence
from grondstof.products.web.figures import plain_table
from grondstof.products.web.page import Block, Cell, Steps
from grondstof.products.web.tables import cell, dotted
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]
_RISKS = (
    "material_id", "supply_risk", "supply_risk_threshold", "probability_listed",
    "border_supplier", "traced_origin", "world_supplier", "world_share", "restrictions",
)  # fmt: skip
_MEASURES = ("title_{language}", "materials", "years_to_work", "owner_{language}")
_PAYS = ("title_{language}", "aid", "window")


def risk_blocks(visit: Visit, tables: Mapping[str, Sequence[Row]]) -> list[Block]:
    """Return the blocks of a basket's risks, the worst first."""
    risks = tables["risks"]
    steps = [_risk(visit, number, row) for number, row in enumerate(risks, start=1)]
    blocks: list[Block] = [Steps(visit.say("basket.risks"), steps)]
    blocks.append(Steps(visit.say("basket.actions"), _actions(visit, tables["actions"])))
    language = visit.language
    for name, columns in (("measures", _MEASURES), ("instruments", _PAYS)):
        if tables.get(name):
            rows = [_titled(visit, row) for row in tables[name]]
            shown = [column.format(language=language) for column in columns]
            title = visit.say(f"basket.{name}")
            blocks.append(plain_table(visit, name, rows, title=title, columns=shown))
    risk_title = visit.say("basket.table")
    blocks.append(plain_table(visit, "risks", risks, title=risk_title, columns=_RISKS, folded=True))
    return blocks


def _titled(visit: Visit, row: Row) -> Row:
    """Return a row with its name as a title, and materials by their names."""
    named = [visit.material(one) for one in str(row.get("materials") or "").split(", ") if one]
    titles = {"title_nl": row["name_nl"], "title_en": row["name_en"]}
    return {**row, **titles, "materials": ", ".join(named)}


def _risk(visit: Visit, number: int, row: Row) -> tuple[str, str, Sequence[Cell]]:
    say = visit.say
    name = visit.material(row["material_id"])
    title = f"{number}. {wording.capital(name)}"
    sentences = [
        say(
            "basket.risk.risk",
            risk=visit.number(row["supply_risk"], 1),
            threshold=visit.number(row["supply_risk_threshold"], 1),
        )
    ]
    if row["world_supplier"]:
        sentences.append(
            say(
                "basket.risk.world",
                share=visit.percent(row["world_share"], 0),
                territory=_of(visit, row["world_supplier"]),
                stage=visit.stage(row["world_stage"]),
                year=row["world_year"],
            )
        )
    sentences.append(_border(visit, row))
    if row["restrictions"]:
        count = len(row["restrictions"].split("; "))
        sentences.append(say("basket.risk.restricted" if count == 1 else "basket.risk.restrictions",
                             count=count))  # fmt: skip
    if row["probability_listed"] is not None:
        share = visit.percent(row["probability_listed"], 0)
        sentences.append(say("basket.risk.listed", share=share))
    page = Cell(say("basket.risk.more"), visit.link("materials", row["material_id"]))
    return title, " ".join(sentences), [cell(visit, row, "supply_risk"), page]


def _border(visit: Visit, row: Row) -> str:
    if row["border_supplier"] is None:
        return visit.say("basket.risk.border.none")
    low, high = (visit.percent(row[f"traced_share_{end}"], 0) for end in ("low", "high"))
    return visit.say(
        "basket.risk.border",
        code=dotted(str(row["border_code"])),
        year=row["border_year"],
        share=visit.percent(row["border_share"], 0),
        territory=_of(visit, row["border_supplier"]),
        traced=_of(visit, row["traced_origin"]),
        span=low if low == high else wording.interval(low, high, visit.language),
    )


def _of(visit: Visit, territory: str) -> str:
    """Return the name of a territory inside a sentence, with its article."""
    return visit.pick(*in_sentence(territory))


def _actions(visit: Visit, rows: Sequence[Row]) -> list[tuple[str, str, Sequence[Cell]]]:
    """Return each action once, with the materials it is for; the one for most of them first."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["action_id"], []).append(row)
    steps: list[tuple[str, str, Sequence[Cell]]] = []
    for same in sorted(grouped.values(), key=lambda group: -len(group)):
        card, language = same[0], visit.language
        named = ", ".join(visit.material(row["material_id"]) for row in same)
        line = f"{card[f'reason_{language}']} {visit.say('basket.action.for', names=named)}"
        effort = visit.say(
            "basket.action.effort",
            **{name: visit.say(f"effort.{card[name]}") for name in ("cost", "time", "complexity")},
        )
        steps.append((card[f"title_{language}"], line, [Cell(effort)]))
    return steps
