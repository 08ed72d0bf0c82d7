"""The manifest of an edition: what was built, from what, with what; no clock enters it."""

import hashlib
import json
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from grondstof import __version__
from grondstof.store.snapshots import Snapshot
from grondstof.store.writer import Part

_LIBRARIES = ("duckdb", "numpy", "pyarrow", "scipy")
_CODE = (".py", ".sql", ".yml", ".csv", ".md")


def machine() -> dict[str, str]:
    """Return the versions and the processor that floating-point results depend on."""
    return {
        "grondstof": __version__,
        "python": platform.python_version(),
        **{name: version(name) for name in _LIBRARIES},
        "processor": _processor(),
    }


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    if sys.platform.startswith("linux") and path.is_file():
        for line in path.read_text("utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def code_digest() -> str:
    """Return a hash over the program and its content: code, queries, parameters, lists."""
    root = Path(str(files("grondstof")))
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in _CODE and "__pycache__" not in path.parts:
            total.update(path.relative_to(root).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()


def input_digest(snapshots: Iterable[Snapshot], as_of: date) -> str:
    """Return a hash over everything an edition is a function of."""
    parts = [code_digest(), as_of.isoformat(), *sorted(item.snapshot_id for item in snapshots)]
    parts += [f"{name}={number}" for name, number in sorted(machine().items())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def manifest(
    name: str,
    as_of: date,
    snapshots: Sequence[Snapshot],
    tables: Mapping[str, Sequence[Part]],
    **more: Any,
) -> dict[str, Any]:
    """Return the manifest of an edition.

    Args:
        name: Name of the edition.
        as_of: Day up to which publications were taken in.
        snapshots: Frozen inputs.
        tables: Parts written for each table.
        more: Further entries, such as recipes and sources.
    """
    return {
        "edition": name,
        "as_of": as_of.isoformat(),
        "input_digest": input_digest(snapshots, as_of),
        "machine": machine(),
        "snapshots": [
            {
                "snapshot_id": item.snapshot_id,
                "file": item.path.name,
                "sha256": item.sha256,
                "published": item.papers.published.isoformat(),
            }
            for item in sorted(snapshots, key=lambda item: (item.snapshot_id, item.path.name))
        ],
        "tables": {
            table: {
                "rows": sum(part.rows for part in parts),
                "parts": [asdict(part) for part in parts],
            }
            for table, parts in sorted(tables.items())
        },
        **more,
    }


def tables_digest(found: Mapping[str, Any]) -> str:
    """Return a hash over a manifest, which holds the hash of every part."""
    text = json.dumps(found, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
