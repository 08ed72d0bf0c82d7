"""Search: material, territory, code, promise, term; Dutch and English, typing errors forgiven."""

from grondstof.products.answers.search import paper_of
from grondstof.products.web.page import Block, Card, Cards, Facts, Page
from grondstof.products.web.parameters import Parameter, text
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.register_parts import Row, facts
from grondstof.products.web.visit import Visit

_SCREENS = {
    "material": "materials", "territory": "territories", "code": "products", "item": "register",
    "term": "terms", "indicator": "indicators",
}  # fmt: skip


def show(visit: Visit) -> Page:
    """Return what fits the words of the address, by sort."""
    words = visit.query.get("q", "")
    if not words:
        return Page(visit.say("nav.search"), visit.say("search.lead"), [_instead(visit, words)])
    answer = visit.ask("find", text=words)
    blocks: list[Block] = []
    paper = paper_of(words)
    if paper and any(row["id"] == paper for row in answer.rows[:1]):
        row = visit.ask("commitment", item=paper).rows[0]
        if "asked_nl" in row:
            blocks.append(_line(visit, row))
    for sort, screen in _SCREENS.items():
        cards = [
            Card(
                str(row[visit.pick("name_nl", "name_en")]),
                visit.link(screen, str(row["id"])),
                str(row.get("told") or ""),
            )
            for row in answer.rows
            if row["sort"] == sort
        ]
        if cards:
            blocks.append(Cards(visit.say(f"search.{sort}"), cards, look="list"))
    if not blocks:
        blocks.append(_instead(visit, words))
    return Page(visit.say("search.title", words=words), visit.speak(answer.sentence), blocks)


def _instead(visit: Visit, words: str) -> Cards:
    """Return where one can look when nothing fits."""
    cards = [
        Card(
            visit.say("nav.products"),
            visit.link("products", q=words),
            visit.say("search.nothing.products"),
        ),
        *(
            Card(visit.say(f"nav.{name}"), visit.link(name), visit.say(f"{name}.short"))
            for name in ("materials", "territories", "indicators")
        ),
    ]
    return Cards(visit.say("search.nothing"), cards, look="list")


def _line(visit: Visit, row: Row) -> Facts:
    """Return the one line on a promise whose number was typed."""
    name = str(row[visit.pick("name_nl", "name_en")])
    return facts(visit, name, row, ("asked_", "claim_", "chamber_", "measured_effect_"))


SCREEN = Screen(show, (Parameter("q", text),), states=lambda desk: [()])
