"""Fetches the governance indicators: a zip archive with one workbook."""

from pathlib import Path

from grondstof.sources.kit import find
from grondstof.sources.kit.http import Progress, download

ADDRESS = "https://www.worldbank.org/content/dam/sites/govindicators/doc/wgidataset_excel.zip"
MAX_BYTES = 50_000_000


def fetch(folder: Path, progress: Progress | None = None) -> Path:
    """Download the publisher's current file into a folder and return its path."""
    return download(
        ADDRESS,
        hosts=find.source("wgi").card.hosts,
        into=folder / "wgidataset_excel.zip",
        max_bytes=MAX_BYTES,
        timeout=60.0,
        progress=progress,
    )
