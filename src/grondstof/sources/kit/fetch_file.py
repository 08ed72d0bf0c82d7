"""Fetches one file of a publisher from the hosts that its card lists."""

from pathlib import Path

from grondstof.sources.kit import find
from grondstof.sources.kit.http import Progress, download

# A publisher that says nothing for this long has gone silent [s].
SILENCE = 60.0


def fetch_file(
    source_id: str, address: str, into: Path, max_bytes: int, progress: Progress | None = None
) -> Path:
    """Download one file of a source and return its path; see `http.fetch` for the rules.

    Args:
        source_id: Source whose card lists the hosts that may be asked.
        address: Address, https.
        into: Path of the file to write.
        max_bytes: Largest body accepted [B].
        progress: Called with the bytes so far and the bytes promised, if known.

    Raises:
        InputError: If the file does not arrive whole, or from a host that is not listed.
    """
    return download(
        address,
        hosts=find.source(source_id).card.hosts,
        into=into,
        max_bytes=max_bytes,
        timeout=SILENCE,
        progress=progress,
    )
