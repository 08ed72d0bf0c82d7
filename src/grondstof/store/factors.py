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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_BYTES = 4_000_000_000
_CARD = "entry.json"
_BLOCK = 1 << 20
_PART = 1 << 26
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
    files = {name: _checksum(part / f"{name}.npy") for name in arrays}
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


def _intact(path: Path, checksum: str) -> bool:
    status = path.stat()
    seen = (str(path), status.st_size, status.st_mtime_ns)
    if seen in _checked:
        return True
    if _checksum(path) != checksum:
        return False
    _checked.add(seen)
    return True


def _checksum(path: Path) -> str:
    """Return the SHA-256 of the SHA-256s of parts of a file, parts read side by side."""
    starts = range(0, max(path.stat().st_size, 1), _PART)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        parts = list(pool.map(lambda start: _sha256(path, start), starts))
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _sha256(path: Path, start: int) -> bytes:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        stream.seek(start)
        left = _PART
        while left and (block := stream.read(min(_BLOCK, left))):
            digest.update(block)
            left -= len(block)
    return digest.digest()


def _make_room(folder: Path, left: int, spare: str) -> None:
    entries = [path.parent for path in folder.glob(f"*/{_CARD}") if path.parent.name != spare]
    entries.sort(key=lambda entry: (entry / _CARD).stat().st_mtime, reverse=True)
    for entry in entries:
        left -= sum(path.stat().st_size for path in entry.iterdir())
        if left < 0:
            shutil.rmtree(entry, ignore_errors=True)
