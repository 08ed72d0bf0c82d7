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
from grondstof.vocabulary.indicators import goals, indicators

Row = Mapping[str, Any]
# Sets of the register of indicators, in the order in which the page shows them.
_SETS = ("scanner", "national-list", "eu-method", "companion", "trade", "footprint", "methods",
         "quality")  # fmt: skip


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
        over = visit.say("indicator.nodata")
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
        (visit.say("indicators.formula"), Cell(item.formula)),
        (visit.say("indicators.unit"), Cell(visit.says(f"value.{item.unit}", item.unit))),
        (visit.say("indicators.direction"), Cell(visit.say(f"direction.{item.direction}"))),
        (visit.say("indicators.goal"), Cell(visit.pick(goal.name_nl, goal.name_en))),
        (visit.say("indicators.cadence"), Cell(visit.says(f"value.{item.cadence}", item.cadence))),
        (visit.say("source"), Cell(item.source)),
    ]
    if not has_values:
        held = item.held_by or visit.say("indicators.asked")
        facts.insert(0, (visit.say("indicators.held"), Cell(held)))
    return [Facts(visit.say("indicators.about"), facts, "line")]


def _index(visit: Visit, names: Sequence[str], counts: Mapping[str, Row]) -> Page:
    blocks: list[Block] = []
    left = list(names)
    for group in _SETS:
        here = [n for n in left if n in indicators() and group in indicators()[n].sets]
        left = [n for n in left if n not in here]
        if here:
            blocks.append(_cards(visit, f"indicators.set.{group}", here, counts))
    if left:
        blocks.append(_cards(visit, "indicators.set.other", left, counts))
    absent = sum(name not in counts or not counts[name]["known"] for name in names)
    lead = visit.say("indicators.lead", count=len(names), absent=absent)
    return Page(visit.say("nav.indicators"), lead, blocks)


def _cards(visit: Visit, key: str, names: Sequence[str], counts: Mapping[str, Row]) -> Cards:
    cards = [
        Card(
            visit.says(f"indicator.{name}", name.replace("-", " ").capitalize()),
            visit.link("indicators", name),
            visit.says(f"indicator.{name}.what", ""),
            mark=_state(visit, counts.get(name)),
        )
        for name in names
    ]
    return Cards(visit.say(key), cards, look="list")


def _state(visit: Visit, row: Row | None) -> str:
    if row is None or not row["known"]:
        return visit.say("indicator.nodata")
    return visit.say("indicator.values", count=visit.number(row["known"], 0))


def _states(desk: Desk) -> list[tuple[str, ...]]:
    names = [str(row["indicator_id"]) for row in desk.ask("indicator").rows]
    return [(), *((name,) for name in dict.fromkeys([*names, *indicator_ids()]))]


SCREEN = Screen(show, states=_states)
