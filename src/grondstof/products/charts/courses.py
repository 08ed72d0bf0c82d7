"""Courses over years: lines with the band of their range, one panel below another.

Lines and bands stand in a field that stretches with the page; words stand outside it and keep
their size. Each course has a dash of its own, so that colour is not needed to tell them apart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor, log10

from grondstof.products.charts import svg

_WIDE = 1000
_FIELD = 168
_TOP = 58
_BOTTOM = 30
_GAP = 14
_LEGEND = 18
# Longest name that fits half a phone, in letters.
_HALF = 14


@dataclass(frozen=True)
class Moment:
    """A year of a course: its value, its range and both in words; None where it is not known."""

    year: int
    value: float | None
    low: float | None = None
    high: float | None = None
    words: str = ""


@dataclass(frozen=True)
class Course:
    """One line: its name and its years in order. `look` 1 to 4 chooses colour and dash."""

    name: str
    look: int
    moments: Sequence[Moment]


@dataclass(frozen=True)
class Panel:
    """One field with its heading, its courses, and the words at the top of its scale."""

    title: str
    courses: Sequence[Course]
    ticks: Sequence[tuple[float, str]]


def courses(panels: Sequence[Panel], label: str) -> str:
    """Return panels one below another, with the sentence that stands for the picture."""
    body, y = "", 0
    for panel in panels:
        rows = -(-len(panel.courses) // _across(panel.courses))
        body += _panel(panel, y, rows)
        y += _TOP + (rows - 1) * _LEGEND + _FIELD + _BOTTOM + _GAP
    return svg.picture(body, label, height=float(max(y - _GAP, 1)), klass="chart courses")


def _panel(panel: Panel, y: int, rows: int) -> str:
    top = y + _TOP + (rows - 1) * _LEGEND
    years = [moment.year for course in panel.courses for moment in course.moments]
    if not years:
        return svg.text(panel.title, x=0, y=y + 14, klass="name")
    first, last = min(years), max(years)
    full = max((value for value, _ in panel.ticks), default=0.0) or 1.0
    parts = [svg.text(panel.title, x=0, y=y + 14, klass="name"), _legend(panel.courses, y + 34)]
    for value, words in panel.ticks:
        at = top + _FIELD * (1.0 - value / full)
        parts.append(svg.element("line", x1=0, x2="100%", y1=at, y2=at, klass="grid"))
        parts.append(svg.text(words, x=0, y=at - 4, klass="tick"))
    lines = "".join(_line(course, first, last, full) for course in panel.courses)
    parts.append(
        svg.element(
            "svg",
            lines,
            x=0,
            y=top,
            width="100%",
            height=_FIELD,
            viewBox=f"0 0 {_WIDE} {_FIELD}",
            preserveAspectRatio="none",
        )
    )
    parts.append(_axis(first, last, top + _FIELD))
    return "".join(parts)


def _across(found: Sequence[Course]) -> int:
    """Return how many names stand beside each other; a long one is cut at half a phone."""
    return 1 if any(len(course.name) > _HALF for course in found) else 2


def _legend(found: Sequence[Course], y: int) -> str:
    """Return the names of the courses, each with a piece of its line; two short ones share one."""
    parts, across = [], _across(found)
    for at, course in enumerate(found):
        left, row = 50 * (at % across), y + _LEGEND * (at // across)
        parts.append(
            svg.element(
                "svg",
                svg.element("line", x1=0, x2=26, y1=6, y2=6, klass=f"course l{course.look}")
                + svg.text(course.name, x=34, y=10, klass="tick"),
                x=f"{left}%",
                y=row - 10,
                width=f"{100 // across}%",
                height=16,
            )
        )
    return "".join(parts)


def _line(course: Course, first: int, last: int, full: float) -> str:
    parts = []
    for known, group in groupby(course.moments, key=lambda moment: moment.value is not None):
        if not known:
            continue
        run = list(group)
        high = [(_x(m.year, first, last), _y(_or(m.high, m.value), full)) for m in run]
        low = [(_x(m.year, first, last), _y(_or(m.low, m.value), full)) for m in run]
        middle = [(_x(m.year, first, last), _y(_or(m.value, 0.0), full)) for m in run]
        parts.append(
            svg.element("polygon", points=_points(high + low[::-1]), klass=f"range l{course.look}")
        )
        last_words = next((m.words for m in reversed(run) if m.words), "")
        parts.append(
            svg.element(
                "polyline",
                svg.title(f"{course.name}: {last_words}"),
                points=_points(middle),
                klass=f"course l{course.look}",
                vector_effect="non-scaling-stroke",
            )
        )
    return "".join(parts)


def _axis(first: int, last: int, y: float) -> str:
    parts = [svg.element("line", x1=0, x2="100%", y1=y, y2=y, klass="axis")]
    span = (last - first) or 1
    marks = [year for year in range(first, last + 1) if year % 10 == 0] or [first, last]
    for year in marks:
        share = (year - first) / span
        anchor = "start" if share < 0.04 else "end" if share > 0.96 else "middle"
        parts.append(
            svg.text(str(year), x=svg.share(share), y=y + 17, klass="tick", text_anchor=anchor)
        )
    return "".join(parts)


def _x(year: int, first: int, last: int) -> float:
    return _WIDE * (year - first) / ((last - first) or 1)


def _y(value: float, full: float) -> float:
    return _FIELD * (1.0 - min(max(value / full, 0.0), 1.0))


def _or(value: float | None, otherwise: float | None) -> float:
    return value if value is not None else otherwise or 0.0


def _points(spots: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)


def ticks(most: float, words_of: Callable[[float], str]) -> list[tuple[float, str]]:
    """Return two or three round values up to just above the largest, with their words.

    Args:
        most: Largest value to be shown.
        words_of: Function from a value to its words.
    """
    if most <= 0.0:
        return [(1.0, words_of(1.0))]
    power = 10.0 ** floor(log10(most))
    step = next(s * power for s in (0.25, 0.5, 1.0, 2.5, 5.0) if 3.0 * s * power >= most)
    count = ceil(most / step - 1e-9)
    return [(step * n, words_of(step * n)) for n in range(1, count + 1)]
