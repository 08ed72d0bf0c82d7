"""Versioned parameters of methods: judgement as data, each leaf with its reason and source.

A file is `content/parameters/<method_id>/<version>.yml`. A leaf is a mapping with exactly
`value, unit, dist, spread, reason, source`; everything above a leaf is a mapping of names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from grondstof.errors import Fault, InputError, UnknownName
from grondstof.store.content import KeyPath, Located, content_folder, load

LEAF = frozenset({"value", "unit", "dist", "spread", "reason", "source"})
DISTRIBUTIONS = ("exact", "uniform", "normal", "lognormal", "dirichlet")


@dataclass(frozen=True)
class Leaf:
    """One parameter.

    Attributes:
        value: The value.
        unit: Its unit, `-` for none.
        dist: Name of its distribution.
        spread: Width of that distribution; None when exact.
        reason: Why this value.
        source: Publisher, title, year and place; or who judged.
        where: `file:line` of the leaf.
    """

    value: float | str
    unit: str
    dist: str
    spread: float | None
    reason: str
    source: str
    where: str


@dataclass(frozen=True)
class Parameters:
    """All parameters of one version of one method, by dotted name."""

    name: str
    leaves: Mapping[str, Leaf]

    def leaf(self, name: str) -> Leaf:
        """Return one parameter.

        Raises:
            UnknownName: If the file has no parameter of that name.
        """
        if name not in self.leaves:
            raise UnknownName(self.name, name, "a parameter of this file", sorted(self.leaves))
        return self.leaves[name]

    def number(self, name: str) -> float:
        """Return the value of a parameter that is a number.

        Raises:
            UnknownName: If the file has no parameter of that name.
            InputError: If its value is no number.
        """
        leaf = self.leaf(name)
        if isinstance(leaf.value, str):
            fault = Fault(leaf.where, f"'{leaf.value}'", "a number", f"Write {name} as a number")
            raise InputError([fault])
        return leaf.value

    def below(self, name: str) -> Mapping[str, Leaf]:
        """Return the parameters below a name, by the rest of their names."""
        prefix = f"{name}."
        return {
            key.removeprefix(prefix): leaf
            for key, leaf in self.leaves.items()
            if key.startswith(prefix)
        }


def address(method_id: str, version: str) -> str:
    """Return the name of a parameter file relative to the content folder, as lineage keeps it."""
    return f"parameters/{method_id}/{version}.yml"


@cache
def parameters(method_id: str, version: str) -> Parameters:
    """Read the parameters of one version of a method.

    Raises:
        InputError: With every leaf that is not complete, has an unknown key or distribution, or a
            width that does not fit its distribution.
    """
    return parse_parameters(load(content_folder() / address(method_id, version)))


def parse_parameters(file: Located) -> Parameters:
    """Check a file that was read and return its parameters; raises InputError with all faults."""
    faults: list[Fault] = []
    leaves = {".".join(path): _leaf(file, path, node, faults) for path, node in _walk(file, ())}
    if faults:
        raise InputError(faults)
    return Parameters(file.path.name, leaves)


def _walk(file: Located, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    node: object = file.data
    for name in path:
        node = node[name] if isinstance(node, dict) else None
    if isinstance(node, dict) and "value" not in node:
        for name in node:
            yield from _walk(file, (*path, name))
    else:
        yield path, node


def _leaf(file: Located, path: KeyPath, node: object, faults: list[Fault]) -> Leaf:
    where = file.where(path)
    found = node if isinstance(node, dict) else {}
    keys = set(found)
    if keys != LEAF:
        odd = ", ".join(sorted(keys ^ LEAF))
        faults.append(
            Fault(
                where,
                f"a parameter with wrong, missing or unknown keys: {odd}",
                "exactly " + ", ".join(sorted(LEAF)),
                "Write all six; spread is null when dist is exact",
            )
        )
    spread, dist = found.get("spread"), str(found.get("dist"))
    if dist not in DISTRIBUTIONS or (dist == "exact") != (spread is None):
        faults.append(
            Fault(
                where,
                f"the distribution '{dist}' with spread {spread}",
                "one of " + ", ".join(DISTRIBUTIONS) + "; a spread unless exact",
                "Say how far the value may be off, or that it is exact",
            )
        )
    value = found.get("value", 0.0)
    return Leaf(
        value=float(value) if isinstance(value, int | float) else str(value),
        unit=str(found.get("unit")),
        dist=dist,
        spread=None if spread is None else float(spread),
        reason=str(found.get("reason")),
        source=str(found.get("source")),
        where=where,
    )
