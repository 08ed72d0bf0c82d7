"""Fetches the workbook of monthly prices; its address changes with each year."""

from pathlib import Path

from grondstof.sources.kit import find
from grondstof.sources.kit.http import Progress, download

ADDRESS = (
    "https://thedocs.worldbank.org/en/doc/74e8be41ceb20fa0da750cda2f6b9e4e-0050012026/related/"
    "CMO-Historical-Data-Monthly.xlsx"
)
MAX_BYTES = 20_000_000


def fetch(folder: Path, progress: Progress | None = None) -> Path:
    """Download the publisher's current file into a folder and return its path."""
    return download(
        ADDRESS,
        hosts=find.source("pink_sheet").card.hosts,
        into=folder / "CMO-Historical-Data-Monthly.xlsx",
        max_bytes=MAX_BYTES,
        timeout=60.0,
        progress=progress,
    )
