"""Keeps monthly trade as one folder a month, added to without touching the months before."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from functools import reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING

from grondstof.store.engine import fresh_folder, put_in_place

if TYPE_CHECKING:
    import pyarrow as pa

_SEAL = "_snapshot.json"
_GROUP_ROWS = 131_072


def has_month(folder: Path, year: int, month: int, digest: str) -> bool:
    """Return whether a month is stored as it was read from a file with this SHA-256."""
    seal = folder / f"year={year}" / f"month={month}" / _SEAL
    return seal.is_file() and json.loads(seal.read_text("utf-8"))["sha256"] == digest


def add_month(folder: Path, year: int, month: int, rows: "pa.Table", digest: str) -> bool:
    """Put a month of trade in place and return whether anything changed.

    The same bytes twice change nothing; a revised month replaces that month alone.

    Args:
        folder: Folder of the table; months are `year=<y>/month=<m>/` below it.
        year: Year.
        month: Month; 0 for a whole year.
        rows: Rows of that month.
        digest: SHA-256 of the file they were read from.
    """
    import pyarrow.parquet as pq

    if has_month(folder, year, month, digest):
        return False
    goal = folder / f"year={year}" / f"month={month}"
    goal.parent.mkdir(parents=True, exist_ok=True)
    part = fresh_folder(goal)
    try:
        plain = rows.drop_columns([n for n in ("year", "month") if n in rows.column_names])
        # In order of code and in short groups, so that who asks for one code reads little.
        plain = plain.sort_by("code")
        pq.write_table(
            plain, part / "part-0.parquet", compression="zstd", row_group_size=_GROUP_ROWS
        )
        seal_text = json.dumps({"sha256": digest, "rows": rows.num_rows})
        (part / _SEAL).write_text(seal_text + "\n", "utf-8")
        put_in_place(part, goal)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return True


def months_stored(folder: Path) -> tuple[tuple[int, int, int], ...]:
    """Return year, month and time of writing of the stored months, without whole years."""
    found = []
    for seal in sorted(folder.glob(f"year=*/month=*/{_SEAL}")):
        year, month = (int(part.name.partition("=")[2]) for part in seal.parents[1::-1])
        if month:
            found.append((year, month, seal.stat().st_mtime_ns))
    return tuple(found)


def read_months(
    folder: Path, territories: Sequence[str], codes: Sequence[str] = ()
) -> "pa.Table | None":
    """Return the stored months in which a territory declares, or is declared by others.

    Args:
        folder: Folder of the table.
        territories: Territories that declare, or whose partners do; all when empty.
        codes: First digits of the codes; all when empty.

    Returns:
        None where no month is stored.
    """
    if not any(folder.glob("year=*/month=*/*.parquet")):
        return None
    # The readers of files take megabytes; without months nobody needs them.
    import pyarrow as pa
    import pyarrow.dataset as ds

    layout = ds.partitioning(
        pa.schema([("year", pa.int16()), ("month", pa.int16())]), flavor="hive"
    )
    own = list(territories)
    wanted = ds.field("reporter_id").isin(own) | ds.field("partner_id").isin(own) if own else None
    if codes:
        # Codes are digits, so that the next sign after them ends those that start with these.
        code = ds.field("code")
        among = reduce(or_, [(code >= one) & (code < f"{one}:") for one in codes])
        wanted = among if wanted is None else wanted & among
    files = ds.dataset(folder, format="parquet", partitioning=layout)
    found: pa.Table = files.to_table(filter=wanted)
    return found


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
