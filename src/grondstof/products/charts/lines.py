"""Small pictures of time: a spark without axes, and small multiples with first and last named."""

from collections.abc import Sequence
from itertools import pairwise

from grondstof.products.charts import svg

Point = tuple[int, float | None]


def spark(points: Sequence[Point], label: str, height: int = 40) -> str:
    """Return a line through yearly values; years without a value leave a gap."""
    body = _line(points, height, 4)
    return svg.picture(body, label, height=height, klass="chart spark")


def series(points: Sequence[Point], label: str, words: Sequence[str], height: int = 150) -> str:
    """Return one small multiple.

    Args:
        points: Year and value, in the order of time; None leaves a gap.
        label: The sentence that stands for the picture.
        words: Value of each point as the reader sees it, None points included.
        height: Height in pixels.
    """
    known = [n for n, (_, value) in enumerate(points) if value is not None]
    if not known:
        return svg.picture("", label, height=height, klass="chart series")
    low = min(points[n][1] or 0.0 for n in known)
    floor = min(0.0, low)
    body = [_line(points, height - 20, 22, floor=floor, dots=words)]
    first, last = points[0][0], points[-1][0]
    axis = height - 20
    body.append(svg.element("line", x1="2%", x2="98%", y1=axis, y2=axis, klass="axis"))
    body.append(svg.text(str(first), x="2%", y=height - 4, klass="tick"))
    body.append(svg.text(str(last), x="98%", y=height - 4, text_anchor="end", klass="tick"))
    final = known[-1]
    body.append(
        svg.text(
            f"{points[final][0]}: {words[final]}", x="98%", y=14, text_anchor="end", klass="name"
        )
    )
    return svg.picture("".join(body), label, height=height, klass="chart series")


def _line(
    points: Sequence[Point],
    height: float,
    top: float,
    *,
    floor: float | None = None,
    dots: Sequence[str] = (),
) -> str:
    values = [value for _, value in points if value is not None]
    if not values:
        return ""
    low = min(values) if floor is None else floor
    span = (max(values) - low) or 1.0
    years = [year for year, _ in points]
    width = (years[-1] - years[0]) or 1
    spots = [
        None
        if value is None
        else (
            svg.share(0.02 + 0.96 * (year - years[0]) / width),
            top + (height - top - 4) * (1 - (value - low) / span),
        )
        for year, value in points
    ]
    parts = [
        svg.element("line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], klass="trend")
        for a, b in pairwise(spots)
        if a and b
    ]
    for n, words in enumerate(dots):
        spot = spots[n]
        if spot:
            hint = svg.title(f"{years[n]}: {words}")
            parts.append(svg.element("circle", hint, cx=spot[0], cy=spot[1], r=3.5, klass="dot"))
    return "".join(parts)
