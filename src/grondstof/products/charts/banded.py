"""The flow picture for a phone: the same bands as bars, grouped by the name where they meet.

In a picture of columns the letters would shrink below what one can read, or the picture would have
to be moved sideways. The stylesheet shows one of both forms, by the width of the line.
"""

from collections.abc import Sequence

from grondstof.products.charts import svg
from grondstof.products.charts.sankey import Flow, sankey

# Heights of the heading of a group and of one bar.
_HEADING, _BAR = 32, 40


def both_forms(flows: Sequence[Flow], label: str) -> str:
    """Return the picture for a wide line and the one for a phone; the stylesheet shows one."""
    return sankey(flows, label) + banded_list(flows, label)


def banded_list(flows: Sequence[Flow], label: str) -> str:
    """Return the same bands as bars, per step, under the name where they meet.

    Args:
        flows: At most twelve flows.
        label: The sentence that stands for the picture.
    """
    most = max((flow.value for flow in flows), default=1.0) or 1.0
    body, y = "", 0
    for heading, group in _groups(flows):
        body += svg.text(heading, x=0, y=y + 18, klass="words")
        y += _HEADING
        for name, flow in group:
            part, y = _line(name, flow, y, most)
            body += part
    return svg.picture(body, label, height=y + 2, klass="chart banded")


def _groups(flows: Sequence[Flow]) -> list[tuple[str, list[tuple[str, Flow]]]]:
    """Return the flows of each step under the names of its side with the fewest names."""
    found: dict[tuple[int, str], list[tuple[str, Flow]]] = {}
    for level in sorted({flow.level for flow in flows}):
        here = [flow for flow in flows if flow.level == level]
        starts = len({flow.start for flow in here}) <= len({flow.end for flow in here})
        for flow in here:
            heading = f"{flow.start} →" if starts else f"→ {flow.end}"
            name = flow.end if starts else flow.start
            found.setdefault((level, heading), []).append((name, flow))
    # Within a step the largest group first; the sort leaves the steps in their order.
    whole = {key: sum(flow.value for _, flow in group) for key, group in found.items()}
    return [
        (key[1], sorted(found[key], key=lambda item: -item[1].value))
        for key in sorted(found, key=lambda key: (key[0], -whole[key]))
    ]


def _line(name: str, flow: Flow, y: int, most: float) -> tuple[str, int]:
    lines = svg.name_lines(name, flow.words)
    words = [
        svg.text(line, x=0, y=y + 14 + n * svg.LINE, klass="name")
        for n, line in enumerate(lines)
        if line
    ]
    y += svg.LINE * (len(lines) - 1)
    width = svg.share(flow.value / most)
    words.append(svg.text(flow.words, x="100%", y=y + 14, text_anchor="end"))
    words.append(svg.element("rect", x=0, y=y + 20, width=width, height=10, klass="bar"))
    return "".join(words), y + _BAR
