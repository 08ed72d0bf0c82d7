"""The frozen tables of the Tweede Kamer between two runs, and where the feed ended."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.load import papers
from grondstof.sources.tweede_kamer.parse import COLUMNS
from grondstof.sources.tweede_kamer.sift import Record
from grondstof.store.card import SourceCard
from grondstof.store.snapshots import Snapshot, frozen, keep

SOURCE = "tweede_kamer"
_TOKEN = "feed.json"


def known(folder: Path, name: str) -> list[Record]:
    """Return the rows of the newest frozen table of a name; none before the first run.

    Args:
        folder: The `snapshots` folder of the data folder.
        name: File name of the table.
    """
    found = [item for item in frozen(folder, SOURCE) if item.path.name == name]
    if not found:
        return []
    text = found[-1].read().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def token(folder: Path) -> int | None:
    """Return where the feed of commitments ended at the last run; None before the first.

    Raises:
        InputError: If the file that keeps it is damaged.
    """
    path = folder / SOURCE / _TOKEN
    if not path.is_file():
        return None
    try:
        return int(json.loads(path.read_text("utf-8"))["Toezegging"])
    except (ValueError, KeyError, TypeError) as error:
        what = 'a token of the feed, such as {"Toezegging": 123}'
        fault = Fault(str(path), "no token", what, "Delete the file; the feed is read anew")
        raise InputError([fault]) from error


def keep_token(folder: Path, value: int) -> None:
    """Keep where the feed ended, for the next run."""
    (folder / SOURCE).mkdir(parents=True, exist_ok=True)
    (folder / SOURCE / _TOKEN).write_text(json.dumps({"Toezegging": value}) + "\n", "utf-8")


def freeze(
    folder: Path, name: str, rows: Sequence[Record], card: SourceCard, on: date
) -> Snapshot | None:
    """Freeze a table as published on a day; None when there is no row.

    The service is never finished: what it says on a day is its publication of that day.
    """
    if not rows:
        return None
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(dict(row) for row in rows)
    stated = replace(papers(card), accessed=on, published=on)
    return keep(folder, SOURCE, name, stream.getvalue().encode(), stated)
