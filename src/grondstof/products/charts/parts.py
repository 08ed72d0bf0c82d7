"""Bars cut into parts: one line per item, each part as long as its count, with a legend above.

All bars share one scale, so that both the parts and the whole can be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from grondstof.products.charts import svg

_LINE = 40
_LEGEND = 24
# Letters that fit half the width of a phone.
_HALF = 18


@dataclass(frozen=True)
class Parts:
    """One bar: its name, its total in words, and the size of each part in the order of the legend.

    Attributes:
        name: What the bar is about.
        words: The total as the reader sees it.
        sizes: Size of each part; zero leaves it out.
        href: Page that the name leads to.
    """

    name: str
    words: str
    sizes: Sequence[float]
    href: str | None = None


def parts(items: Sequence[Parts], legend: Sequence[str], label: str) -> str:
    """Return bars cut into parts; with a long name twice, for a page and for a phone.

    Args:
        items: Bars from top to bottom.
        legend: Name of each part; parts that no bar has are left out of the legend.
        label: The sentence that stands for the picture.
    """
    full = max((sum(item.sizes) for item in items), default=1.0) or 1.0
    return svg.in_both_widths(
        [(item.name, item.words) for item in items],
        lambda letters, form: _drawn(items, legend, label, full, letters, form),
    )


def _drawn(
    items: Sequence[Parts],
    legend: Sequence[str],
    label: str,
    full: float,
    letters: int,
    form: str,
) -> str:
    used = [n for n in range(len(legend)) if any(item.sizes[n] for item in items)]
    head, top = _legend(legend, used)
    body, y = "", top
    for item in items:
        lines = svg.name_lines(item.name, item.words, letters)
        body += _bar(item, lines, y, full, legend)
        y += _LINE + svg.LINE * (len(lines) - 1)
    role = "group" if any(item.href for item in items) else "img"
    return svg.picture(head + body, label, height=y + 2, klass=f"chart parts{form}", role=role)


def _legend(legend: Sequence[str], used: Sequence[int]) -> tuple[str, int]:
    """Return the legend and its height; two short entries share a line, a long one has its own."""
    found = []
    across = 1 if any(len(legend[n]) > _HALF for n in used) else 2
    for place, n in enumerate(used):
        x, y = ("0" if place % across == 0 else "50%"), place // across * _LEGEND
        found.append(
            svg.element("rect", x=x, y=y + 2, width=12, height=12, rx=2, klass=f"part p{n}")
        )
        found.append(svg.text(legend[n], x=x, dx=18, y=y + 13, klass="note"))
    return "".join(found), -(-len(used) // across) * _LEGEND + 8


def _bar(item: Parts, lines: Sequence[str], y: int, full: float, legend: Sequence[str]) -> str:
    name = "".join(
        svg.text(line, x=0, y=y + 14 + n * svg.LINE, klass="name")
        for n, line in enumerate(lines)
        if line
    )
    y += svg.LINE * (len(lines) - 1)
    if item.href:
        name = svg.element("a", name, href=item.href)
    words = svg.text(item.words, x="100%", y=y + 14, klass="words", text_anchor="end")
    found, start = [name, words], 0.0
    for n, size in enumerate(item.sizes):
        if size:
            hint = svg.title(f"{item.name}: {size:g} {legend[n]}")
            found.append(
                svg.element(
                    "rect",
                    hint,
                    x=svg.share(start / full),
                    y=y + 20,
                    width=svg.share(size / full),
                    height=12,
                    klass=f"part p{n}",
                )
            )
        start += size
    return "".join(found)
