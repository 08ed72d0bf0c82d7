"""The official list of a home, when somebody supplies it: one more list version, as CSV.

Columns `material, level, valid_from, reference`; material is any known spelling, level is
`material`, `component` or `product`. The home pack holds it as `homes/<home>/lists/*.csv`, or a
file is named when asking.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from grondstof.errors import Fault, InputError, UnknownName
from grondstof.store.content import home_folder, short_name
from grondstof.vocabulary import materials

COLUMNS = ("material", "level", "valid_from", "reference")
LEVELS = ("material", "component", "product")
_MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class OfficialEntry:
    """One entry of an official list.

    Attributes:
        subject_id: Material id, or the name of a component or product as it is written.
        level: material, component or product.
        valid_from: First day.
        reference: Document it stands in.
    """

    subject_id: str
    level: str
    valid_from: date
    reference: str


def official_list(home: str, path: Path | None = None) -> tuple[OfficialEntry, ...]:
    """Return the entries of the newest official list of a home; none when nobody supplied it.

    Args:
        home: Home whose pack is looked into.
        path: File to read in the place of the home pack's.

    Raises:
        InputError: With every line that cannot be read.
    """
    if path is None:
        packed = sorted((home_folder(home) / "lists").glob("*.csv"))
        if not packed:
            return ()
        path = packed[-1]
    faults: list[Fault] = []
    found = tuple(_entries(path, faults))
    if faults:
        raise InputError(faults)
    return found


def _entries(path: Path, faults: list[Fault]) -> Iterator[OfficialEntry]:
    name = short_name(path)
    if not path.is_file() or path.stat().st_size > _MOST_BYTES:
        faults.append(
            Fault(name, "no readable CSV file", "a CSV file below 1 MB", "Check the name")
        )
        return
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            given = ", ".join(reader.fieldnames or ()) or "none"
            faults.append(
                Fault(
                    f"{name}:1",
                    f"the columns {given}",
                    ", ".join(COLUMNS),
                    "Name the columns so, in this order",
                )
            )
            return
        for number, row in enumerate(reader, start=2):
            entry = _entry(f"{name}:{number}", row, faults)
            if entry is not None:
                yield entry


def _entry(where: str, row: dict[str, str], faults: list[Fault]) -> OfficialEntry | None:
    before = len(faults)
    level, text = (row["level"] or "").strip(), (row["material"] or "").strip()
    if level not in LEVELS:
        faults.append(Fault(where, f"the level '{level}'", ", ".join(LEVELS), "Write one of these"))
    subject = text
    if level == "material":
        try:
            subject = materials.find(text).material_id
        except UnknownName as error:
            faults.extend(Fault(where, f.found, f.expected, f.action) for f in error.faults)
    try:
        start = date.fromisoformat((row["valid_from"] or "").strip())
    except ValueError:
        faults.append(Fault(where, f"the date '{row['valid_from']}'", "a date", "Write 2026-06-30"))
        start = date.min
    if len(faults) > before:
        return None
    return OfficialEntry(subject, level, start, (row["reference"] or "").strip())
