"""Loads one source: freezes what ships, reads the frozen bytes, hands the rows to the gate."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from grondstof.sources.kit import find
from grondstof.store.card import SourceCard
from grondstof.store.gate import Accepted, accept, accept_bulk
from grondstof.store.snapshots import Papers, Snapshot, frozen, keep
from grondstof.store.warehouse import Warehouse


def papers(card: SourceCard) -> Papers:
    """Return the papers that a card gives to the frozen bytes of its source."""
    return Papers(
        publisher=card.publisher,
        title=card.title,
        licence=card.licence,
        citation=card.citation,
        url=card.url,
        accessed=card.accessed,
        published=card.published,
    )


def freeze_shipped(source_id: str, folder: Path) -> list[Snapshot]:
    """Copy the frozen files that ship with a source into the snapshots folder, once."""
    source = find.source(source_id)
    return [
        keep(folder, source_id, entry.name, entry.read_bytes(), papers(source.card))
        for entry in find.shipped(source_id)
    ]


def choose(source_id: str, folder: Path, as_of: date) -> list[Snapshot]:
    """Return the snapshots an edition reads: for each file name the newest up to a day.

    Of two with the same day of publication the one that ships wins: an older version of the
    program may have left another reading of the same publication behind. What ships goes by the
    papers that ship with it: a date that was put right counts also where the bytes were frozen.
    """
    shipped = {snapshot.snapshot_id: snapshot for snapshot in freeze_shipped(source_id, folder)}
    known = [shipped.get(item.snapshot_id, item) for item in frozen(folder, source_id)]
    newest: dict[str, Snapshot] = {}
    order = [
        (snapshot.papers.published, snapshot.snapshot_id in shipped, snapshot.sha256, snapshot)
        for snapshot in known
        if snapshot.papers.published <= as_of
    ]
    for *_, snapshot in sorted(order, key=lambda entry: entry[:3]):
        newest[snapshot.path.name] = snapshot
    return [newest[name] for name in sorted(newest)]


def load(source_id: str, snapshots: Sequence[Snapshot], warehouse: Warehouse) -> list[Accepted]:
    """Read the snapshots of a source and write their rows through the gate.

    Raises:
        InputError: With all faults of the first file that has any.
    """
    source = find.source(source_id)
    bulk, text = find.parse_bulk(source_id), find.parse(source_id)
    accepted: list[Accepted] = []
    for snapshot in snapshots:
        if bulk is not None and snapshot.path.suffix == ".parquet":
            snapshot.read()
            table = find.parser(source_id).BULK_TABLE
            accepted.append(accept_bulk(bulk(snapshot.path), table, source, warehouse, snapshot))
        elif text is not None:
            name = snapshot.path.name
            for table, rows in text({name: snapshot.read()}):
                accepted.append(
                    accept(
                        rows,
                        table,
                        source,
                        warehouse,
                        snapshot_id=snapshot.snapshot_id,
                        where=f"{source_id}/{name}",
                    )
                )
    return accepted
