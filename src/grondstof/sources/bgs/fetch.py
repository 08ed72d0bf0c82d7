"""Fetches one commodity of World Mineral Statistics from the survey's interface, as CSV."""

from pathlib import Path
from urllib.parse import quote

from grondstof.sources.kit.fetch_file import fetch_file
from grondstof.sources.kit.http import Progress

ITEMS = "https://ogcapi.bgs.ac.uk/collections/world-mineral-statistics/items"
MAX_BYTES = 50_000_000
MOST_ROWS = 10_000


def address(commodity: str) -> str:
    """Return the address of one commodity, for example `cobalt, mine`."""
    return f"{ITEMS}?f=csv&limit={MOST_ROWS}&bgs_commodity_trans={quote(commodity)}"


def fetch(folder: Path, commodity: str, progress: Progress | None = None) -> Path:
    """Download one commodity into a folder and return the path of the file."""
    name = "".join(letter if letter.isalnum() else "-" for letter in commodity)
    return fetch_file("bgs", address(commodity), folder / f"{name}.csv", MAX_BYTES, progress)
