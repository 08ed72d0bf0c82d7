"""Multi-region input-output tables that a user has plugged in, as plain arrays on disk.

A table is kept in `tables/<name>/` of the data folder: `Z.npy`, `Y.npy`, `output.npy`,
`taxes.npy`, `extensions.npy` and `card.json` with labels, unit, year and release. The arrays are
memory-mapped when opened, so that a large table costs no memory until it is used.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondstof.errors import Fault, InputError, UnknownName

Array = NDArray[np.float64]

_ARRAYS = ("Z", "Y", "output", "taxes", "extensions")


@dataclass(frozen=True)
class TableCard:
    """What a table is.

    Attributes:
        name: Short name, for example `wiod-2013`.
        publisher: Publisher.
        title: Title with its release.
        release: Release, for example `2013` or `26ed`.
        year: Year of the structure.
        unit: Unit of the deliveries, `million USD` or `million EUR`.
        industry_system: Classification of the industries.
        regions: Region of each block of industries, in order: territory ids or own labels.
        industries: Industry codes of one region, in order.
        consumers: Region and category of each column of final demand.
        extensions: Name and unit of each extension row.
    """

    name: str
    publisher: str
    title: str
    release: str
    year: int
    unit: str
    industry_system: str
    regions: tuple[str, ...]
    industries: tuple[str, ...]
    consumers: tuple[tuple[str, str], ...]
    extensions: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True)
class RegionTable:
    """One table; rows and columns are region by industry, regions outermost.

    Attributes:
        card: Labels and origin.
        Z: Intermediate deliveries, shape (n, n).
        Y: Final demand, shape (n, c).
        output: Published output, shape (n,).
        taxes: Taxes and other inputs that are no value added, shape (n,).
        extensions: Extension rows, shape (k, n).
    """

    card: TableCard
    Z: Array
    Y: Array
    output: Array
    taxes: Array
    extensions: Array

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit the labels."""
        n = len(self.card.regions) * len(self.card.industries)
        wanted = {
            "Z": (n, n),
            "Y": (n, len(self.card.consumers)),
            "output": (n,),
            "taxes": (n,),
            "extensions": (len(self.card.extensions), n),
        }
        faults = [
            Fault(
                f"{self.card.name}, {name}",
                f"the shape {getattr(self, name).shape}",
                f"{shape}: {len(self.card.regions)} regions by {len(self.card.industries)}",
                "Check that the file is complete and of the release that was named",
            )
            for name, shape in wanted.items()
            if getattr(self, name).shape != shape
        ]
        if faults:
            raise InputError(faults)


def keep(folder: Path, table: RegionTable) -> Path:
    """Write a table and return its folder; an older one of the same name is replaced."""
    target = folder / table.card.name
    target.mkdir(parents=True, exist_ok=True)
    (target / "card.json").unlink(missing_ok=True)
    for name in _ARRAYS:
        np.save(target / f"{name}.npy", getattr(table, name), allow_pickle=False)
    text = json.dumps(asdict(table.card), ensure_ascii=False, indent=1)
    # The card comes last: arrays without a card count as not kept.
    (target / "card.json").write_text(text, "utf-8")
    return target


def names(folder: Path) -> list[str]:
    """Return the names of the tables that are kept, sorted."""
    return sorted(path.parent.name for path in folder.glob("*/card.json"))


def open_table(folder: Path, name: str) -> RegionTable:
    """Open a kept table with memory-mapped arrays.

    Raises:
        UnknownName: No table of that name is kept.
        InputError: No table is kept at all.
    """
    if name not in names(folder):
        if not names(folder):
            action = "Read it first with grondstof table add, or leave the table out"
            expected = "a table that was plugged in, and there is none yet"
            raise InputError([Fault("table", f"'{name[:80]}'", expected, action)])
        raise UnknownName("table", name, "a plugged-in table", names(folder))
    source = folder / name
    card = _card(json.loads((source / "card.json").read_text("utf-8")))
    arrays = {part: np.load(source / f"{part}.npy", mmap_mode="r") for part in _ARRAYS}
    return RegionTable(card, **arrays)


def _card(data: dict[str, Any]) -> TableCard:
    for name in ("regions", "industries"):
        data[name] = tuple(data[name])
    for name in ("consumers", "extensions"):
        data[name] = tuple((str(first), str(second)) for first, second in data[name])
    return TableCard(**data)
