"""The screen of sectors, filled by the answer `sector`."""

from grondstof.products.web.page import Page
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.by_answer import page_of, states_of
from grondstof.products.web.visit import Visit


def show(visit: Visit) -> Page:
    """Return the index, or the page of one of them."""
    return page_of(visit, "sector", "sector")


SCREEN = Screen(show, states=lambda desk: states_of(desk, "sector", "industry_code"))
