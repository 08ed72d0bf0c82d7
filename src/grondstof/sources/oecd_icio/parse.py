"""Reads OECD ICIO: `2019.csv` or `2019_SML.csv`, bare or inside the publisher's zip of years.

Layout: first cell `V1`, then one column for each economy and industry (`NLD_C28`), six columns of
final demand for each economy (`NLD_HFCE`) and `OUT`; rows in the same order and then `TLS`, `VA`
and `OUT`. Unit: million current US dollars. In the extended files China and Mexico are split in
`CN1`, `CN2`, `MX1`, `MX2` while final demand stays `CHN` and `MEX`; the parts are added up.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
from grondstof.sources.kit.unpack import members
from grondstof.store.region_tables import RegionTable, TableCard

Array = NDArray[np.float64]

FINAL = ("HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR")
# Editions from 2025 on have 50 industries, among them two of basic metals.
SPLIT_METALS = "C24A"
PARTS = {"CN1": "CHN", "CN2": "CHN", "MX1": "MEX", "MX2": "MEX"}
_MEMBER = re.compile(r"(?:^|/)(?:ICIO)?(?:\d{4}_)?(\d{4})(?:_SML)?\.csv$", re.IGNORECASE)


def read_table(path: Path, year: int) -> RegionTable:
    """Read one year.

    Args:
        path: The csv file, or the zip archive as published.
        year: Year to read.

    Raises:
        InputError: Another layout or release, an absent year, an unknown region, or a cell that
            is no number.
    """
    with _lines(path, year) as (lines, name):
        cells = rows_of(lines, ",")
        header = next(cells, [])
        if not header or header[-1] not in ("OUT", "TOTAL"):
            raise other_release(name, f"a header ending in '{(header or [''])[-1]}'", "'OUT'")
        body = {row[0]: numbers(row[1:], f"{name}, row {row[0]}") for row in cells}
    return _table(name, year, header[1:], body)


@contextmanager
def _lines(path: Path, year: int) -> Iterator[tuple[io.TextIOBase, str]]:
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield stream, path.name
        return
    found = [name for name in members(path) if _year(name) == year]
    if len(found) != 1:
        have = sorted({seen for name in members(path) if (seen := _year(name)) is not None})
        raise InputError(
            [
                Fault(
                    path.name,
                    f"{len(found)} files for {year}; years {', '.join(map(str, have)) or 'none'}",
                    f"one file such as {year}.csv or {year}_SML.csv",
                    "Ask for a year that the archive holds",
                )
            ]
        )
    with zipfile.ZipFile(path) as archive, archive.open(found[0]) as raw:
        yield io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""), f"{path.name}: {found[0]}"


def _year(name: str) -> int | None:
    found = _MEMBER.search(name)
    return int(found[1]) if found else None


def _table(name: str, year: int, header: list[str], body: dict[str, Array]) -> RegionTable:
    labels = [label.partition("_")[::2] for label in header[:-1]]
    uses = [pair for pair in labels if pair[1] not in FINAL]
    rows = [pair for label, pair in zip(header, labels, strict=False) if label in body]
    if rows != uses or "VA" not in body or "TLS" not in body:
        raise other_release(
            name,
            f"{len(rows)} rows of industries and {len(uses)} columns of industries",
            "the same industries in rows and columns, then TLS, VA and OUT",
        )
    consumers = [pair for pair in labels if pair[1] in FINAL]
    n = len(uses)
    matrix = np.array([body[label] for label in header[:n]])
    regions, industries = rectangle(uses, name)
    ids = region_ids("oecd_icio", [PARTS.get(region, region) for region in regions], name)
    merge = [ids[PARTS.get(region, region)] for region in regions]
    kept = tuple(dict.fromkeys(merge))
    place = _merging(merge, kept, len(industries))
    return RegionTable(
        card=TableCard(
            name=f"oecd-icio-{year}",
            publisher="OECD",
            title="Inter-Country Input-Output Tables",
            release=f"{len(kept)} regions by {len(industries)} industries",
            year=year,
            unit="million USD",
            industry_system="ICIO50" if SPLIT_METALS in industries else "ICIO45",
            regions=kept,
            industries=industries,
            consumers=tuple((ids.get(r, r), category) for r, category in consumers),
        ),
        Z=_added(_added(matrix[:, :n], place, 0), place, 1),
        Y=_added(matrix[:, n : n + len(consumers)], place, 0),
        output=_added(matrix[:, -1], place, 0),
        taxes=_added(body["TLS"][:n], place, 0),
        extensions=np.zeros((0, len(kept) * len(industries))),
    )


def _merging(merge: list[str], kept: tuple[str, ...], size: int) -> NDArray[np.intp]:
    """Return for each published industry the place of the industry it is added to."""
    block = np.array([kept.index(region) for region in merge], dtype=np.intp)
    return np.asarray(
        (block[:, np.newaxis] * size + np.arange(size)[np.newaxis, :]).reshape(-1), dtype=np.intp
    )


def _added(values: Array, place: NDArray[np.intp], axis: int) -> Array:
    if len(np.unique(place)) == len(place):
        return np.ascontiguousarray(values)
    moved = np.moveaxis(values, axis, 0)
    total = np.zeros((int(place.max()) + 1, *moved.shape[1:]))
    np.add.at(total, place, moved)
    return np.ascontiguousarray(np.moveaxis(total, 0, axis))
