"""Maps beside bars, in one way for all screens: what each colour stands for is said below them."""

from collections.abc import Mapping
from math import floor

from grondstof.products.charts.worldmap import borders, used_classes, worldmap
from grondstof.products.web.visit import Visit


def share_map(
    visit: Visit, values: Mapping[str, float], label: str, *, home: str | None, none: str
) -> str:
    """Return a map of shares; nothing when no territory has one.

    Args:
        visit: Visit.
        values: Share by territory, as a fraction.
        label: The sentence that stands for the picture.
        home: Territory with a thick border.
        none: What a grey territory has.
    """
    if not values:
        return ""
    hints = {place: f"{visit.territory(place)}: {visit.percent(v)}" for place, v in values.items()}
    # Enough digits to tell the first class from nothing; the others follow.
    most = max(values.values())
    digits = next((n for n, end in enumerate((0.25, 0.025)) if most >= end), 2)
    keys = [(kind, _between(visit, low, high, digits)) for kind, low, high in used_classes(values)]
    rest = [("none", none), *_border(visit, home)]
    return worldmap(values, hints, label, marked=home, keys=[*keys, *rest])


def count_map(
    visit: Visit, counts: Mapping[str, float], label: str, *, home: str | None, none: str
) -> str:
    """Return a map of whole numbers by territory, with the same choices."""
    hints = {place: f"{visit.territory(place)}: {count:.0f}" for place, count in counts.items()}
    ends = [(kind, floor(low) + 1, floor(high + 1e-6)) for kind, low, high in used_classes(counts)]
    keys = [(kind, f"{low}–{high}" if low < high else str(high)) for kind, low, high in ends]
    rest = [("none", none), *_border(visit, home)]
    return worldmap(counts, hints, label, marked=home, keys=[*keys, *rest])


def place_map(visit: Visit, place: str, label: str, *, home: str | None) -> str:
    """Return a map that shows where one territory is, and where the home is."""
    name = visit.territory(place)
    keys = [("c4", name), *(_border(visit, home) if home != place else [])]
    return worldmap({place: 1.0}, {place: name}, label, marked=home, keys=keys)


def _between(visit: Visit, low: float, high: float, digits: int) -> str:
    if not low:
        return visit.say("map.first", end=visit.percent(high, digits))
    return f"{visit.number(low * 100, digits)}–{visit.percent(high, digits)}"


def _border(visit: Visit, home: str | None) -> list[tuple[str, str]]:
    """Return the key of the thick border; a home that is a group of countries has none."""
    return [("home", visit.territory(home))] if home and home in borders()["areas"] else []
