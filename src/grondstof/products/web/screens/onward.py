"""Where a page on a material or a product leads on to: what others do, and what one can ask next.

Only pages that say something on the material are named, with how much they say.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from grondstof.products.web.page import Card, Cards
from grondstof.products.web.visit import Visit
from grondstof.vocabulary import materials


def of_material(visit: Visit, name: str) -> Cards:
    """Return where to go from the page of a material."""
    held = [row for row in visit.ask("product").rows if name in row["materials"].split("; ")]
    cards = []
    if held:
        words = _counted(visit, "next.products", len(held))
        href = visit.link("products", grondstof=name)
        cards.append(Card(visit.say("next.products"), href, words))
    cards += [*_others(visit, name), _to(visit, "scenario")]
    return Cards(visit.say("next.title", name=visit.material(name)), cards)


def of_product(visit: Visit, inside: Sequence[Mapping[str, Any]]) -> Cards | None:
    """Return what others do about the riskiest material of a product; None when none is known."""
    known = [row for row in inside if row.get("supply_risk") is not None] or list(inside)
    if not known:
        return None
    top = max(known, key=lambda row: row.get("supply_risk") or 0.0)["material_id"]
    return Cards(visit.say("next.others", name=visit.material(top)), _others(visit, top))


def _others(visit: Visit, name: str) -> list[Card]:
    """Return who builds, who restricts, what moves and what was promised, each when there is any.

    A measure or project on a group of materials counts for its members.
    """
    wanted = {name, *materials.groups_of(name), *materials.members(name)}
    projects = [
        row
        for row in visit.ask("project").rows
        if not wanted.isdisjoint(str(row["materials"] or "").split(";"))
    ]
    bans = {row["restriction_id"] for row in _about(visit, "controls", name)}
    moves = _about(visit, "signals", name)
    cards = [
        Card(
            visit.say(f"nav.{screen}"),
            visit.link(screen, grondstof=name),
            _counted(visit, f"next.{screen}", count),
        )
        for screen, count in (
            ("projects", len(projects)),
            ("controls", len(bans)),
            ("signals", len(moves)),
        )
        if count
    ]
    return [*cards, _to(visit, "brief", name)]


def _about(visit: Visit, kind: str, name: str) -> list[Any]:
    return [row for row in visit.ask(kind).rows if row["material_id"] == name]


def _counted(visit: Visit, key: str, count: int) -> str:
    return visit.say(f"{key}.one") if count == 1 else visit.say(f"{key}.many", count=count)


def _to(visit: Visit, screen: str, *rest: str) -> Card:
    return Card(visit.say(f"nav.{screen}"), visit.link(screen, *rest), visit.say(f"next.{screen}"))
