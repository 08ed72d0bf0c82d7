"""Fetches the papers of a parliamentary dossier from the SRU service, page by page."""

from pathlib import Path
from urllib.parse import urlencode

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.http import Limits, read
from grondstof.sources.officiele_bekendmakingen.parse import next_record

BASE = "https://repository.overheid.nl/sru"
LIMITS = Limits(hosts=("repository.overheid.nl",), max_bytes=20_000_000)
PAGE = 100
MOST_PAGES = 100


def fetch(
    folder: Path, dossier: str = "32852", limits: Limits = LIMITS, base: str = BASE
) -> list[Path]:
    """Download all papers of a dossier and return the files in order.

    Args:
        folder: Where the pages go.
        dossier: Number of the dossier, five digits.
        limits: What each request may take.
        base: Address of the service; tests give another.

    Raises:
        InputError: If the dossier is no number, a page is no reply, or the pages do not end.
    """
    if not (dossier.isdigit() and len(dossier) == 5):
        raise InputError(
            [Fault("dossier", f"'{dossier[:20]}'", "five digits, such as 32852", "Correct it")]
        )
    folder.mkdir(parents=True, exist_ok=True)
    found: list[Path] = []
    start: int | None = 1
    while start is not None:
        query = f'c.product-area==officielepublicaties and w.dossiernummer=="{dossier}"'
        asked = {
            "operation": "searchRetrieve",
            "version": "2.0",
            "query": query,
            "startRecord": start,
            "maximumRecords": PAGE,
        }
        data = read(f"{base}?{urlencode(asked)}", limits)
        path = folder / f"dossier-{dossier}-{len(found) + 1:04d}.xml"
        path.write_bytes(data)
        found.append(path)
        following = next_record(path.name, data)
        if len(found) >= MOST_PAGES or (following is not None and following <= start):
            raise InputError(
                [Fault(path.name, "pages that do not end", "a last page", "Try again later")]
            )
        start = following
    return found
