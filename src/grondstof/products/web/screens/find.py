"""Search: material, territory, code, promise, term; Dutch and English, typing errors forgiven."""

from grondstof.products.web.page import Card, Cards, Page
from grondstof.products.web.parameters import Parameter, text
from grondstof.products.web.screens import Screen
from grondstof.products.web.visit import Visit

_SCREENS = {
    "material": "materials", "territory": "territories", "code": "products", "item": "register",
    "term": "terms", "indicator": "indicators",
}  # fmt: skip


def show(visit: Visit) -> Page:
    """Return what fits the words of the address, by sort."""
    words = visit.query.get("q", "")
    if not words:
        return Page(visit.say("nav.search"), visit.say("search.lead"))
    answer = visit.ask("find", text=words)
    blocks = []
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
            blocks.append(Cards(visit.say(f"search.{sort}"), cards))
    return Page(visit.say("search.title", words=words), visit.speak(answer.sentence), blocks)


SCREEN = Screen(show, (Parameter("q", text),), states=lambda desk: [()])
