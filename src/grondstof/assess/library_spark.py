"""Spreads the library of one-year bans over Spark; each worker opens the edition by itself."""

from collections.abc import Iterator, Sequence

from grondstof.assess.library import Ban, Entry, compute
from grondstof.store.editions import Edition, open_edition
from grondstof.store.engine_spark import SparkEngine

Task = tuple[str, str, str, str, str, float, int]
# Results reach the file after each of these, so that a stop costs no more than one of them.
BATCH = 256


def spread(edition: Edition, home: str, tasks: Sequence[tuple[Ban, int]]) -> Iterator[Entry]:
    """Yield bans computed on Spark, in the order given.

    Raises:
        InputError: Spark cannot start here.
    """
    engine = SparkEngine()
    try:
        items: list[Task] = [
            (edition.name, home, ban.material, ban.stage, ban.exporter, ban.share, draws)
            for ban, draws in tasks
        ]
        for first in range(0, len(items), BATCH):
            yield from engine.spread(one, items[first : first + BATCH])
    finally:
        engine.close()


def one(task: Task) -> Entry:
    """Compute one ban on a worker."""
    name, home, material, stage, exporter, share, draws = task
    return compute(open_edition(name), home, Ban(material, stage, exporter, share), draws)
