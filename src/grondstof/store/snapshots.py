"""Frozen bytes with their papers: written once, named by their hash, never changed."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from grondstof.errors import Fault, InputError


@dataclass(frozen=True)
class Papers:
    """What is known of frozen bytes: who published them, when, under which terms."""

    publisher: str
    title: str
    licence: str
    citation: str
    url: str
    accessed: date
    published: date


@dataclass(frozen=True)
class Snapshot:
    """One frozen file of a source.

    Attributes:
        snapshot_id: `source_id@` and the first 12 hex digits of the SHA-256 of the bytes.
        source_id: Source it belongs to.
        path: Where the bytes are.
        sha256: Hash of the bytes.
        papers: The sidecar.
    """

    snapshot_id: str
    source_id: str
    path: Path
    sha256: str
    papers: Papers

    def read(self) -> bytes:
        """Return the bytes after checking that they are still the ones that were frozen."""
        data = self.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise InputError(
                [
                    Fault(
                        str(self.path),
                        "bytes that differ from the hash in snapshot.json",
                        f"SHA-256 {self.sha256[:12]}…",
                        "Delete this folder and fetch the source again",
                    )
                ]
            )
        return data


def keep(folder: Path, source_id: str, name: str, data: bytes, papers: Papers) -> Snapshot:
    """Freeze bytes under their hash and return the snapshot; the same bytes twice do nothing.

    Args:
        folder: The `snapshots` folder of the data folder.
        source_id: Source the bytes belong to.
        name: File name, without folders.
        data: The bytes.
        papers: Publisher, title, licence, citation, address and dates.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    target = folder / source_id / sha256[:12]
    snapshot = Snapshot(f"{source_id}@{sha256[:12]}", source_id, target / name, sha256, papers)
    if (target / "snapshot.json").is_file():
        return snapshot
    target.mkdir(parents=True, exist_ok=True)
    _write_atomically(target / name, data)
    sidecar = {"file": name, "sha256": sha256, **asdict(papers)}
    text = json.dumps(sidecar, ensure_ascii=False, indent=1, default=str)
    # The sidecar comes last: bytes without papers count as not frozen.
    _write_atomically(target / "snapshot.json", text.encode())
    return snapshot


def frozen(folder: Path, source_id: str) -> Iterator[Snapshot]:
    """Yield the snapshots of a source, oldest publication first, then by hash."""
    found = []
    for sidecar in sorted((folder / source_id).glob("*/snapshot.json")):
        found.append(_open(source_id, sidecar))
    yield from sorted(found, key=lambda snapshot: (snapshot.papers.published, snapshot.sha256))


def _open(source_id: str, sidecar: Path) -> Snapshot:
    card: Mapping[str, str] = json.loads(sidecar.read_text(encoding="utf-8"))
    papers = Papers(
        publisher=card["publisher"],
        title=card["title"],
        licence=card["licence"],
        citation=card["citation"],
        url=card["url"],
        accessed=date.fromisoformat(card["accessed"]),
        published=date.fromisoformat(card["published"]),
    )
    sha256 = card["sha256"]
    path = sidecar.parent / card["file"]
    return Snapshot(f"{source_id}@{sha256[:12]}", source_id, path, sha256, papers)


def _write_atomically(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    Path(name).replace(path)
