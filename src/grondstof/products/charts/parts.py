"""Bars cut into parts: one line per item, each part as long as its count, with a legend above.

All bars share one scale, so that both the parts and the whole can be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from grondstof.products.charts import svg

_LINE = 40
_LEGEND = 24


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
    """Return bars cut into parts.

    Args:
        items: Bars from top to bottom.
        legend: Name of each part; parts that no bar has are left out of the legend.
        label: The sentence that stands for the picture.
    """
    full = max((sum(item.sizes) for item in items), default=1.0) or 1.0
    used = [n for n in range(len(legend)) if any(item.sizes[n] for item in items)]
    head, top = _legend(legend, used)
    body = "".join(_bar(item, top + n * _LINE, full, legend) for n, item in enumerate(items))
    role = "group" if any(item.href for item in items) else "img"
    height = top + len(items) * _LINE + 2
    return svg.picture(head + body, label, height=height, klass="chart parts", role=role)


def _legend(legend: Sequence[str], used: Sequence[int]) -> tuple[str, int]:
    """Return the legend, two entries to a line so that it fits a phone, and its height."""
    found = []
    for place, n in enumerate(used):
        x, y = ("0" if place % 2 == 0 else "50%"), place // 2 * _LEGEND
        found.append(
            svg.element("rect", x=x, y=y + 2, width=12, height=12, rx=2, klass=f"part p{n}")
        )
        found.append(svg.text(legend[n], x=x, dx=18, y=y + 13, klass="note"))
    return "".join(found), (len(used) + 1) // 2 * _LEGEND + 8


def _bar(item: Parts, y: int, full: float, legend: Sequence[str]) -> str:
    name = svg.text(item.name, x=0, y=y + 14, klass="name")
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
