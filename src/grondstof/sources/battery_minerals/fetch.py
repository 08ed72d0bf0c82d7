"""Fetches the mineral intensities of battery packs."""

from pathlib import Path

from grondstof.sources.kit.fetch_file import fetch_file
from grondstof.sources.kit.http import Progress

ADDRESS = (
    "https://raw.githubusercontent.com/pmbusch/Critical-Minerals-EV/"
    "2aafd29f162c14fd1394c998dbde0f8397c4aa6d/Parameters/Mineral_Intensity.xlsx"
)
MAX_BYTES = 2_000_000


def fetch(folder: Path, progress: Progress | None = None) -> Path:
    """Download the publisher's file into a folder and return its path."""
    return fetch_file(
        "battery_minerals", ADDRESS, folder / "Mineral_Intensity.xlsx", MAX_BYTES, progress
    )
