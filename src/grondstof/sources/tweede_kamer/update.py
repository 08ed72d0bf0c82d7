"""Brings the frozen tables of the Tweede Kamer up to date: the first time whole, then by changes.

Commitments change by SyncFeed, from the token where the last run ended. The feed tells the dossier
of a paper only by an internal key, so motions and papers of a dossier are asked by their day of
change. All three pass through `sift`, so that a clean-up of old records is never news.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from grondstof.sources.kit.http import Limits
from grondstof.sources.tweede_kamer import fetch
from grondstof.sources.tweede_kamer.parse import read_feed, read_published, resume_token
from grondstof.sources.tweede_kamer.sift import Record, Sifted, sift

PROMISES = "toezeggingen.csv"
FILES = {"Zaak": "moties.csv", "Document": "documenten.csv"}
# A change of today can be written after today's run; one day is read twice.
OVERLAP = timedelta(days=1)


@dataclass(frozen=True)
class Updated:
    """One frozen table after a run.

    Attributes:
        name: File name of the table.
        rows: All rows, sorted by number.
        sifted: What the run brought.
        token: Where the feed goes on, for commitments.
    """

    name: str
    rows: tuple[Record, ...]
    sifted: Sifted
    token: int | None = None


def promises(
    folder: Path,
    known: Iterable[Record],
    token: int | None,
    *,
    since: str,
    limits: Limits = fetch.LIMITS,
    base: str = fetch.BASE,
) -> Updated:
    """Return the commitments: all made since a day without `known`, else known ones with changes.

    Args:
        folder: Where the pages go.
        known: Rows of the last run.
        token: Where the feed ended at the last run; None reads it from its start.
        since: First day of the commitments; older ones in the feed are left out.
        limits: What each request may take.
        base: Address of the service; tests give another.

    Raises:
        InputError: If a page cannot be read, or the pages do not end.
    """
    before = _by_number(known)
    if not before:
        files = fetch.fetch(folder, since, limits, base)
        return _merged(PROMISES, _rows(files), before, token)
    files = fetch.fetch_changes(folder, token, limits, base)
    pages = [(path.name, path.read_bytes()) for path in files]
    entities = {row.get("entity"): number for number, row in before.items()}
    rows: list[Record] = []
    for name, data in pages:
        for row in read_feed(name, data)[0]:
            number = row["item_id"] or entities.get(row["entity"])
            if number and (row["state"] == "removed" or row["since"] >= since):
                rows.append({**row, "item_id": number})
    tokens = [found for name, data in pages if (found := resume_token(name, data)) is not None]
    return _merged(PROMISES, rows, before, max([*tokens, token or 0]) or None)


def dossier_papers(
    folder: Path,
    entity: str,
    known: Iterable[Record],
    *,
    dossier: str,
    limits: Limits = fetch.LIMITS,
    base: str = fetch.BASE,
) -> Updated:
    """Return the motions (`Zaak`) or papers (`Document`) of a dossier, with what changed.

    Raises:
        InputError: If the dossier is no number, a page cannot be read, or the pages do not end.
    """
    before = _by_number(known)
    newest = max((row["changed"] for row in before.values()), default="")
    after = str(date.fromisoformat(newest) - OVERLAP) if newest else None
    files = fetch.fetch_dossier(folder, entity, dossier, after, limits, base)
    return _merged(FILES[entity], _rows(files), before, None)


def _rows(files: Sequence[Path]) -> list[dict[str, str]]:
    return [row for path in files for row in read_published(path.name, path.read_bytes())]


def _by_number(rows: Iterable[Record]) -> dict[str, Record]:
    return {row["item_id"]: row for row in rows}


def _merged(
    name: str, rows: Iterable[Record], before: Mapping[str, Record], token: int | None
) -> Updated:
    found = sift(rows, before)
    gone = set(found.removed)
    after = {**before, **_by_number(found.changed)}
    kept = tuple(after[number] for number in sorted(after) if number not in gone)
    return Updated(name, kept, found, token)
