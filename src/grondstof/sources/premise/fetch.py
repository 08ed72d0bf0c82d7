"""Fetches the metals database of premise."""

from pathlib import Path

from grondstof.sources.kit.fetch_file import fetch_file
from grondstof.sources.kit.http import Progress

ADDRESS = (
    "https://raw.githubusercontent.com/polca/premise/"
    "d74d45b693c15164e3174e69238d329260ed3898/premise/data/metals/metals_db.csv"
)
MAX_BYTES = 2_000_000


def fetch(folder: Path, progress: Progress | None = None) -> Path:
    """Download the publisher's file into a folder and return its path."""
    return fetch_file("premise", ADDRESS, folder / "metals_db.csv", MAX_BYTES, progress)
