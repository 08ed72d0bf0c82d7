"""Multi-region tables that a user brings: read once, checked, kept as arrays, opened by name."""

from importlib import import_module
from pathlib import Path
from typing import cast

from grondstof.assess.io_table import Checked, check
from grondstof.errors import UnknownName
from grondstof.settings import data_folder
from grondstof.store import region_tables
from grondstof.store.region_tables import RegionTable

READERS = ("exiobase", "figaro", "oecd_icio", "wiod")


def folder() -> Path:
    """Return the folder in which plugged-in tables are kept."""
    return data_folder() / "tables"


def plug_in(path: Path, source_id: str, year: int, *, accept_negative: bool = False) -> Checked:
    """Read a publisher's file, check it and keep it; nothing is kept when a check fails.

    Args:
        path: File, archive or folder as downloaded.
        source_id: One of `READERS`.
        year: Year to read.
        accept_negative: Accept industries with negative value added.

    Raises:
        UnknownName: No reader of that name.
        InputError: The file cannot be read or the table fails a check.
    """
    if source_id not in READERS:
        raise UnknownName("source", source_id, "a source of multi-region tables", READERS)
    reader = import_module(f"grondstof.sources.{source_id}.parse")
    table = cast(RegionTable, reader.read_table(path, year))
    checked = check(table, accept_negative=accept_negative)
    region_tables.keep(folder(), table)
    return checked


def open_plugged(name: str) -> Checked:
    """Open a kept table; it was checked when it was kept, and negatives were accepted or absent.

    Raises:
        UnknownName: No table of that name; the message names the nearest.
    """
    return check(region_tables.open_table(folder(), name), accept_negative=True)


def kept() -> list[str]:
    """Return the names of the tables that are kept."""
    return region_tables.names(folder())
