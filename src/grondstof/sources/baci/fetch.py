"""Fetches a release of BACI from CEPII: one archive for each HS vintage, about 1 to 2.5 GB."""

from pathlib import Path

from grondstof.errors import Fault, InputError
from grondstof.sources.baci.parse import VINTAGES
from grondstof.sources.kit.http import Progress, download

HOSTS = ("www.cepii.fr",)
MAX_BYTES = 4_000_000_000
TYPES = ("application/zip", "application/x-zip-compressed", "application/octet-stream")


def address(release: str, vintage: str) -> str:
    """Return the address of one archive, for example release `202601`, vintage `HS92`.

    Raises:
        InputError: the vintage is not one that BACI publishes.
    """
    if vintage not in VINTAGES:
        raise InputError(
            [
                Fault(
                    "vintage",
                    f"'{vintage}'",
                    "one of " + ", ".join(VINTAGES),
                    "Choose a vintage that starts before the years you need",
                )
            ]
        )
    base = "https://www.cepii.fr/DATA_DOWNLOAD/baci/data"
    return f"{base}/BACI_{vintage}_V{release}.zip"


def fetch(
    folder: Path, release: str, vintage: str = "HS92", progress: Progress | None = None
) -> Path:
    """Download one archive into a folder and return its path."""
    url = address(release, vintage)
    into = folder / url.rsplit("/", 1)[1]
    return download(
        url,
        hosts=HOSTS,
        into=into,
        max_bytes=MAX_BYTES,
        timeout=60.0,
        expect_types=TYPES,
        progress=progress,
    )
