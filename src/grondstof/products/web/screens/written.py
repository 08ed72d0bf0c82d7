"""Pages of written text: method, corrections, API guide, accessibility, privacy."""

from grondstof.errors import UnknownName
from grondstof.products.web.markup import written
from grondstof.products.web.page import Block, Page, Prose
from grondstof.products.web.screens import Screen
from grondstof.products.web.visit import Visit


def show(visit: Visit) -> Page:
    """Return the written page of the screen."""
    name = visit.address.screen
    if visit.rest:
        raise UnknownName("address", "/".join(visit.rest), "a page", [name])
    html = written(name, visit.language)
    if visit.language == "nl":
        html = html.replace('href="/en/', 'href="/nl/')
    blocks: list[Block] = [Prose(html)]
    return Page(visit.say(f"nav.{name}"), visit.say(f"{name}.lead"), blocks)


SCREEN = Screen(show)
