"""The world map: a companion of the ranked bar, never the answer by itself.

Borders are drawn as Natural Earth gives them, which is who is in control and no position on who
should be. Territories too small for the sheet are dots.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from grondstof.products.charts import svg

CLASSES = 5


@cache
def borders() -> Mapping[str, Any]:
    """Return the borders of the package with their source."""
    path = files("grondstof") / "content" / "borders" / "world.json"
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def worldmap(
    values: Mapping[str, float],
    hints: Mapping[str, str],
    label: str,
    *,
    marked: str | None = None,
) -> str:
    """Return a map on which territories are darker the higher their value is.

    Args:
        values: Value by territory, not negative; those without one stay grey.
        hints: Words by territory that appear when one points at it.
        label: The sentence that stands for the picture.
        marked: Territory with a thick border, such as the home.
    """
    sheet = borders()
    limits = class_limits(values)
    parts = [svg.element("path", d=path, klass="none") for path in sheet["disputed"]]
    plain = "".join(
        path for place, path in sheet["areas"].items() if place not in values and place != marked
    )
    parts.append(svg.element("path", d=plain, klass="none"))
    for place, path in sheet["areas"].items():
        if place in values or place == marked:
            kind = _class(values.get(place), limits) + (" home" if place == marked else "")
            parts.append(svg.element("path", _hint(hints, place), d=path, klass=kind))
    for place, (x, y) in sheet["dots"].items():
        if place in values:
            kind = _class(values[place], limits)
            parts.append(svg.element("circle", _hint(hints, place), cx=x, cy=y, r=4, klass=kind))
    return svg.picture(
        "".join(parts),
        label,
        height=sheet["height"],
        view_box=f"0 0 {sheet['width']} {sheet['height']}",
        klass="chart map",
    )


def class_limits(values: Mapping[str, float]) -> list[float]:
    """Return the upper ends of the classes: equal steps of the square root up to the largest."""
    largest = max(values.values(), default=0.0)
    return [largest * ((n + 1) / CLASSES) ** 2 for n in range(CLASSES)]


def _class(value: float | None, limits: list[float]) -> str:
    if value is None:
        return "none"
    return f"c{next((n for n, end in enumerate(limits) if value <= end * 1.000001), CLASSES - 1)}"


def _hint(hints: Mapping[str, str], place: str) -> str:
    return svg.title(hints[place]) if place in hints else ""
