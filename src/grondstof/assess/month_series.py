"""Series of months as written in a scenario or a private overlay, and how much of a base they are.

A series is twelve amounts, January first, in any one unit: only their shares in the year count. It
is about a flow (who sends, who receives, or both) or about production.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from grondstof.assess.chain_model import Part
from grondstof.errors import Fault, InputError, Phrase
from grondstof.methods.shock_calendar import normal

Floats = NDArray[np.float64]
# Where a series comes from, the last wins.
ORDER = ("declared", "private", "scenario")


class SeriesItem(Part):
    """A series of months as written in a scenario.

    Attributes:
        exporter: Who sends; everybody when left out.
        importer: Who receives; everybody when left out.
        producer: Who makes it; then neither exporter nor importer.
        months: Amounts of January to December.
        reason: Where the amounts come from.
    """

    material: str | None = None
    stage: str | None = None
    product: str | None = None
    code: str | None = None
    exporter: str | None = None
    importer: str | None = None
    producer: str | None = None
    months: Annotated[list[float], Field(min_length=12, max_length=12)]
    reason: Annotated[str, Field(min_length=5)]


@dataclass(frozen=True)
class Series:
    """Months of one flow or of one producer.

    Attributes:
        shares: Share of each calendar month in the year, shape (12,). [fraction]
        origin: `declared`, `private` or `scenario`.
    """

    exporter: str | None
    importer: str | None
    producer: str | None
    shares: Floats
    origin: str


@dataclass(frozen=True)
class Monthly:
    """How far the months of a base follow series.

    Attributes:
        origins: Where they come from; empty when the year is shared evenly.
        home_share: Part of the imports of home that a series covers; None without imports.
        all_share: Part of all flows that a series covers. [fraction]
        made_share: Part of production that a series covers. [fraction]
        months_at_hand: Calendar months of declared trade that were fetched, 0 to 12.
    """

    origins: tuple[str, ...]
    home_share: float | None
    all_share: float
    made_share: float
    months_at_hand: int


def check(item: SeriesItem, where: Any) -> Iterator[Fault]:
    """Yield what is wrong with a series, apart from names that nobody knows."""
    if bool(item.producer) == bool(item.exporter or item.importer):
        expected = "a producer, or an exporter, an importer or both"
        told = Phrase("{names}", names=_named(item))
        yield Fault(_at(where, "exporter"), told, expected, "Say what the months are about")
    try:
        normal(np.array(item.months))
    except ValueError:
        told = Phrase("{amounts}", amounts=", ".join(f"{one:g}" for one in item.months))
        expected = "twelve amounts from 0, not all zero"
        yield Fault(_at(where, "months"), told, expected, "Write January to December")


def _named(item: SeriesItem) -> str:
    named = {"exporter": item.exporter, "importer": item.importer, "producer": item.producer}
    return ", ".join(f"{kind} {name}" for kind, name in named.items() if name) or "nobody"


def _at(where: Any, field: str) -> Phrase:
    return Phrase("{where}, {field}", where=where, field=field)


def of_item(item: SeriesItem) -> Series:
    """Return the series of an item that was checked."""
    from grondstof.vocabulary.territories import find

    named = (item.exporter, item.importer, item.producer)
    exporter, importer, producer = (find(name) if name else None for name in named)
    return Series(exporter, importer, producer, normal(np.array(item.months)), "scenario")


def of_private(
    rows: Sequence[Mapping[str, Any]], material: str | None, stage: str | None,
    digits: frozenset[str],
) -> list[Series]:  # fmt: skip
    """Return the series of a private overlay that are about a material at a stage or its codes.

    Raises:
        InputError: A series has not twelve months, or an amount that is none.
    """
    found: dict[tuple[str, str, str], dict[int, float]] = {}
    for row in rows:
        about = row["material_id"] == material and row["stage_id"] in ("", stage)
        if row["code"] in digits if row["code"] else about:
            key = (row["exporter_id"], row["importer_id"], row["producer_id"])
            found.setdefault(key, {})[row["month"]] = row["amount"]
    try:
        return [
            Series(exporter or None, importer or None, producer or None, _year(months), "private")
            for (exporter, importer, producer), months in found.items()
        ]
    except ValueError as error:
        action = "Write a row for each of the months 1 to 12"
        raise InputError([Fault("months.csv", str(error), "twelve months", action)]) from error


def _year(months: Mapping[int, float]) -> Floats:
    return normal(np.array([months[month] for month in range(1, 13) if month in months]))
