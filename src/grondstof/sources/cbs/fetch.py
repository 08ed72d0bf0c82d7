"""Fetches tables of CBS StatLine by OData v4, page by page."""

from pathlib import Path

from grondstof.errors import Fault, InputError
from grondstof.sources.cbs.parse import next_page
from grondstof.sources.kit.http import Limits, read

BASE = "https://datasets.cbs.nl/odata/v1/CBS"
LIMITS = Limits(
    hosts=("datasets.cbs.nl",), max_bytes=80_000_000, expect_types=("application/json",)
)
MOST_PAGES = 500


def fetch(
    folder: Path,
    table: str,
    entity: str = "Observations",
    limits: Limits = LIMITS,
    base: str = BASE,
) -> list[Path]:
    """Download all pages of an entity of a table and return the files in order.

    Args:
        folder: Where the pages go.
        table: Identifier of the table, for example `85430NED`.
        entity: `Observations`, `MeasureCodes` or a list of codes.
        limits: What each request may take.
        base: Address of the service; tests give another.

    Raises:
        InputError: the table does not exist, or its pages do not end.
    """
    url: str | None = f"{base}/{table}/{entity}"
    found: list[Path] = []
    while url is not None:
        if len(found) >= MOST_PAGES:
            raise InputError(
                [
                    Fault(
                        f"{base}/{table}",
                        f"more than {MOST_PAGES} pages",
                        "a last page",
                        "Ask for a part of the table with a filter",
                    )
                ]
            )
        data = read(url, limits, {"Accept": "application/json"})
        path = folder / f"{table}-{entity}-{len(found) + 1:04d}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        found.append(path)
        url = next_page(data)
    return found
