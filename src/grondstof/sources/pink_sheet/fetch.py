"""Fetches the workbook of monthly prices; its address changes with each year."""

from pathlib import Path

from grondstof.sources.kit.fetch_file import fetch_file
from grondstof.sources.kit.http import Progress

ADDRESS = (
    "https://thedocs.worldbank.org/en/doc/74e8be41ceb20fa0da750cda2f6b9e4e-0050012026/related/"
    "CMO-Historical-Data-Monthly.xlsx"
)
MAX_BYTES = 20_000_000


def fetch(folder: Path, progress: Progress | None = None) -> Path:
    """Download the publisher's current file into a folder and return its path."""
    return fetch_file(
        "pink_sheet", ADDRESS, folder / "CMO-Historical-Data-Monthly.xlsx", MAX_BYTES, progress
    )
