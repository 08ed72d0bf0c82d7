"""Keeps what really changed in a feed: clean-ups touch thousands of old records at once.

A clean-up bumps the day of change of many records without changing them. Each record is compared
with what is known of it; equal ones are dropped. When more than a tenth and over a thousand of the
known records come by in one go, the run is called a flood, and records that only differ in their
day of change are still dropped, never shown as news.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Record = Mapping[str, str]
FLOOD_COUNT = 1000
FLOOD_SHARE = 0.10


@dataclass(frozen=True)
class Sifted:
    """What is left of a feed.

    Attributes:
        changed: Records that are new or differ in more than their day of change; the last of each.
        removed: Numbers that the service has removed.
        untouched: How many came by without a change.
        flood: True when so many came by that it must have been a clean-up.
    """

    changed: tuple[Record, ...]
    removed: tuple[str, ...]
    untouched: int
    flood: bool


def sift(records: Iterable[Record], known: Mapping[str, Record]) -> Sifted:
    """Return the records of a feed that really changed.

    Args:
        records: Records in the order of the feed.
        known: What is known by number.
    """
    last: dict[str, Record] = {}
    for record in records:
        last[record["item_id"]] = record
    removed = tuple(name for name, record in last.items() if record["state"] == "removed")
    live = {name: record for name, record in last.items() if record["state"] != "removed"}
    changed = [record for name, record in live.items() if _differs(record, known.get(name))]
    untouched = len(live) - len(changed)
    flood = untouched > FLOOD_COUNT and untouched > FLOOD_SHARE * max(len(known), 1)
    return Sifted(tuple(changed), removed, untouched, flood)


def _differs(record: Record, known: Record | None) -> bool:
    if known is None:
        return True
    return any(record[key] != known.get(key, "") for key in record if key != "changed")


def words(found: Sifted) -> str:
    """Return a sentence on what a run brought."""
    text = f"{len(found.changed):,} new or changed, {len(found.removed):,} removed"
    if found.untouched:
        text += f", {found.untouched:,} came by without a change"
    return text + (" (a clean-up; nothing was made of it)" if found.flood else "")
