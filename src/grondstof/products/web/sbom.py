"""The bill of materials of the program itself: CycloneDX 1.6, from the metadata that is installed.

Only what runs stands in it: the package and what it requires without extras. No clock and no
network enter, so the same installation gives the same bytes.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any
from uuid import NAMESPACE_URL, uuid5

PACKAGE = "grondstof"


@cache
def bill() -> bytes:
    """Return the bill as JSON; every component with version, licence and purl."""
    root = distribution(PACKAGE)
    parts = sorted(_closure(root), key=lambda item: _key(item.name))
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, _mark([root, *parts]))}",
        "version": 1,
        "metadata": {"component": _component(root, "application")},
        "components": [_component(item, "library") for item in parts],
        "dependencies": [
            {"ref": _purl(item), "dependsOn": sorted(_purl(found) for found in _required(item))}
            for item in [root, *parts]
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _closure(root: Distribution) -> list[Distribution]:
    found: dict[str, Distribution] = {}
    waiting = list(_required(root))
    while waiting:
        item = waiting.pop()
        if _key(item.name) not in found:
            found[_key(item.name)] = item
            waiting += _required(item)
    return list(found.values())


def _required(item: Distribution) -> Iterator[Distribution]:
    """Yield what a distribution requires here: no extras, and only what is installed."""
    for line in item.requires or ():
        name = re.match(r"[A-Za-z0-9._-]+", line)
        if name is None or "extra ==" in line:
            continue
        try:
            yield distribution(name[0])
        except PackageNotFoundError:
            # A marker, such as another system, leaves it out of this installation.
            continue


def _component(item: Distribution, sort: str) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": sort,
        "bom-ref": _purl(item),
        "name": item.name,
        "version": item.version,
        "purl": _purl(item),
    }
    licence = _licence(item)
    if licence:
        component["licenses"] = [{"license": {"name": licence}}]
    return component


def _licence(item: Distribution) -> str:
    """Return the licence expression, else the first line of the field, else the classifier."""
    fields = ("License-Expression", "License")
    said = next((item.metadata[name] for name in fields if name in item.metadata), "")
    line = said.strip().splitlines()[0] if said.strip() else ""
    if line and len(line) < 80:
        return str(line)
    named = [c for c in item.metadata.get_all("Classifier") or () if c.startswith("License ::")]
    return str(named[0].rpartition(" :: ")[2]) if named else ""


def _purl(item: Distribution) -> str:
    return f"pkg:pypi/{_key(item.name)}@{item.version}"


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _mark(items: list[Distribution]) -> str:
    return " ".join(_purl(item) for item in items)
