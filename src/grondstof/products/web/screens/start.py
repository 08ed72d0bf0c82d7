"""The start page: by task, then what stands out now."""

from grondstof.products.charts.bars import Bar, bars
from grondstof.products.web.figures import figure
from grondstof.products.web.page import Block, Card, Cards, Link, Page
from grondstof.products.web.screens import Screen
from grondstof.products.web.tables import make_table, shown
from grondstof.products.web.visit import Visit

# Task -> where its heading leads, and the pages that answer its questions at once.
_TASKS = (
    ("buy", "basket", ("products", "scenario", "compare")),
    ("policy", "register", ("materials", "targets", "calendar", "brief")),
    ("check", "data", ("trade", "controls", "terms", "corrections", "editions")),
    ("invest", "chains", ("projects", "match", "instruments")),
    ("reckon", "api", ("indicators", "questions", "method")),
)  # fmt: skip
_COLUMNS = (
    "material_id",
    "supply_risk",
    "importance",
    "importance_share",
    "verdict",
    "oldest_year",
)


def show(visit: Visit) -> Page:
    """Return the start page."""
    answer = visit.ask("list")
    cards = [
        Card(
            visit.say(f"task.{name}"),
            visit.link(screen),
            visit.say(f"task.{name}.what"),
            links=[Link(visit.say(f"task.to.{also}"), visit.link(also)) for also in more],
        )
        for name, screen, more in _TASKS
    ]
    blocks: list[Block] = [Cards(visit.say("start.tasks"), cards, look="tasks")]
    rows = [row for row in answer.rows if row["supply_risk"] is not None]
    rows = sorted(rows, key=lambda row: -row["supply_risk"])[:8]
    items = [
        Bar(
            visit.material(row["material_id"]),
            shown(visit, row, "supply_risk", row["supply_risk"]),
            row["supply_risk"],
            row["supply_risk_low"],
            row["supply_risk_high"],
            row["kind"],
            visit.link("materials", row["material_id"]),
        )
        for row in rows
    ]
    told = visit.say("start.top", first=visit.material(rows[0]["material_id"])) if rows else ""
    blocks.append(
        figure(
            visit,
            answer,
            "top",
            title=visit.say("start.top.title"),
            sentence=told,
            chart=bars(items, told),
            table=make_table(visit, "rows", rows, columns=_COLUMNS),
            rows=rows,
            column="supply_risk",
        )
    )
    more = [
        Card(visit.say(f"nav.{name}"), visit.link(name), visit.say(f"{name}.short"))
        for name in ("materials", "territories", "products", "trade", "signals", "controls",
                     "scenario", "compare", "chains", "sectors", "remedies", "indicators")
    ]  # fmt: skip
    blocks.append(Cards(visit.say("start.more"), more, look="list"))
    return Page(visit.say("start.title"), visit.speak(answer.sentence), blocks, answer)


SCREEN = Screen(show)
