"""The scatter of the list: importance across, supply risk up, with the uncertainty of both."""

from collections.abc import Sequence
from dataclasses import dataclass

from grondstof.products.charts import svg

_HEIGHT = 440
_BOTTOM = 44
_TOP = 30
# Widths for which labels are laid out: a phone and a desktop page [pixels].
_NARROW, _WIDE = 330, 860
_LETTER = 6.6
# Part of the width beyond which a number on the axis would run out of the picture.
_LAST_TICK = 0.94


@dataclass(frozen=True)
class Dot:
    """One material in the plane.

    Attributes:
        name: Label.
        x: Place across; y: place upwards; both in the units of their axis.
        x_low: Lower end of the interval of x; None without one. The others likewise.
        klass: Class that gives the dot its shape and colour.
        href: Page that the dot leads to.
        hint: Words shown when one points at the dot.
        weight: Dots of more weight get their label first.
    """

    name: str
    x: float
    y: float
    x_low: float | None = None
    x_high: float | None = None
    y_low: float | None = None
    y_high: float | None = None
    klass: str = "dot"
    href: str | None = None
    hint: str = ""
    weight: float = 0.0


@dataclass(frozen=True)
class Axis:
    """One axis: its words, its end, its ticks with words, and a threshold on it."""

    words: str
    end: float
    ticks: Sequence[tuple[float, str]]
    threshold: float | None = None


def scatter(dots: Sequence[Dot], across: Axis, up: Axis, label: str, corner: str = "") -> str:
    """Return the picture; `corner` names the area beyond both thresholds."""
    place = {id(dot): (_x(dot.x / across.end), _y(dot.y / up.end)) for dot in dots}
    order = sorted(dots, key=lambda dot: -dot.weight)
    wide = _labelled(order, place, _WIDE)
    narrow = _labelled(order, place, _NARROW)
    body = [_field(across, up, corner), _axes(across, up)]
    body += [_spread(dot, across.end, up.end) for dot in dots]
    body += [_dot(dot, place[id(dot)], id(dot) in wide, id(dot) in narrow) for dot in dots]
    return svg.picture("".join(body), label, height=_HEIGHT, klass="chart scatter", role="group")


def _x(fraction: float) -> float:
    return 0.06 + 0.90 * min(max(fraction, 0.0), 1.0)


def _y(fraction: float) -> float:
    room = _HEIGHT - _BOTTOM - _TOP
    return _HEIGHT - _BOTTOM - room * min(max(fraction, 0.0), 1.0)


def _field(across: Axis, up: Axis, corner: str) -> str:
    if across.threshold is None or up.threshold is None:
        return ""
    left, bottom = _x(across.threshold / across.end), _y(up.threshold / up.end)
    box = svg.element(
        "rect",
        x=svg.share(left),
        y=_TOP - 8,
        width=svg.share(_x(1) - left + 0.03),
        height=bottom - _TOP + 8,
        klass="field",
    )
    return box + svg.text(
        corner, x=svg.share(_x(1) + 0.02), y=_TOP + 8, text_anchor="end", klass="note corner"
    )


def _axes(across: Axis, up: Axis) -> str:
    floor = _y(0)
    parts = [svg.element("line", x1="6%", x2="99%", y1=floor, y2=floor, klass="axis")]
    for value, words in up.ticks:
        y = _y(value / up.end)
        parts.append(svg.element("line", x1="6%", x2="99%", y1=y, y2=y, klass="grid"))
        parts.append(svg.text(words, x="5%", y=y + 4, text_anchor="end", klass="tick"))
    for value, words in across.ticks:
        x = _x(value / across.end)
        # A number at the very edge would run out of the picture or into its neighbour on a phone.
        if x <= _LAST_TICK:
            parts.append(
                svg.text(words, x=svg.share(x), y=floor + 16, text_anchor="middle", klass="tick")
            )
    parts.append(
        svg.text(f"{across.words} →", x="99%", y=floor + 36, text_anchor="end", klass="note")
    )
    parts.append(svg.text(f"↑ {up.words}", x=0, y=10, klass="note"))
    return "".join(parts)


def _spread(dot: Dot, x_end: float, y_end: float) -> str:
    parts = []
    x, y = svg.share(_x(dot.x / x_end)), _y(dot.y / y_end)
    if dot.y_low is not None and dot.y_high is not None:
        low, high = _y(dot.y_low / y_end), _y(dot.y_high / y_end)
        parts.append(svg.element("line", x1=x, x2=x, y1=low, y2=high, klass="spread"))
    if dot.x_low is not None and dot.x_high is not None:
        low_x, high_x = svg.share(_x(dot.x_low / x_end)), svg.share(_x(dot.x_high / x_end))
        parts.append(svg.element("line", x1=low_x, x2=high_x, y1=y, y2=y, klass="spread"))
    return "".join(parts)


def _dot(dot: Dot, place: tuple[float, float], wide: bool, narrow: bool) -> str:
    x, y = place
    mark = svg.element("circle", svg.title(dot.hint or dot.name), cx=svg.share(x), cy=y, r=5)
    parts = [mark]
    if wide or narrow:
        shown = "label" if wide and narrow else "label wide" if wide else "label narrow"
        left = x > 0.8
        parts.append(
            svg.text(
                dot.name,
                x=svg.share(x),
                dx=-9 if left else 9,
                y=y + 4,
                text_anchor="end" if left else None,
                klass=shown,
            )
        )
    group = "".join(parts)
    if dot.href:
        group = svg.element("a", group, href=dot.href, aria_label=dot.hint or dot.name)
    return svg.element("g", group, klass=dot.klass)


def _labelled(order: Sequence[Dot], place: dict[int, tuple[float, float]], width: int) -> set[int]:
    """Return the dots whose label meets no other label or dot at a width, heaviest first."""
    taken = [(x * width - 6, y - 6, x * width + 6, y + 6) for x, y in place.values()]
    found: set[int] = set()
    for dot in order:
        x, y = place[id(dot)][0] * width, place[id(dot)][1]
        length = len(dot.name) * _LETTER
        start = x - 9 - length if place[id(dot)][0] > 0.8 else x + 9
        box = (start, y - 7, start + length, y + 7)
        own = (x - 6, y - 6, x + 6, y + 6)
        inside = box[0] >= 0 and box[2] <= width
        if inside and not any(_meet(box, other) for other in taken if other != own):
            taken.append(box)
            found.add(id(dot))
    return found


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
