"""Reads EXIOBASE 3 monetary tables: `IOT_2019_ixi.zip` or `IOT_2019_pxp.zip`, zipped or unpacked.

Tab-separated text. `Z.txt` (older releases: `A.txt`) has two header lines, `region` and `sector`,
then a line with the names of the two label columns, then one line for each region and sector.
`Y.txt` has region and category in its header, `x.txt` one column `indout`. Extensions stand in
folders (`satellite`, `impacts`, or one for each theme) as `F.txt` with one label column and a
`unit.txt` beside it. Unit: million euro. Each line is read straight into its place, so the memory
needed is the matrix itself.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.region_tables import (
    numbers,
    other_release,
    rectangle,
    region_ids,
    rows_of,
)
from grondstof.sources.kit.unpack import UnpackLimits, members
from grondstof.store.region_tables import RegionTable, TableCard

Array = NDArray[np.float64]
Pair = tuple[str, str]

_NAME = re.compile(r"IOT_(\d{4})_(ixi|pxp)")
_LIMITS = UnpackLimits(members=400, total_bytes=20_000_000_000, ratio=2000.0)


@dataclass(frozen=True)
class Archive:
    """A zipped or unpacked archive: names of its files by their path, and how to open one."""

    path: Path
    files: tuple[str, ...]

    def find(self, *ending: str) -> list[str]:
        """Return the files whose path ends in the given parts, shortest first."""
        found = [name for name in self.files if PurePosixPath(name).parts[-len(ending) :] == ending]
        return sorted(found, key=lambda name: (len(PurePosixPath(name).parts), name))

    @contextmanager
    def lines(self, name: str) -> Iterator[io.TextIOBase]:
        """Open one file as text."""
        if self.path.is_dir():
            with (self.path / name).open(encoding="utf-8-sig", newline="") as stream:
                yield stream
            return
        with zipfile.ZipFile(self.path) as archive, archive.open(name) as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")


def open_archive(path: Path) -> Archive:
    """Open a folder or a zip archive."""
    if path.is_dir():
        files = (entry.relative_to(path).as_posix() for entry in path.rglob("*.txt"))
        return Archive(path, tuple(sorted(files)))
    return Archive(path, tuple(members(path, _LIMITS)))


def read_table(
    path: Path, year: int | None = None, extensions: str | None = "satellite"
) -> RegionTable:
    """Read one year of EXIOBASE 3.

    Args:
        path: Archive or folder, named `IOT_<year>_<ixi or pxp>` as published.
        year: Year expected; None takes the year of the name.
        extensions: Folder of the extensions to read, all folders where the release splits them by
            theme; None for none.

    Raises:
        InputError: Another layout or year, an unknown region, an extension without unit, or a
            cell that is no number.
    """
    found = _NAME.search(path.name)
    if found is None or (year is not None and int(found[1]) != year):
        expected = f"IOT_{year or '<year>'}_ixi or IOT_{year or '<year>'}_pxp"
        raise other_release(path.name, "another name", expected)
    archive = open_archive(path)
    pairs, flows, output = _flows(archive)
    regions, industries = rectangle(pairs, path.name)
    rows, consumers, final = _labelled(archive, _one(archive, "Y.txt"))
    if rows != pairs:
        raise other_release(f"{path.name}: Y.txt", "other rows than Z.txt", "the same rows")
    ids = region_ids("exiobase", [*regions, *(region for region, _ in consumers)], path.name)
    named, extension_rows = _extensions(archive, extensions, pairs)
    size = "EXIO163" if found[2] == "ixi" else "EXIO200"
    return RegionTable(
        card=TableCard(
            name=f"exiobase-{found[1]}-{found[2]}",
            publisher="EXIOBASE consortium",
            title="EXIOBASE 3 monetary input-output tables",
            release=f"{found[2]}, {len(regions)} regions by {len(industries)}",
            year=int(found[1]),
            unit="million EUR",
            industry_system=size,
            regions=tuple(ids[region] for region in regions),
            industries=industries,
            consumers=tuple((ids[region], category) for region, category in consumers),
            extensions=named,
        ),
        Z=flows,
        Y=final,
        output=output,
        taxes=np.zeros(len(output)),
        extensions=extension_rows,
    )


def _one(archive: Archive, *ending: str) -> str:
    found = archive.find(*ending)
    if not found:
        raise other_release(
            archive.path.name,
            f"no file {'/'.join(ending)}",
            "Z.txt or A.txt, Y.txt and x.txt, as EXIOBASE 3 is published",
        )
    return found[0]


def _flows(archive: Archive) -> tuple[list[Pair], Array, Array]:
    """Return labels, flows and output; flows come from A and x where Z is not published."""
    flows = bool(archive.find("Z.txt"))
    pairs, columns, matrix = _labelled(archive, _one(archive, "Z.txt" if flows else "A.txt"))
    if pairs != columns:
        raise other_release(archive.path.name, "rows that differ from columns", "a square table")
    rows, _, output = _labelled(archive, _one(archive, "x.txt"), header=1)
    if rows != pairs:
        raise other_release(f"{archive.path.name}: x.txt", "other rows than Z.txt", "the same rows")
    x = np.ascontiguousarray(output[:, 0])
    if not flows:
        matrix *= x[np.newaxis, :]
    return pairs, matrix, x


def _labelled(
    archive: Archive, name: str, header: int = 2, labels: int = 2
) -> tuple[list[Pair], list[Pair], Array]:
    """Read a matrix with label columns and header lines, row by row into its place."""
    where = f"{archive.path.name}: {name}"
    with archive.lines(name) as stream:
        cells = rows_of(stream, "\t")
        heads = [next(cells, [])[labels:] for _ in range(header)]
        columns = [(h[0], h[1] if header == 2 else "") for h in zip(*heads, strict=False)]
        rows: list[Pair] = []
        # A square table is read straight into its place; others grow line by line.
        square = np.empty((len(columns), len(columns))) if labels == header == 2 else None
        values: list[Array] = []
        for row in cells:
            if not any(cell.strip() for cell in row[labels:]):
                continue
            label = (row[0], row[1] if labels == 2 else "")
            found = numbers(row[labels:], f"{where}, row {label[0]} {label[1]}")
            if len(found) != len(columns):
                raise _uneven(where, len(columns))
            if square is not None and len(rows) < len(columns):
                square[len(rows)] = found
            else:
                values.append(found)
            rows.append(label)
    if not rows:
        raise _uneven(where, len(columns))
    if square is not None and not values:
        return rows, columns, square if len(rows) == len(columns) else square[: len(rows)].copy()
    head = [] if square is None else [square]
    return rows, columns, np.vstack([*head, *values])


def _uneven(where: str, width: int) -> InputError:
    return other_release(where, f"lines that do not have {width} values", "equal lines")


def _extensions(
    archive: Archive, folder: str | None, pairs: list[Pair]
) -> tuple[tuple[tuple[str, str], ...], Array]:
    """Return the extensions of one folder; of every folder where the release has no such one."""
    if folder is None:
        return (), np.zeros((0, len(pairs)))
    files = archive.find(folder, "F.txt")[:1] or archive.find("F.txt")
    named: list[tuple[str, str]] = []
    blocks = [np.zeros((0, len(pairs)))]
    faults: list[Fault] = []
    for name in files:
        where = PurePosixPath(name).parent
        rows, columns, values = _labelled(archive, name, labels=1)
        if columns != pairs:
            raise other_release(
                f"{archive.path.name}: {name}", "other columns than Z.txt", "the same"
            )
        units = _units(archive, where.name)
        faults += [_without_unit(archive, where.name, row) for row, _ in rows if row not in units]
        named += [(row, units.get(row, "")) for row, _ in rows]
        blocks.append(values)
    if faults:
        raise InputError(faults[:20])
    return tuple(named), np.vstack(blocks)


def _without_unit(archive: Archive, folder: str, row: str) -> Fault:
    return Fault(
        f"{archive.path.name}: {folder}, row {row}",
        "no unit",
        "a unit in unit.txt",
        "Use the whole archive; an extension without unit cannot be shown",
    )


def _units(archive: Archive, folder: str) -> dict[str, str]:
    found = archive.find(folder, "unit.txt")
    if not found:
        return {}
    with archive.lines(found[0]) as stream:
        return {
            row[0]: row[1] for row in list(rows_of(stream, "\t"))[1:] if len(row) > 1 and row[1]
        }
