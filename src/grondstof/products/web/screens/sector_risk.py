"""The figure of value added at risk by sector, for a scenario and for a stress test."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grondstof.products.answers.base import Answer
from grondstof.products.web.figures import figure, ranked
from grondstof.products.web.page import Block
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

Row = Mapping[str, Any]


def sector_figure(visit: Visit, answer: Answer, rows: Sequence[Row]) -> Block:
    """Return value added at risk: the upper bound as the bar, the lower one where it is known."""
    title = visit.say("scenario.sectors")
    placed = [
        {**row, "at_risk_musd": row["at_risk_musd_high"]}
        for row in rows
    ]  # fmt: skip
    first = placed[0]
    bounded = first["at_risk_musd_low"] is not None
    told = visit.say(
        "scenario.sectors.told" if bounded else "scenario.sectors.most",
        name=visit.pick(first["name_nl"], first["name_en"]),
        low=visit.number(first["at_risk_musd_low"], 0),
        high=visit.number(first["at_risk_musd_high"], 0),
    )  # fmt: skip
    block = figure(
        visit, answer, "sectors", title=title, sentence=told,
        chart=ranked(
            visit, placed, "at_risk_musd",
            name_of=lambda row: visit.pick(row["name_nl"], row["name_en"]), label=told, most=8,
        ),
        table=make_table(visit, "sectors", rows, caption=title), rows=rows,
        column="at_risk_musd_high", note=visit.say("scenario.sectors.note"),
    )  # fmt: skip
    kind = visit.says(f"kind.sentence.{first.get('kind')}", "")
    return replace(block, sure=f"{visit.say('sure.bounds')} {kind}".strip())
