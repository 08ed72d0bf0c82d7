"""Chains from their files: read, checked as a whole, and joined with the chains they build on.

A file is `content/chains/<product_id>.yml`; a private overlay adds files of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from grondstof.assess.chain_check import faults_of
from grondstof.assess.chain_model import ChainFile, Cited, Edge, Node
from grondstof.errors import Fault, InputError, UnknownName
from grondstof.store.content import Located, content_folder, load, yaml_files
from grondstof.store.private import private_folder


@dataclass(frozen=True)
class Chain:
    """A chain with everything it builds on.

    Attributes:
        file: The file as written.
        nodes: All nodes by id, those of included chains first.
        edges: All edges.
        sources: All publications by their name in the files.
        where: `file:line` of each node.
        final: Id of the node that nothing takes from: the end product.
        private: Whether any part comes from a private overlay.
    """

    file: ChainFile
    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    sources: Mapping[str, Cited]
    where: Mapping[str, str]
    final: str
    private: bool = False

    @property
    def product_id(self) -> str:
        """Return the id of the product."""
        return self.file.product_id

    @property
    def order(self) -> tuple[str, ...]:
        """Return the nodes from ore to end product."""
        from grondstof.methods.supply_network import topological

        found = topological(list(self.nodes), [(edge.from_, edge.to) for edge in self.edges])
        return tuple(found)


def chains() -> Mapping[str, Chain]:
    """Return all chains by product, shipped ones and those of a private overlay.

    Raises:
        InputError: a file breaks a rule; all faults at once, each with file and line.
    """
    private = private_folder()
    return _chains(private)


@cache
def _chains(private: Path | None) -> Mapping[str, Chain]:
    return chains_in([content_folder() / "chains"], private / "chains" if private else None)


def chain(product_id: str) -> Chain:
    """Return one chain.

    Raises:
        UnknownName: No chain of that name.
    """
    known = chains()
    if product_id not in known:
        raise UnknownName("chain", product_id, "a chain", sorted(known))
    return known[product_id]


def chains_in(folders: Sequence[Path], private: Path | None = None) -> dict[str, Chain]:
    """Read and check all chain files of folders.

    Raises:
        InputError: a file breaks a rule; all faults at once, each with file and line.
    """
    located: dict[str, tuple[Located, ChainFile, bool]] = {}
    faults: list[Fault] = []
    for folder in (*folders, *([private] if private else [])):
        for path in yaml_files(folder):
            file = load(path)
            found = _model(file, faults)
            if found is not None:
                located[found.product_id] = (file, found, folder == private)
    faults += [
        fault
        for file, found, _ in located.values()
        for fault in faults_of(file, found, {name: item[1] for name, item in located.items()})
    ]
    if faults:
        raise InputError(faults)
    return {name: _joined(name, located) for name in sorted(located)}


def _model(file: Located, faults: list[Fault]) -> ChainFile | None:
    try:
        return ChainFile.model_validate(file.data)
    except ValidationError as error:
        faults.extend(_faults(file, error))
        return None


def _faults(file: Located, error: ValidationError) -> Iterator[Fault]:
    seen: set[str] = set()
    for item in error.errors():
        where = [part for part in item["loc"] if not _branch(part)]
        place = file.where(tuple(where))
        missing = item["type"] == "missing" and where and where[-1] in ("coefficient", "supply")
        if place in seen and not missing:
            continue
        seen.add(place)
        if missing:
            yield Fault(
                place,
                f"no {where[-1]}",
                "a figure with low, high and source, or `unknown` with the reason",
                f"Write the {where[-1]}, or unknown and why",
            )
        else:
            name = ".".join(str(part) for part in where) or "the file"
            text = f"{name} = {str(item['input'])[:60]!r}"
            yield Fault(place, text, item["msg"], "Mend this line; docs/how-to/write-a-chain.md")


def _branch(part: str | int) -> bool:
    return part in ("Figure", "Unknown", "Settled", "Published", "Substitute")


def _joined(name: str, located: Mapping[str, tuple[Located, ChainFile, bool]]) -> Chain:
    parts = [located[part] for part in included(name, {k: v[1] for k, v in located.items()})]
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], Edge] = {}
    sources: dict[str, Cited] = {}
    where: dict[str, str] = {}
    for file, found, _ in parts:
        sources |= found.sources
        for number, node in enumerate(found.nodes):
            if node.id not in nodes:
                nodes[node.id] = node
                where[node.id] = file.where(("nodes", number))
        for edge in found.edges:
            edges.setdefault((edge.from_, edge.to), edge)
    used = {edge.from_ for edge in edges.values()}
    final = [node.id for node in located[name][1].nodes if node.id not in used]
    private = any(item[2] for item in parts)
    return Chain(located[name][1], nodes, tuple(edges.values()), sources, where, final[-1], private)


def included(name: str, files: Mapping[str, ChainFile]) -> list[str]:
    """Return a chain with all it builds on, those it builds on first, each once."""
    found: list[str] = []
    for other in files[name].includes:
        found += [part for part in included(other, files) if part not in found]
    return [*found, name]
