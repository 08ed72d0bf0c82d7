"""The flow picture: at most twelve bands, thickness in proportion, the rest named as the rest.

A phone gets the same bands in another form, see `banded`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from grondstof.products.charts import svg

MOST_BANDS = 12
_WIDTH, _GAP, _NODE = 960, 17, 14
_EDGE = 10.0
# Heights: the most, what a picture needs by itself, and what each name of a column needs.
_TALL, _LEAST, _EACH = 420, 60, 44


@dataclass(frozen=True)
class Flow:
    """One flow from one name to another; level counts the columns from 0."""

    level: int
    start: str
    end: str
    value: float
    words: str


@dataclass(frozen=True)
class _Node:
    y: float
    height: float


def largest(flows: Sequence[Flow], rest: str, rest_words: str) -> list[Flow]:
    """Return at most twelve flows: per pair of columns the smallest are put together.

    Args:
        flows: All flows.
        rest: Name for the origins and ends put together.
        rest_words: Words for their number, with a blank `{value}` for the sum.
    """
    levels = sorted({flow.level for flow in flows})
    room = max(2, MOST_BANDS // max(1, len(levels)))
    kept: list[Flow] = []
    for level in levels:
        here = sorted((f for f in flows if f.level == level), key=lambda f: -f.value)
        most = room if len(here) <= room else room - 1
        kept += here[:most]
        if len(here) > most:
            total = sum(flow.value for flow in here[most:])
            end = here[0].end if len({flow.end for flow in here}) == 1 else rest
            kept.append(Flow(level, rest, end, total, rest_words.format(value=f"{total:,.0f}")))
    return kept


def sankey(flows: Sequence[Flow], label: str, height: int | None = None) -> str:
    """Return the picture of flows between columns.

    Args:
        flows: At most twelve flows, each from a column to the next.
        label: The sentence that stands for the picture.
        height: Height in pixels; what the longest column of names needs unless told.
    """
    if len(flows) > MOST_BANDS:
        raise ValueError(f"{len(flows)} bands; a flow picture has at most {MOST_BANDS}")
    columns = _columns(flows)
    tallest = max((sum(c.values()) for c in columns), default=1.0) or 1.0
    most = max((len(c) for c in columns), default=1)
    height = height or min(_TALL, _LEAST + _EACH * most)
    # The room at both ends keeps the name of a thin end inside the picture.
    scale = (height - _GAP * (most - 1) - 2 * _EDGE) / tallest
    nodes = _stacks(columns, flows, scale, height)
    step = (_WIDTH - _NODE) / max(1, len(columns) - 1)
    bands = "".join(
        _band(flow, middles, step, flow.value * scale)
        for flow, middles in zip(flows, _middles(flows, nodes, scale), strict=True)
    )
    boxes = "".join(_boxes(column, n * step, len(nodes)) for n, column in enumerate(nodes))
    return svg.picture(
        bands + boxes,
        label,
        height=height,
        view_box=f"0 0 {_WIDTH} {height}",
        klass="chart sankey",
    )


def _columns(flows: Sequence[Flow]) -> list[dict[str, float]]:
    count = max((flow.level for flow in flows), default=0) + 2
    into: list[dict[str, float]] = [{} for _ in range(count)]
    out: list[dict[str, float]] = [{} for _ in range(count)]
    for flow in flows:
        out[flow.level][flow.start] = out[flow.level].get(flow.start, 0.0) + flow.value
        into[flow.level + 1][flow.end] = into[flow.level + 1].get(flow.end, 0.0) + flow.value
    return [
        {name: max(a.get(name, 0.0), b.get(name, 0.0)) for name in {**a, **b}}
        for a, b in zip(out, into, strict=True)
    ]


def _stacks(
    columns: Sequence[dict[str, float]], flows: Sequence[Flow], scale: float, height: int
) -> list[dict[str, _Node]]:
    """Return the place of every name: the largest first, but each below what it comes from."""
    nodes: list[dict[str, _Node]] = []
    for level, column in enumerate(columns):
        origins: dict[str, set[str]] = {}
        for flow in flows:
            if flow.level + 1 == level:
                origins.setdefault(flow.end, set()).add(flow.start)
        # Where every name has one origin, names in the order of their origins cross no bands.
        single = len(origins) == len(column) and all(len(o) == 1 for o in origins.values())
        above = {name: nodes[-1][min(origins[name])].y if single else 0.0 for name in column}
        order = sorted(column, key=lambda name: (above[name], -column[name], name))
        nodes.append(_stack({name: column[name] for name in order}, scale, height))
    return nodes


def _stack(column: dict[str, float], scale: float, height: int) -> dict[str, _Node]:
    used = sum(column.values()) * scale + _GAP * (len(column) - 1)
    y = max(_EDGE, (height - used) / 2)
    nodes = {}
    for name, value in column.items():
        nodes[name] = _Node(y, value * scale)
        y += value * scale + _GAP
    return nodes


def _middles(
    flows: Sequence[Flow], nodes: Sequence[dict[str, _Node]], scale: float
) -> list[list[float]]:
    """Return where the middle of each band leaves and arrives, in the order of the other ends."""
    found = [[0.0, 0.0] for _ in flows]
    for side in (0, 1):
        used: dict[tuple[int, str], float] = {}
        far = [nodes[f.level + 1 - side][f.start if side else f.end].y for f in flows]
        for n in sorted(range(len(flows)), key=lambda n: far[n]):
            flow = flows[n]
            here = (flow.level + side, flow.end if side else flow.start)
            top = used.get(here, nodes[here[0]][here[1]].y)
            found[n][side] = top + flow.value * scale / 2
            used[here] = top + flow.value * scale
    return found


def _band(flow: Flow, middles: Sequence[float], step: float, thick: float) -> str:
    y0, y1 = middles
    x0, x1 = flow.level * step + _NODE, (flow.level + 1) * step
    middle = (x0 + x1) / 2
    path = f"M{x0:.0f},{y0:.1f}C{middle:.0f},{y0:.1f} {middle:.0f},{y1:.1f} {x1:.0f},{y1:.1f}"
    hint = svg.title(f"{flow.start} → {flow.end}: {flow.words}")
    return svg.element("path", hint, d=path, stroke_width=f"{max(thick, 1):.1f}", klass="band")


def _boxes(column: dict[str, _Node], x: float, count: int) -> str:
    last = x + _NODE >= _WIDTH - 1 and count > 1
    parts = []
    for name, node in column.items():
        tall = max(node.height, 2.0)
        parts.append(svg.element("rect", x=x, y=node.y, width=_NODE, height=tall, klass="node"))
        parts.append(
            svg.text(
                name,
                x=x - 6 if last else x + _NODE + 6,
                y=node.y + tall / 2 + 5,
                text_anchor="end" if last else None,
                klass="name",
            )
        )
    return "".join(parts)
