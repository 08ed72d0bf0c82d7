"""The screens of the site: which function makes which page, and what parameters it takes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from grondstof.errors import FaultyError
from grondstof.products.answers.desk import Desk
from grondstof.products.web.page import Page
from grondstof.products.web.parameters import Parameter
from grondstof.products.web.visit import Visit

Show = Callable[[Visit], Page]
States = Callable[[Desk], Iterable[tuple[str, ...]]]


def no_states(desk: Desk) -> list[tuple[str, ...]]:
    """Return the one page of a screen without further pages."""
    return [()]


def states_of(desk: Desk, question: str, column: str) -> list[tuple[str, ...]]:
    """Return the pages of a question: its index and one per value of a column."""
    if question not in desk.questions():
        return [()]
    try:
        rows = desk.ask(question).rows
    except FaultyError:
        return [()]
    names = dict.fromkeys(str(row[column]) for row in rows if row.get(column))
    return [(), *((name,) for name in names)]


@dataclass(frozen=True)
class Screen:
    """One screen.

    Attributes:
        show: Makes the page of a visit.
        parameters: Parameters it takes.
        states: What can follow the screen's word, for the site as files.
        computed: Whether its pages are worked out for each visitor.
    """

    show: Show
    parameters: Sequence[Parameter] = ()
    states: States = no_states
    computed: bool = False


# Screen -> module of this folder; each module has a `SCREEN`.
_MODULES: Mapping[str, str] = {
    "start": "start",
    "materials": "materials",
    "territories": "territories",
    "products": "products",
    "sectors": "sectors",
    "chains": "chains",
    "scenario": "scenario",
    "stress-test": "stress_test",
    "bans": "bans",
    "remedies": "remedies",
    "technologies": "technologies",
    "product-groups": "product_groups",
    "urban-mine": "urban_mine",
    "stockpile": "stockpile",
    "measures": "measures",
    "compare": "compare",
    "basket": "basket",
    "controls": "controls",
    "trade": "trade",
    "signals": "signals",
    "register": "register",
    "calendar": "calendar",
    "since": "since",
    "partnerships": "partnerships",
    "projects": "projects",
    "instruments": "instruments",
    "match": "match",
    "gaps": "gaps",
    "targets": "targets",
    "brief": "brief",
    "indicators": "indicators",
    "terms": "terms",
    "search": "find",
    "trace": "trace",
    "questions": "questions",
    "editions": "editions",
    "corrections": "written",
    "data": "data",
    "method": "written",
    "api": "api_guide",
    "accessibility": "written",
    "privacy": "written",
    "colophon": "written",
}


# Screens of one page: whatever follows their word is an address that does not exist.
ALONE = frozenset(
    [
        "bans", "remedies", "compare", "basket", "controls", "trade", "signals", "calendar",
        "since", "partnerships", "projects", "instruments", "match", "gaps", "targets", "search",
        "data",
    ]
)  # fmt: skip


def screen(name: str) -> Screen:
    """Return a screen by name."""
    found: Screen = import_module(f"grondstof.products.web.screens.{_MODULES[name]}").SCREEN
    return found


def screens() -> Mapping[str, Screen]:
    """Return all screens by name."""
    return {name: screen(name) for name in _MODULES}
