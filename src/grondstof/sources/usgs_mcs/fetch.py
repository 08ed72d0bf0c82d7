"""Fetches the all-in-one file of the Mineral Commodity Summaries from ScienceBase."""

from pathlib import Path

from grondstof.sources.kit.fetch_file import fetch_file
from grondstof.sources.kit.http import Progress

ADDRESS = (
    "https://www.sciencebase.gov/catalog/file/get/696a75d5d4be0228872d3bf8"
    "?name=MCS2026_Commodities_Data.csv"
)
MAX_BYTES = 20_000_000


def fetch(folder: Path, progress: Progress | None = None) -> Path:
    """Download the publisher's current file into a folder and return its path."""
    return fetch_file(
        "usgs_mcs", ADDRESS, folder / "MCS2026_Commodities_Data.csv", MAX_BYTES, progress
    )
