"""What must hold in a chain file beyond its shape: known names, known sources, no cycle."""

from collections.abc import Iterator, Mapping, Sequence

from grondstof.assess.chain_model import ChainFile, Figure, Node, Published, Settled
from grondstof.errors import Fault
from grondstof.methods.supply_network import cycle
from grondstof.store.content import Located

_MEND = "Mend this line; docs/how-to/write-a-chain.md tells how"


def faults_of(file: Located, found: ChainFile, others: Mapping[str, ChainFile]) -> Iterator[Fault]:
    """Yield every fault of a file that has the right shape.

    Args:
        file: The file with its lines.
        found: The same as a model.
        others: All chain files, for those that are built on.
    """
    yield from _head(file, found, others)
    known = _known_nodes(found, others)
    seen: set[str] = set()
    for number, node in enumerate(found.nodes):
        place = ("nodes", number)
        if node.id in seen:
            yield _fault(file, (*place, "id"), f"the node '{node.id}' twice", "each node once")
        seen.add(node.id)
        yield from _node(file, place, node, found)
    for number, edge in enumerate(found.edges):
        for end, key in ((edge.from_, "from"), (edge.to, "to")):
            if end not in known:
                where = ("edges", number, key)
                yield _fault(file, where, f"the node '{end}'", "a node of this chain")
        yield from _figures(file, ("edges", number), [edge.coefficient], found)
    yield from _cycles(file, found, known)


def _known_nodes(found: ChainFile, others: Mapping[str, ChainFile]) -> set[str]:
    names = {node.id for node in found.nodes}
    for other in found.includes:
        if other in others and other != found.product_id:
            names |= _known_nodes(others[other], others)
    return names


def _head(file: Located, found: ChainFile, others: Mapping[str, ChainFile]) -> Iterator[Fault]:
    from grondstof.vocabulary.flags import tags

    if file.path.stem != found.product_id:
        yield _fault(file, ("product_id",), found.product_id, f"'{file.path.stem}', as the file")
    for number, tag in enumerate(found.tags):
        if tag not in tags():
            yield _fault(file, ("tags", number), tag, "a public interest of the vocabulary")
    for number, other in enumerate(found.includes):
        if other not in others or other == found.product_id:
            yield _fault(file, ("includes", number), other, "another chain")


def _node(file: Located, place: tuple[str, int], node: Node, found: ChainFile) -> Iterator[Fault]:
    from grondstof.assess.trade_codes import code_names
    from grondstof.vocabulary.materials import materials
    from grondstof.vocabulary.stages import stages
    from grondstof.vocabulary.territories import groups, territories

    if node.stage not in stages():
        yield _fault(file, (*place, "stage"), node.stage, "a stage of the vocabulary")
    if node.material is not None and node.material not in materials():
        yield _fault(file, (*place, "material"), node.material, "a material of the vocabulary")
    if isinstance(node.supply, Settled) and node.material is None:
        yield _fault(file, (*place, "supply"), "settled without material", "a material")
    for number, code in enumerate(node.codes):
        system, _, digits = code.partition(" ")
        if digits not in code_names() or not system.startswith(("HS", "CN")):
            yield _fault(file, (*place, "codes", number), code, "a code such as HS2017 850511")
    if isinstance(node.supply, Published):
        for number, share in enumerate(node.supply.published):
            where = (*place, "supply", "published", number)
            if share.territory not in territories() and share.territory not in groups():
                yield _fault(file, where, share.territory, "a territory or group")
            if share.source not in found.sources:
                yield _fault(file, where, share.source, "a source of this file")
        if sum(share.share for share in node.supply.published) > 1.0 + 1e-9:
            yield _fault(file, (*place, "supply"), "shares above 1", "shares that fit in 1")
    figures = [node.yield_, node.lead_time_months, node.stock_days]
    yield from _figures(file, place, figures, found)


def _figures(
    file: Located, place: tuple[str, int], figures: Sequence[object], found: ChainFile
) -> Iterator[Fault]:
    for figure in figures:
        if isinstance(figure, Figure) and figure.source not in found.sources:
            yield _fault(file, place, f"the source '{figure.source}'", "a source of this file")


def _cycles(file: Located, found: ChainFile, known: set[str]) -> Iterator[Fault]:
    pairs = [(e.from_, e.to) for e in found.edges if e.from_ in known and e.to in known]
    round_trip = cycle(sorted(known), pairs)
    if round_trip:
        number = pairs.index((round_trip[-2], round_trip[-1]))
        text = "a cycle: " + " -> ".join(round_trip)
        yield _fault(file, ("edges", number), text, "a chain without a way back")


def _fault(file: Located, path: tuple[str | int, ...], found: str, expected: str) -> Fault:
    return Fault(file.where(path), found if " " in found else f"'{found}'", expected, _MEND)
