"""A shortage month by month: a bar for each month with its range, and when the shock is on.

Places are parts of the width, so that the picture keeps its letter size on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from grondstof.products.charts import svg

# On a phone the left margin still holds the letters of "100 %".
_LEFT, _TOP, _BOTTOM = 0.15, 24, 34
_STEPS = (0.0, 0.5, 1.0)


@dataclass(frozen=True)
class Month:
    """One month: its number, the short part with its range, and the words for it."""

    number: int
    value: float
    low: float
    high: float
    hint: str


@dataclass(frozen=True)
class Words:
    """What the picture says: the ends of the scale, the axis, and the line over the shock."""

    scale: Sequence[str]
    axis: str
    shock: str


def months(
    items: Sequence[Month], label: str, words: Words, shock: tuple[int, int], height: int = 240
) -> str:
    """Return the picture.

    Args:
        items: Months in order, from 1.
        label: The sentence that stands for the picture.
        words: Texts for 0, a half and the whole of use; the axis; the shock.
        shock: First and last month in which a shock is on.
        height: Height in pixels.
    """
    floor = height - _BOTTOM
    tall = floor - _TOP
    width = (1.0 - _LEFT) / max(1, len(items))
    body = [_field(shock, width, tall, words.shock)] if shock[1] >= shock[0] else []
    for part, told in zip(_STEPS, words.scale, strict=True):
        y = floor - part * tall
        body.append(svg.element("line", x1=svg.share(_LEFT), x2="100%", y1=y, y2=y, klass="grid"))
        x = svg.share(_LEFT - 0.008)
        body.append(svg.text(told, x=x, y=y + 4, text_anchor="end", klass="tick"))
    every = 3 if len(items) <= 30 else 6
    for item in items:
        body.append(_bar(item, width, floor, tall))
        if item.number == 1 or item.number % every == 0:
            middle = svg.share(_LEFT + (item.number - 0.5) * width)
            anchor = "end" if item.number == len(items) else "middle"
            x = "100%" if anchor == "end" else middle
            body.append(
                svg.text(str(item.number), x=x, y=floor + 14, text_anchor=anchor, klass="tick")
            )
    body.append(
        svg.element("line", x1=svg.share(_LEFT), x2="100%", y1=floor, y2=floor, klass="axis")
    )
    body.append(svg.text(words.axis, x="100%", y=height - 4, text_anchor="end", klass="tick"))
    return svg.picture("".join(body), label, height=height, klass="chart months")


def _field(shock: tuple[int, int], width: float, tall: float, words: str) -> str:
    start = _LEFT + (shock[0] - 1) * width
    wide = (shock[1] - shock[0] + 1) * width
    box = svg.element(
        "rect", x=svg.share(start), y=_TOP, width=svg.share(wide), height=tall, klass="field"
    )
    return box + svg.text(words, x=svg.share(start), y=_TOP - 8, klass="note")


def _bar(item: Month, width: float, floor: float, tall: float) -> str:
    x = _LEFT + (item.number - 1) * width
    middle = svg.share(x + width / 2)
    high, low = floor - item.high * tall, floor - item.low * tall
    parts = [
        svg.title(item.hint),
        svg.element(
            "rect", x=svg.share(x + 0.12 * width), y=floor - item.value * tall,
            width=svg.share(0.76 * width), height=max(item.value * tall, 0.0), klass="bar modelled",
        ),
    ]  # fmt: skip
    if low - high >= 1.0:
        parts.append(svg.element("line", x1=middle, x2=middle, y1=high, y2=low, klass="whisker"))
    return svg.element("g", *parts)
