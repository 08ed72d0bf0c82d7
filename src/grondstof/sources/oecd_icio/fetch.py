"""Fetches OECD ICIO: one archive for some years of an edition, about 170 MB."""

from pathlib import Path

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.http import Progress, download

HOSTS = ("webfs-sti.oecd.org",)
MAX_BYTES = 1_000_000_000
TYPES = ("application/zip", "application/x-zip-compressed", "application/octet-stream")
# First and last year of the archives of an edition.
ARCHIVES = {"2025": ((1995, 2000), (2001, 2005), (2006, 2010), (2011, 2015), (2016, 2022))}


def address(edition: str, year: int) -> str:
    """Return the address of the archive that holds a year.

    Raises:
        InputError: The edition or the year is not one that is known here.
    """
    for first, last in ARCHIVES.get(edition, ()):
        if first <= year <= last:
            base = "https://webfs-sti.oecd.org/files/STI-PIE/ICIO"
            return f"{base}/{edition}/{first}-{last}_SML.zip"
    fault = Fault(
        "edition and year",
        f"edition '{edition}', year {year}",
        "edition 2025 and a year from 1995 to 2022",
        "Download the archive by hand and plug it in with `grondstof table add`",
    )
    raise InputError([fault])


def fetch(folder: Path, edition: str, year: int, progress: Progress | None = None) -> Path:
    """Download one archive into a folder and return its path."""
    url = address(edition, year)
    return download(
        url,
        hosts=HOSTS,
        into=folder / url.rsplit("/", 1)[1],
        max_bytes=MAX_BYTES,
        timeout=60.0,
        expect_types=TYPES,
        progress=progress,
    )
