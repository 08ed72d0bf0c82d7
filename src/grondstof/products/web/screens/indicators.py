"""The catalogue of indicators: one page each, with its values, or who has them when we do not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grondstof.errors import UnknownName
from grondstof.products.answers.desk import Desk
from grondstof.products.web.page import Block, Card, Cards, Cell, Facts, Link, Page
from grondstof.products.web.screens import Screen
from grondstof.products.web.screens.generic import generic_page
from grondstof.products.web.terms import indicator_ids
from grondstof.products.web.visit import Visit
from grondstof.vocabulary.indicators import Indicator, goals, indicators

Row = Mapping[str, Any]
# Sets of the register of indicators, in the order in which the page shows them.
_SETS = ("scanner", "national-list", "eu-method", "companion", "trade", "footprint", "methods",
         "quality")  # fmt: skip

# How the plain text of a formula is read.
_SIGNS = ((" * ", " × "), (" - ", " − "), ("^2", "²"), ("^-1", "⁻¹"), (">=", "≥"),
          ("sum_", "Σ_"), ("sqrt(12)", "√12"))  # fmt: skip

# Indicators whose figures stand on a page of their own and not in the table of indicators.
_ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "supply-risk": ("materials",),
    "economic-importance": ("materials",),
    "import-reliance": ("materials", "rekenwijze"),
    "substitution-index-supply": ("materials",),
    "substitution-index-importance": ("materials",),
    "trade-parameter": ("materials",),
    "governance-risk": ("territories",),
    "value-added-at-stake": ("materials", "tabel"),
    "value-added-share": ("materials", "tabel"),
    "probability-listed": ("materials", "zekerheid"),
    "list-rank": ("materials", "tabel"),
    "geopolrisk": ("materials", "methoden"),
    "share-leaving": ("trade",),
    "domestic-use": ("trade",),
    "footprint": ("sectors",),
    "footprint-world-share": ("sectors",),
    "sector-dependence": ("sectors",),
}


def show(visit: Visit) -> Page:
    """Return all indicators, or one with its values."""
    answer = visit.ask("indicator")
    counts = {row["indicator_id"]: row for row in answer.rows}
    known = dict.fromkeys([*counts, *indicator_ids()])
    if not visit.rest:
        return _index(visit, list(known), counts)
    name = visit.rest[0]
    if name not in known or len(visit.rest) > 1:
        raise UnknownName("indicator", "/".join(visit.rest), "an indicator", list(known))
    return _one(visit, name, has_values=name in counts)


def _one(visit: Visit, name: str, *, has_values: bool) -> Page:
    title = visit.says(f"indicator.{name}", name.replace("-", " ").capitalize())
    lead = visit.says(f"indicator.{name}.what", "")
    crumbs = [Link(visit.say("nav.indicators"), visit.link("indicators"))]
    facts = _facts(visit, name, has_values=has_values)
    if not has_values:
        over = _state(visit, name, None)
        return Page(title, lead, facts, crumbs=crumbs, over=over)
    page = generic_page(visit, visit.ask("indicator", indicator=name), title, crumbs=crumbs)
    lead = lead or page.lead
    return replace(page, lead=lead, blocks=[*page.blocks[:1], *facts, *page.blocks[1:]])


def _facts(visit: Visit, name: str, *, has_values: bool) -> list[Block]:
    """Return what the register of indicators says: formula, unit, which way is worse, whose."""
    item = indicators().get(name)
    if item is None:
        why = visit.says(f"indicator.{name}.why", visit.say("indicator.none"))
        return [Facts("", [(visit.say("indicators.held"), Cell(why))], "line")]
    goal = goals()[item.goal_id]
    facts = [
        (visit.say("indicators.formula"), Cell(_formula(visit, item))),
        (visit.say("indicators.unit"), Cell(visit.says(f"value.{item.unit}", item.unit))),
        (visit.say("indicators.direction"), Cell(visit.say(f"direction.{item.direction}"))),
        (visit.say("indicators.goal"), Cell(visit.pick(goal.name_nl, goal.name_en))),
        (visit.say("indicators.cadence"), Cell(visit.says(f"value.{item.cadence}", item.cadence))),
        (visit.say("source"), Cell(item.source)),
    ]
    if not has_values:
        held = visit.says(f"value.held_by.{item.held_by}", item.held_by)
        held = held or visit.say("indicators.asked")
        place = _ELSEWHERE.get(name)
        words = Cell(visit.say(f"nav.{place[0]}"), visit.link(*place)) if place else Cell(held)
        facts.insert(0, (visit.say("indicators.where" if place else "indicators.held"), words))
    return [Facts(visit.say("indicators.about"), facts, "line")]


def _formula(visit: Visit, item: Indicator) -> str:
    """Return the formula as it is read, with its words in the language of the page."""
    text = visit.says(f"formula.{item.indicator_id}", item.formula)
    for plain, sign in _SIGNS:
        text = text.replace(plain, sign)
    return text


def _index(visit: Visit, names: Sequence[str], counts: Mapping[str, Row]) -> Page:
    blocks: list[Block] = []
    left = list(names)
    for group in _SETS:
        here = [n for n in left if group in _sets(n, counts)]
        left = [n for n in left if n not in here]
        if here:
            blocks.append(_cards(visit, f"indicators.set.{group}", here, counts))
    if left:
        blocks.append(_cards(visit, "indicators.set.other", left, counts))
    absent = sum(
        (name not in counts or not counts[name]["known"]) and name not in _ELSEWHERE
        for name in names
    )
    lead = visit.say("indicators.lead", count=len(names), absent=absent)
    return Page(visit.say("nav.indicators"), lead, blocks)


def _sets(name: str, counts: Mapping[str, Row]) -> tuple[str, ...]:
    """Return the sets of an indicator; one of none that has values stands beside the list."""
    found = indicators().get(name)
    if found is None or found.sets or not counts.get(name, {}).get("known"):
        return tuple(found.sets) if found else ()
    return ("companion",)


def _cards(visit: Visit, key: str, names: Sequence[str], counts: Mapping[str, Row]) -> Cards:
    cards = [
        Card(
            visit.says(f"indicator.{name}", name.replace("-", " ").capitalize()),
            visit.link("indicators", name),
            visit.says(f"indicator.{name}.what", ""),
            mark=_state(visit, name, counts.get(name)),
        )
        for name in names
    ]
    return Cards(visit.say(key), cards, look="list")


def _state(visit: Visit, name: str, row: Row | None) -> str:
    if row is None or not row["known"]:
        return visit.say("indicator.elsewhere" if name in _ELSEWHERE else "indicator.nodata")
    return visit.say("indicator.values", count=visit.number(row["known"], 0))


def _states(desk: Desk) -> list[tuple[str, ...]]:
    names = [str(row["indicator_id"]) for row in desk.ask("indicator").rows]
    return [(), *((name,) for name in dict.fromkeys([*names, *indicator_ids()]))]


SCREEN = Screen(show, states=_states)
