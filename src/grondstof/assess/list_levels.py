"""Components and end products on a home's list: what they inherit from their materials.

Links are those of the reviewed chains. An entry takes the worst of its essential inputs and, where
quantities are known, their weighted mean; the path to the worst input is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from grondstof.assess.chain_model import Edge, Figure, Node
from grondstof.assess.chains import Chain, chains
from grondstof.methods.inheritance import inherit

Row = Mapping[str, Any]

FOCUS = ("permanent-magnet", "li-ion-battery", "defence-systems")
_MADE = ("component", "assembly")


def level_rows(found: Sequence[Row], names: Sequence[str] = FOCUS) -> Iterator[dict[str, Any]]:
    """Yield one row for each component and end product of the named chains.

    Args:
        found: Rows of `assessed__national_list`.
        names: Products whose chains are taken.
    """
    listed = {row["material_id"]: row for row in found}
    for name in names:
        if name in chains():
            yield from _chain(chains()[name], listed)


def _chain(chain: Chain, listed: Mapping[str, Row]) -> Iterator[dict[str, Any]]:
    into: dict[str, list[Edge]] = {}
    for edge in chain.edges:
        into.setdefault(edge.to, []).append(edge)
    nodes = chain.nodes
    for node in nodes.values():
        if node.stage not in _MADE:
            continue
        inputs = _inputs(node.id, into, nodes, listed)
        if inputs:
            level = "product" if node.id == chain.final else "component"
            yield {
                "product_id": chain.product_id,
                "entry_id": node.id,
                "level": level,
                "name_nl": node.name.nl,
                "name_en": node.name.en,
            } | _inherited(inputs, listed, {key: nodes[key].name for key in nodes})


def _inputs(
    start: str, into: Mapping[str, list[Edge]], nodes: Mapping[str, Node], listed: Mapping[str, Row]
) -> dict[str, tuple[list[str], bool, float | None]]:
    """Return path, whether every link is essential, and quantity, by material on the list."""
    found: dict[str, tuple[list[str], bool, float | None]] = {}
    waiting: list[tuple[str, list[str], bool, float | None]] = [(start, [start], True, 1.0)]
    while waiting:
        place, path, essential, quantity = waiting.pop()
        material = nodes[place].material
        if material is not None and material in listed and place != start:
            old = found.get(material)
            if old is None or (essential and not old[1]):
                found[material] = (path, essential, quantity)
        for edge in into.get(place, []):
            if edge.from_ in path:
                continue
            part = edge.coefficient
            known = part.value if isinstance(part, Figure) else None
            next_quantity = quantity
            # From a material upward it is the same material, whatever the yield.
            if material is None:
                next_quantity = None if known is None or quantity is None else quantity * known
            waiting.append(
                (
                    edge.from_,
                    [*path, edge.from_],
                    essential and edge.class_ == "essential",
                    next_quantity,
                )
            )
    return found


def _inherited(
    inputs: Mapping[str, tuple[list[str], bool, float | None]],
    listed: Mapping[str, Row],
    names: Mapping[str, Any],
) -> dict[str, Any]:
    values = {name: float(listed[name]["supply_risk"]) for name in inputs}
    essential = [name for name, (_, needed, _) in inputs.items() if needed]
    quantities = {name: amount for name, (_, _, amount) in inputs.items() if amount is not None}
    got = inherit(values, essential, quantities)
    worst = None if got.worst_input is None else listed[got.worst_input]
    path = [] if got.worst_input is None else inputs[got.worst_input][0]
    on_list = sorted(name for name in inputs if listed[name]["verdict"] == "listed")
    return {
        "supply_risk_worst": got.worst,
        "supply_risk_worst_low": None if worst is None else worst["supply_risk_low"],
        "supply_risk_worst_high": None if worst is None else worst["supply_risk_high"],
        "worst_material_id": got.worst_input,
        "path_nl": " < ".join(names[place].nl for place in path) or None,
        "path_en": " < ".join(names[place].en for place in path) or None,
        "supply_risk_mean": got.mean,
        "inputs_weighed": got.known_weight[0],
        "inputs": len(inputs),
        "listed_inputs": ", ".join(on_list) or None,
        "kind": "modelled",
        "oldest_year": min(listed[name]["oldest_year"] for name in inputs),
        "lacks": None if got.mean is not None else "supply_risk_mean",
    }
