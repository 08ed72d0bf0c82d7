"""Fetches the composite time series of the Human Development Report."""

from pathlib import Path

from grondstof.sources.kit.fetch_file import fetch_file
from grondstof.sources.kit.http import Progress

ADDRESS = (
    "https://hdr.undp.org/sites/default/files/2023-24_HDR/"
    "HDR23-24_Composite_indices_complete_time_series.csv"
)
MAX_BYTES = 20_000_000


def fetch(folder: Path, progress: Progress | None = None) -> Path:
    """Download the publisher's current file into a folder and return its path."""
    return fetch_file(
        "undp_hdr",
        ADDRESS,
        folder / "HDR23-24_Composite_indices_complete_time_series.csv",
        MAX_BYTES,
        progress,
    )
