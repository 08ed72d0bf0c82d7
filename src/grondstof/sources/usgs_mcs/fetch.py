"""Fetches the all-in-one file of the Mineral Commodity Summaries from ScienceBase."""

from pathlib import Path

from grondstof.sources.kit import find
from grondstof.sources.kit.http import Progress, download

ADDRESS = (
    "https://www.sciencebase.gov/catalog/file/get/696a75d5d4be0228872d3bf8"
    "?name=MCS2026_Commodities_Data.csv"
)
MAX_BYTES = 20_000_000


def fetch(folder: Path, progress: Progress | None = None) -> Path:
    """Download the publisher's current file into a folder and return its path."""
    return download(
        ADDRESS,
        hosts=find.source("usgs_mcs").card.hosts,
        into=folder / "MCS2026_Commodities_Data.csv",
        max_bytes=MAX_BYTES,
        timeout=60.0,
        progress=progress,
    )
