"""Snapshots are written once, carry their papers and notice when their bytes change."""

from datetime import date
from pathlib import Path

import pytest

from grondstof.errors import InputError
from grondstof.store.snapshots import Papers, frozen, keep

PAPERS = Papers(
    publisher="Office of Examples",
    title="Almanac",
    licence="CC BY 4.0",
    citation="Office of Examples (2024)",
    url="https://example.org",
    accessed=date(2024, 6, 1),
    published=date(2024, 5, 1),
)


def test_round_trip(tmp_path: Path) -> None:
    """What was kept comes back with bytes and papers, under the hash of the bytes."""
    kept = keep(tmp_path, "almanac", "p.csv", b"a,b\n1,2\n", PAPERS)
    (found,) = frozen(tmp_path, "almanac")
    assert found == kept
    assert found.read() == b"a,b\n1,2\n"
    assert found.snapshot_id == f"almanac@{found.sha256[:12]}"
    assert keep(tmp_path, "almanac", "p.csv", b"a,b\n1,2\n", PAPERS) == kept


def test_changed_bytes_are_noticed(tmp_path: Path) -> None:
    """A frozen file that was changed is refused when it is read."""
    kept = keep(tmp_path, "almanac", "p.csv", b"a,b\n1,2\n", PAPERS)
    kept.path.write_bytes(b"a,b\n1,3\n")
    with pytest.raises(InputError, match="bytes that differ from the hash"):
        kept.read()


def test_bytes_without_papers_do_not_count(tmp_path: Path) -> None:
    """A copy that was killed before its sidecar was written is not a snapshot."""
    kept = keep(tmp_path, "almanac", "p.csv", b"a\n", PAPERS)
    (kept.path.parent / "snapshot.json").unlink()
    assert list(frozen(tmp_path, "almanac")) == []
