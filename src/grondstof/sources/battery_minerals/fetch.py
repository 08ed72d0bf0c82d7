"""Fetches the mineral intensities of battery packs."""

from pathlib import Path

from grondstof.sources.kit import find
from grondstof.sources.kit.http import Progress, download

ADDRESS = (
    "https://raw.githubusercontent.com/pmbusch/Critical-Minerals-EV/"
    "2aafd29f162c14fd1394c998dbde0f8397c4aa6d/Parameters/Mineral_Intensity.xlsx"
)
MAX_BYTES = 2_000_000


def fetch(folder: Path, progress: Progress | None = None) -> Path:
    """Download the publisher's file into a folder and return its path."""
    return download(
        ADDRESS,
        hosts=find.source("battery_minerals").card.hosts,
        into=folder / "Mineral_Intensity.xlsx",
        max_bytes=MAX_BYTES,
        timeout=60.0,
        progress=progress,
    )
