"""Two bars for each name, one below the other: what a first look gives, and what lies behind it.

Used for shares at the border beside shares traced to where goods were made; the interval belongs to
the second bar. The name stands above and each number beside its bar, so that a phone keeps the
letter size and no name runs into a number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from grondstof.products.charts import svg
from grondstof.products.charts.whisker import whisker

_LINE, _KEY, _STEP = 58, 40, 15
# Part of the width that bars may fill; the rest is for their numbers.
_ROOM = 0.82


@dataclass(frozen=True)
class Pair:
    """One name with two numbers.

    Attributes:
        name: What the bars are about.
        words: Both numbers as the reader sees them, first and second.
        first: Length of the first bar.
        second: Length of the second bar.
        low: Lower end of the interval of the second; None without one.
        high: Upper end of the interval.
        href: Page that the name leads to.
        hint: Words shown when one points at the bars.
    """

    name: str
    words: tuple[str, str]
    first: float
    second: float
    low: float | None = None
    high: float | None = None
    href: str | None = None
    hint: str = ""


def pairs(items: Sequence[Pair], label: str, keys: tuple[str, str]) -> str:
    """Return pairs of bars, with the key of both above them; 1 is the whole width.

    With a long name they are returned twice, for a page and for a phone.

    Args:
        items: Pairs from top to bottom.
        label: The sentence that stands for the picture.
        keys: What the first and the second bar are.
    """
    return svg.in_both_widths(
        [(item.name, "") for item in items],
        lambda letters, form: _drawn(items, label, keys, letters, form),
    )


def _drawn(
    items: Sequence[Pair], label: str, keys: tuple[str, str], letters: int, form: str
) -> str:
    body, y = _key(keys), _KEY
    for item in items:
        lines = svg.name_lines(item.name, "", letters)
        body += _pair(item, lines, y)
        y += _LINE + svg.LINE * (len(lines) - 1)
    linked = any(item.href for item in items)
    return svg.picture(
        body,
        label,
        height=y,
        klass=f"chart bars pairs{form}",
        role="group" if linked else "img",
    )


def _key(keys: tuple[str, str]) -> str:
    parts = []
    for number, (words, kind) in enumerate(zip(keys, ("first", "second"), strict=True)):
        y = 3 + 15 * number
        parts.append(svg.element("rect", x=0, y=y, width=14, height=8, rx=2, klass=f"pair {kind}"))
        parts.append(svg.text(words, x=20, y=y + 8, klass="note"))
    return "".join(parts)


def _pair(item: Pair, lines: Sequence[str], y: int) -> str:
    name = "".join(
        svg.text(line, x=0, y=y + 14 + n * svg.LINE, klass="name") for n, line in enumerate(lines)
    )
    y += svg.LINE * (len(lines) - 1)
    parts = [svg.element("a", name, href=item.href) if item.href else name]
    hint = svg.title(item.hint or f"{item.name}: {' → '.join(item.words)}")
    for place, (value, kind) in enumerate(((item.first, "first"), (item.second, "second"))):
        top = y + 20 + _STEP * place
        wide, long = svg.share(_ROOM), svg.share(value * _ROOM)
        words = item.words[place]
        parts += [
            svg.element("rect", x=0, y=top, width=wide, height=10, rx=2, klass="rail"),
            svg.element(
                "rect", hint, x=0, y=top, width=long, height=10, rx=2, klass=f"pair {kind}"
            ),
            svg.text(words, x="100%", y=top + 10, klass="words label", text_anchor="end"),
        ]
    if item.low is not None and item.high is not None and item.high - item.low > 0.001:
        parts.append(whisker(item.low * _ROOM, item.high * _ROOM, y + 25 + _STEP))
    return "".join(parts)
