"""Keeps large arrays, such as the factor of an input-output table, on disk between questions.

Each entry is a folder with one plain `.npy` file for each array and an `entry.json` with shapes
and SHA-256 checksums; nothing is pickled, so an entry cannot run code. Arrays are memory-mapped
when opened. The folder is a cache: it may be deleted at any time, and the entries that were not
used longest go first when the size limit is passed.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_BYTES = 4_000_000_000
_CARD = "entry.json"
_BLOCK = 1 << 22
# What this process has already checked: folder, size and time of change of each file.
_checked: set[tuple[str, int, int]] = set()


def keep(
    folder: Path, key: str, arrays: "Mapping[str, NDArray[Any]]", *, max_bytes: int = MAX_BYTES
) -> bool:
    """Write arrays under a key; return False, writing nothing, when they exceed the limit.

    Args:
        folder: The cache folder.
        key: Name of the entry, for example a digest of the table and its release.
        arrays: Arrays by name; an order (C or Fortran) is kept as it is.
        max_bytes: Limit of the whole folder [B].
    """
    import numpy as np

    size = sum(int(array.nbytes) for array in arrays.values())
    if size > max_bytes:
        return False
    _make_room(folder, max_bytes - size, spare=key)
    part = folder / f".part-{key}-{os.getpid()}"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for name, array in arrays.items():
        np.save(part / f"{name}.npy", array, allow_pickle=False)
    files = {name: _sha256(part / f"{name}.npy") for name in arrays}
    (part / _CARD).write_text(json.dumps({"files": files}, indent=1, sort_keys=True), "utf-8")
    target = folder / key
    shutil.rmtree(target, ignore_errors=True)
    part.rename(target)
    return True


def find(folder: Path, key: str) -> "dict[str, NDArray[Any]] | None":
    """Return the memory-mapped arrays of an entry, or None when it is absent or damaged.

    Every file is checked against its checksum once in a process; a damaged entry is removed.
    """
    import numpy as np

    target = folder / key
    try:
        card = json.loads((target / _CARD).read_text("utf-8"))
        paths = {name: target / f"{name}.npy" for name in card["files"]}
        for name, path in paths.items():
            if not _intact(path, card["files"][name]):
                shutil.rmtree(target, ignore_errors=True)
                return None
        found = {name: np.load(path, mmap_mode="r") for name, path in paths.items()}
    except (OSError, ValueError, KeyError):
        return None
    os.utime(target / _CARD)
    return found


def _intact(path: Path, sha256: str) -> bool:
    status = path.stat()
    seen = (str(path), status.st_size, status.st_mtime_ns)
    if seen in _checked:
        return True
    if _sha256(path) != sha256:
        return False
    _checked.add(seen)
    return True


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _make_room(folder: Path, left: int, spare: str) -> None:
    entries = [path.parent for path in folder.glob(f"*/{_CARD}") if path.parent.name != spare]
    entries.sort(key=lambda entry: (entry / _CARD).stat().st_mtime, reverse=True)
    for entry in entries:
        left -= sum(path.stat().st_size for path in entry.iterdir())
        if left < 0:
            shutil.rmtree(entry, ignore_errors=True)
