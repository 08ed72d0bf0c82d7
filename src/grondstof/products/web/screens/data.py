"""Where the numbers come from: every source with publisher, licence, date and rows."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from grondstof.products.charts.bars import Bar, bars
from grondstof.products.web.catalogue import json_ld
from grondstof.products.web.figures import MOST_BARS, figure
from grondstof.products.web.page import Card, Cards, Page
from grondstof.products.web.screens import Screen
from grondstof.products.web.tables import make_table
from grondstof.products.web.visit import Visit

_COLUMNS = ("title", "publisher", "year", "licence", "rows", "published", "accessed", "url")


def show(visit: Visit) -> Page:
    """Return the page of sources."""
    answer = visit.ask("sources")
    rows = sorted(answer.rows, key=lambda row: -row["rows"])
    table = make_table(visit, "rows", rows, caption=visit.say("data.sources"), columns=_COLUMNS)
    items = [
        Bar(_short(row), visit.number(row["rows"], 0), float(row["rows"]), kind="measured")
        for row in rows[:MOST_BARS]
    ]
    chart = figure(
        visit,
        answer,
        "sources",
        title=visit.say("data.sources"),
        sentence=visit.say("data.sources.what"),
        chart=bars(items, visit.say("data.sources.what")),
        table=table,
        rows=rows,
        column="rows",
        sources=[visit.say("data.own")],
    )
    drawn, every = min(len(rows), MOST_BARS), len(rows)
    # A count of the edition itself has no margin and no age.
    chart = replace(
        chart, sure=visit.say("sure.counted"), oldest=None,
        note=visit.say("data.rest", drawn=drawn, all=every) if drawn < every else "",
    )  # fmt: skip
    return Page(
        visit.say("data.title"),
        visit.speak(answer.sentence),
        [chart, _ways(visit)],
        answer,
        head=json.dumps(json_ld(visit.desk, visit.language), ensure_ascii=False),
    )


def _short(row: Mapping[str, Any]) -> str:
    """Return a title without what follows its first comma or colon; the table has it whole."""
    return re.split(r"[,:;(]", str(row["title"]))[0].strip()


def _ways(visit: Visit) -> Cards:
    cards = [
        Card("CSV, XLSX, Parquet, JSON", "", visit.say("data.way.files")),
        Card("API", visit.link("api"), visit.say("data.way.api")),
        Card("DCAT", "/catalog.ttl", visit.say("data.way.catalog")),
        Card("SKOS", "/terms.ttl", visit.say("data.way.skos")),
        Card("SBOM", "/sbom.json", visit.say("data.way.sbom")),
        Card(visit.say("nav.editions"), visit.link("editions"), visit.say("data.way.editions")),
        Card(visit.say("nav.corrections"), visit.link("corrections"), visit.say("data.way.fix")),
    ]
    return Cards(visit.say("data.ways"), cards)


SCREEN = Screen(show)
