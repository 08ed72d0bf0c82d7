"""The ranked bar: one line per item, longest first, with the interval drawn on the bar.

Name and number stand above the bar, so that the picture keeps its letter size on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from grondstof.products.charts import svg
from grondstof.products.charts.whisker import whisker

_LINE = 38


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its number in words, and where it starts and ends.

    Attributes:
        name: What the bar is about.
        words: The number as the reader sees it.
        value: Length of the bar; None when it is not known.
        low: Lower end of the interval; None without one.
        high: Upper end of the interval.
        kind: Kind of number; gives the bar its pattern.
        href: Page that the name leads to.
        hint: Words shown when one points at the bar.
    """

    name: str
    words: str
    value: float | None
    low: float | None = None
    high: float | None = None
    kind: str = "computed"
    href: str | None = None
    hint: str = ""


def bars(
    items: Sequence[Bar],
    label: str,
    *,
    maximum: float | None = None,
    threshold: tuple[float, str] | None = None,
) -> str:
    """Return ranked bars; with a long name twice, for a page and for a phone.

    Args:
        items: Bars from top to bottom.
        label: The sentence that stands for the picture.
        maximum: Value at the right edge; the largest end when None.
        threshold: A value to mark with a line, and its name.
    """
    ends = [end for bar in items for end in (bar.value, bar.high) if end is not None]
    if threshold:
        ends.append(threshold[0] * 1.1)
    full = maximum or max(ends, default=1.0) or 1.0
    return svg.in_both_widths(
        [(bar.name, bar.words) for bar in items],
        lambda letters, form: _drawn(items, label, full, threshold, letters, form),
    )


def _drawn(
    items: Sequence[Bar],
    label: str,
    full: float,
    threshold: tuple[float, str] | None,
    letters: int,
    form: str,
) -> str:
    y = 20 if threshold else 0
    body = _threshold(threshold, full) if threshold else ""
    for bar in items:
        lines = svg.name_lines(bar.name, bar.words, letters)
        body += _bar(bar, lines, y, full)
        y += _LINE + svg.LINE * (len(lines) - 1)
        if threshold:
            body += _limit(threshold[0] / full, y - _LINE + 20)
    linked = any(bar.href for bar in items)
    return svg.picture(
        body,
        label,
        height=y + 2,
        klass=f"chart bars{form}",
        role="group" if linked else "img",
    )


def _bar(bar: Bar, lines: Sequence[str], y: int, full: float) -> str:
    name = "".join(
        svg.text(line, x=0, y=y + 14 + n * svg.LINE, klass="name")
        for n, line in enumerate(lines)
        if line
    )
    y += svg.LINE * (len(lines) - 1)
    if bar.href:
        name = svg.element("a", name, href=bar.href)
    words = svg.text(bar.words, x="100%", y=y + 14, klass="words", text_anchor="end")
    rail = svg.element("rect", x=0, y=y + 20, width="100%", height=10, rx=2, klass="rail")
    parts = [name, words, rail]
    if bar.value is not None:
        parts.append(
            svg.element(
                "rect",
                svg.title(bar.hint or f"{bar.name}: {bar.words}"),
                x=0,
                y=y + 20,
                width=svg.share(bar.value / full),
                height=10,
                rx=2,
                klass=f"bar {bar.kind}",
            )
        )
    if bar.low is not None and bar.high is not None and bar.high > bar.low:
        parts.append(whisker(bar.low / full, bar.high / full, y + 25))
    return "".join(parts)


def _threshold(threshold: tuple[float, str], full: float) -> str:
    x = threshold[0] / full
    anchor = "end" if x > 0.6 else "start" if x < 0.2 else "middle"
    return svg.text(threshold[1], x=svg.share(x), y=12, klass="note", text_anchor=anchor)


def _limit(place: float, y: int) -> str:
    """Return the mark of the threshold across one bar; a line through all would cross the names."""
    x = svg.share(place)
    return svg.element("line", x1=x, x2=x, y1=y, y2=y + 13, klass="threshold")
