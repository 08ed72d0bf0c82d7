"""What helps: the way in to demand, stocks in use, recycling, stockpiles and measures."""

from grondstof.products.web.page import Card, Cards, Page
from grondstof.products.web.screens import Screen
from grondstof.products.web.visit import Visit

PAGES = ("technologies", "product-groups", "urban-mine", "stockpile", "measures")


def show(visit: Visit) -> Page:
    """Return the way in to the pages on what helps."""
    cards = [
        Card(visit.say(f"nav.{name}"), visit.link(name), visit.say(f"{name}.short"))
        for name in PAGES
    ]
    more = [
        Card(visit.say(f"nav.{name}"), visit.link(name), visit.say(f"{name}.short"))
        for name in ("scenario", "chains")
    ]
    return Page(
        visit.say("nav.remedies"),
        visit.say("remedies.lead"),
        [Cards("", cards, look="tasks"), Cards(visit.say("start.more"), more)],
    )


SCREEN = Screen(show)
