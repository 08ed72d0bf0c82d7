"""The world map: a companion of the ranked bar, never the answer by itself.

Borders are drawn as Natural Earth gives them, which is who is in control and no position on who
should be. Territories too small for the sheet are dots.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from grondstof.products.charts import svg

CLASSES = 5
# Width of a letter of the key [px], and the letters that a box and the space after it take.
_LETTER, _BOX = 7, 5
_KEY_LINE = 22
# Letters of a key, which are smaller than those of a name, across a page.
_PAGE_KEY = 76


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
    keys: Sequence[tuple[str, str]] = (),
) -> str:
    """Return a map on which territories are darker the higher their value is, with its key.

    Args:
        values: Value by territory, not negative; those without one stay grey.
        hints: Words by territory that appear when one points at it.
        label: The sentence that stands for the picture.
        marked: Territory with a thick border, such as the home.
        keys: Class of the drawing and what it stands for, see `used_classes`; none for no key.
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
    drawn = svg.picture(
        "".join(parts),
        label,
        height=sheet["height"],
        view_box=f"0 0 {sheet['width']} {sheet['height']}",
        klass="chart map",
    )
    return drawn + _key(keys) if keys else drawn


def used_classes(values: Mapping[str, float]) -> list[tuple[str, float, float]]:
    """Return each class that some territory has: its name, and the values it lies between."""
    limits = class_limits(values)
    used = {_class(value, limits) for value in values.values()}
    ends = list(zip([0.0, *limits], limits, strict=False))
    return [(f"c{n}", low, high) for n, (low, high) in enumerate(ends) if f"c{n}" in used]


def _key(keys: Sequence[tuple[str, str]]) -> str:
    """Return what the colours stand for, in letters that keep their size on a phone."""
    label = ", ".join(words for _, words in keys)
    wide, phone = (_key_lines(keys, room) for room in (_PAGE_KEY, svg.PHONE_LETTERS))
    if wide == phone:
        return _key_picture(phone, label, "")
    return _key_picture(wide, label, " wide") + _key_picture(phone, label, " narrow")


def _key_lines(keys: Sequence[tuple[str, str]], room: int) -> list[list[tuple[str, str]]]:
    lines: list[list[tuple[str, str]]] = [[]]
    for key in keys:
        taken = sum(len(words) + _BOX for _, words in lines[-1])
        if lines[-1] and taken + len(key[1]) + 2 > room:
            lines.append([])
        lines[-1].append(key)
    return lines


def _key_picture(lines: Sequence[Sequence[tuple[str, str]]], label: str, form: str) -> str:
    parts = []
    for number, line in enumerate(lines):
        x, y = 0, number * _KEY_LINE
        for kind, words in line:
            parts.append(svg.element("rect", x=x + 1, y=y + 5, width=12, height=12, klass=kind))
            parts.append(svg.text(words, x=x + 19, y=y + 15, klass="note"))
            x += (len(words) + _BOX) * _LETTER
    height = len(lines) * _KEY_LINE
    return svg.picture("".join(parts), label, height=height, klass=f"chart map keys{form}")


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
