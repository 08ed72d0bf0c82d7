"""The screen of scenario, filled by the answer `scenario`."""

from grondstof.products.web.page import Page
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.by_answer import page_of, states_of
from grondstof.products.web.visit import Visit


def show(visit: Visit) -> Page:
    """Return the index, or the page of one of them."""
    return page_of(visit, "scenario", "scenario")


SCREEN = Screen(show, states=lambda desk: states_of(desk, "scenario", "scenario_id"))
