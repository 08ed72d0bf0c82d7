"""Fetches the annexes of the 2023 study as openly transcribed; the study itself is a PDF."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from grondstof.sources.kit.http import Progress, download

HOSTS = ("raw.githubusercontent.com",)
COMMIT = "59383504ead25f91fe9c197a1e660f4813684f17"
BASE = f"https://{HOSTS[0]}/erikemilsson/EU-Critical-Raw-Materials-CRM-Reports-Datasets/{COMMIT}"
FILES = (
    "fact_GlobalSupplyShares&t.csv",
    "fact_EUSupplyShares&t.csv",
    "fact_MaterialUseShares.csv",
    "dimension_CRMsOverTime.csv",
)
MAX_BYTES = 5_000_000
TYPES = ("text/plain", "text/csv", "application/octet-stream")


def address(name: str) -> str:
    """Return the address of one file of the transcription at the commit that was checked."""
    return f"{BASE}/{quote(name)}"


def fetch(
    folder: Path,
    progress: Progress | None = None,
    get: Callable[..., Path] = download,
) -> list[Path]:
    """Download the four annex tables into a folder and return their paths.

    Args:
        folder: Where the files go, under their published names.
        progress: Called with bytes so far and in all.
        get: How one file is fetched; tests replace it.

    Raises:
        InputError: If a file does not arrive whole; see `download`.
    """
    return [
        get(
            address(name),
            hosts=HOSTS,
            into=folder / name,
            max_bytes=MAX_BYTES,
            timeout=30.0,
            expect_types=TYPES,
            progress=progress,
        )
        for name in FILES
    ]
