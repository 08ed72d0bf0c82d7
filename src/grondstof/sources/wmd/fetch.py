"""Fetches table 6.4 of World Mining Data; each edition has an address of its own."""

from pathlib import Path

from grondstof.sources.kit import find
from grondstof.sources.kit.http import Progress, download

ADDRESS = (
    "https://www.bmf.gv.at/dam/jcr:ed3d811d-6edd-4bf9-b564-40cacaedac94/"
    "6.4.%20Production_of_Mineral_Raw_Materials_of_individual_Countries_by_Minerals.xlsx"
)
MAX_BYTES = 20_000_000


def fetch(folder: Path, progress: Progress | None = None) -> Path:
    """Download the publisher's current file into a folder and return its path."""
    return download(
        ADDRESS,
        hosts=find.source("wmd").card.hosts,
        into=folder / "wmd-6.4.xlsx",
        max_bytes=MAX_BYTES,
        timeout=60.0,
        progress=progress,
    )
