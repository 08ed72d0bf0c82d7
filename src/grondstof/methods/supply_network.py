"""The shape of a supply chain: order, cycles, which nodes an end product cannot do without.

A chain is a directed graph from ore to end product; edges are pairs (from, to).
"""

from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[str, str]


def cycle(nodes: Iterable[str], pairs: Sequence[Pair]) -> list[str]:
    """Return the nodes of one cycle, the first again at the end; empty when there is none.

    Depth-first search; the first edge back to a node that is still open closes the cycle.

    Source: Tarjan (1972), Depth-first search and linear graph algorithms.
    """
    after = _after(nodes, pairs)
    done: set[str] = set()
    for start in after:
        path: list[str] = []
        stack = [(start, iter(after[start]))] if start not in done else []
        while stack:
            name, rest = stack[-1]
            if name not in path:
                path.append(name)
            step = next(rest, None)
            if step is None:
                done.add(name)
                path.pop()
                stack.pop()
            elif step in path:
                return [*path[path.index(step) :], step]
            elif step not in done:
                stack.append((step, iter(after[step])))
    return []


def topological(nodes: Sequence[str], pairs: Sequence[Pair]) -> list[str]:
    """Return the nodes so that every edge runs forward; ties keep the given order.

    Raises:
        ValueError: The graph has a cycle.

    Source: Kahn (1962), Topological sorting of large networks.
    """
    after = _after(nodes, pairs)
    waiting = dict.fromkeys(nodes, 0)
    for _, to in pairs:
        waiting[to] += 1
    ready = [name for name in nodes if waiting[name] == 0]
    order: list[str] = []
    while ready:
        name = ready.pop(0)
        order.append(name)
        for to in after[name]:
            waiting[to] -= 1
            if waiting[to] == 0:
                ready.append(to)
    if len(order) < len(nodes):
        raise ValueError("the graph has a cycle")
    return order


def upstream(final: str, pairs: Sequence[Pair]) -> set[str]:
    """Return a node with all nodes from which it can be reached along the given edges."""
    before: dict[str, list[str]] = {}
    for start, to in pairs:
        before.setdefault(to, []).append(start)
    found, waiting = {final}, [final]
    while waiting:
        for name in before.get(waiting.pop(), []):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


def requirements(
    final: str, order: Sequence[str], coefficients: Mapping[Pair, float | None]
) -> dict[str, float | None]:
    """Return how much of each node one unit of the end product takes.

    q_final = 1, q_i = sum over edges (i, j) of c_ij q_j; None as soon as one factor on the way is
    unknown, because a part of a sum is no sum.

    Args:
        final: The end product.
        order: Nodes from ore to end product.
        coefficients: Amount of `from` per unit of `to`, None where unknown. [unit per unit]
    """
    found: dict[str, float | None] = {final: 1.0}
    for name in reversed(order):
        edges = [(to, c) for (start, to), c in coefficients.items() if start == name]
        terms = [None if c is None else _times(c, found.get(to)) for to, c in edges]
        if name != final:
            known = [term for term in terms if term is not None]
            found[name] = sum(known) if terms and len(known) == len(terms) else None
    return found


def _times(one: float, other: float | None) -> float | None:
    return None if other is None else one * other


def _after(nodes: Iterable[str], pairs: Sequence[Pair]) -> dict[str, list[str]]:
    after: dict[str, list[str]] = {name: [] for name in nodes}
    for start, to in pairs:
        after[start].append(to)
    return after
