"""Fetches the governance indicators: a zip archive with one workbook."""

from pathlib import Path

from grondstof.sources.kit.fetch_file import fetch_file
from grondstof.sources.kit.http import Progress

ADDRESS = "https://www.worldbank.org/content/dam/sites/govindicators/doc/wgidataset_excel.zip"
MAX_BYTES = 50_000_000


def fetch(folder: Path, progress: Progress | None = None) -> Path:
    """Download the publisher's current file into a folder and return its path."""
    return fetch_file("wgi", ADDRESS, folder / "wgidataset_excel.zip", MAX_BYTES, progress)
