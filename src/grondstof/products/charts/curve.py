"""A stepless curve of one number along another, with a value on the axis marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from grondstof.products.charts import svg

_HEIGHT, _TOP, _BOTTOM = 260, 30, 44


@dataclass(frozen=True)
class Spot:
    """One point: place across, place upwards, and both in words."""

    x: float
    y: float
    x_words: str
    y_words: str


def curve(spots: Sequence[Spot], label: str, across: str, up: str, marked: int) -> str:
    """Return the picture of a curve.

    Args:
        spots: Points, from left to right.
        label: The sentence that stands for the picture.
        across: What the horizontal axis shows.
        up: What the vertical axis shows.
        marked: Place of the point that is marked, such as the threshold in use.
    """
    if not spots:
        return svg.picture("", label, height=_HEIGHT, klass="chart curve")
    first, last = spots[0].x, spots[-1].x
    top = max(spot.y for spot in spots) or 1.0
    width = (last - first) or 1.0
    places = [
        (0.08 + 0.86 * (spot.x - first) / width, _height(spot.y / (1.15 * top))) for spot in spots
    ]
    body = [_axes(across, up), *_lines(places), _mark(spots[marked], places[marked])]
    body += [_spot(spot, place) for spot, place in zip(spots, places, strict=True)]
    body += [_tick(spots[n], places[n]) for n in _ticks(places, marked)]
    return svg.picture("".join(body), label, height=_HEIGHT, klass="chart curve")


def _height(fraction: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * fraction


def _axes(across: str, up: str) -> str:
    floor = _height(0.0)
    return (
        svg.element("line", x1="4%", x2="98%", y1=floor, y2=floor, klass="axis")
        + svg.text(f"{across} →", x="98%", y=_HEIGHT - 6, text_anchor="end", klass="note")
        + svg.text(f"↑ {up}", x=0, y=12, klass="note")
    )


def _lines(places: Sequence[tuple[float, float]]) -> list[str]:
    return [
        svg.element("line", x1=svg.share(a[0]), y1=a[1], x2=svg.share(b[0]), y2=b[1], klass="trend")
        for a, b in pairwise(places)
    ]


def _mark(spot: Spot, place: tuple[float, float]) -> str:
    x = svg.share(place[0])
    return svg.element("line", x1=x, x2=x, y1=place[1], y2=_height(0.0), klass="threshold")


def _spot(spot: Spot, place: tuple[float, float]) -> str:
    hint = svg.title(f"{spot.x_words}: {spot.y_words}")
    circle = svg.element("circle", hint, cx=svg.share(place[0]), cy=place[1], r=4, klass="dot")
    above = svg.text(
        spot.y_words, x=svg.share(place[0]), y=place[1] - 10, text_anchor="middle", klass="tick"
    )
    return circle + above


def _tick(spot: Spot, place: tuple[float, float]) -> str:
    return svg.text(
        spot.x_words,
        x=svg.share(place[0]),
        y=_height(0.0) + 16,
        text_anchor="middle",
        klass="tick",
    )


def _ticks(places: Sequence[tuple[float, float]], marked: int) -> list[int]:
    """Return which points get words on the axis: the ends, the marked one, others with room."""
    room = 0.13
    kept = [marked]
    for n in (0, len(places) - 1, *range(len(places))):
        if all(abs(places[n][0] - places[k][0]) >= room for k in kept):
            kept.append(n)
    return sorted(kept)
