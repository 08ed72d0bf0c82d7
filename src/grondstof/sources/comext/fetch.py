"""Fetches Eurostat Comext: a month in bulk (7z), or single codes from the dissemination API.

The API refuses some eight-digit codes (HTTP 400); the same is then asked for at six digits, and
the file says so in its name.
"""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlencode

from grondstof.errors import Fault, InputError
from grondstof.sources.comext.parse import read_published
from grondstof.sources.kit.http import Limits, Progress, read
from grondstof.sources.kit.http import fetch as fetch_file

HOSTS = ("ec.europa.eu",)
API = "https://ec.europa.eu/eurostat/api/comext/dissemination/statistics/1.0/data/DS-045409"
FILES = "https://ec.europa.eu/eurostat/api/dissemination/files"
LIMITS = Limits(hosts=HOSTS, max_bytes=100_000_000, expect_types=("application/json",))
# Refusals come as pages of text with status 200; an archive has another media type.
BULK = Limits(
    hosts=HOSTS,
    max_bytes=600_000_000,
    timeout=120.0,
    expect_types=("application/x-7z-compressed", "application/octet-stream", "application/zip"),
)


def bulk_address(year: int, month: int, base: str = FILES) -> str:
    """Return the address of a month in bulk; month 52 is the whole year."""
    name = quote(f"comext/COMEXT_DATA/PRODUCTS/full_v2_{year}{month:02d}.7z", safe="")
    return f"{base}?file={name}"


def fetch(
    folder: Path,
    year: int,
    month: int,
    progress: Progress | None = None,
    *,
    limits: Limits = BULK,
    base: str = FILES,
) -> Path:
    """Download a month in bulk, unpack it and return the data file.

    Raises:
        InputError: a month that Eurostat does not have, a refused or broken transfer, or an
            archive that is not whole.
    """
    into = folder / f"full_v2_{year}{month:02d}.7z"
    try:
        packed = fetch_file(bulk_address(year, month, base), into, limits, progress).path
    except InputError as error:
        if any("HTTP status 404" in fault.found for fault in error.faults):
            what = "HTTP status 404: no such file"
            advice = "Ask for an earlier month; a month comes out about two months after its end"
            wanted = "a month that Eurostat has put out"
            raise InputError([Fault(into.name, what, wanted, advice)]) from error
        raise
    return unpack(packed, folder)


def unpack(packed: Path, folder: Path, most_bytes: int = 6_000_000_000) -> Path:
    """Unpack the one data file of a 7z archive within limits.

    Raises:
        InputError: not a whole archive, more than one file, or larger than allowed.
    """
    import py7zr

    try:
        with py7zr.SevenZipFile(packed) as archive:
            listed = archive.list()
            total = sum(item.uncompressed for item in listed)
            safe = len(listed) == 1 and Path(listed[0].filename).name == listed[0].filename
            if not safe or total > most_bytes:
                raise InputError(
                    [
                        Fault(
                            packed.name,
                            f"{len(listed)} files, {total:,} bytes when unpacked",
                            f"one data file of at most {most_bytes:,} bytes",
                            "Check that this is the archive meant",
                        )
                    ]
                )
            archive.extract(path=folder, targets=[listed[0].filename])
            return folder / str(listed[0].filename)
    except (py7zr.Bad7zFile, EOFError, OSError) as error:
        raise InputError(
            [
                Fault(
                    packed.name,
                    "bytes that are not a whole 7z archive",
                    "an archive that can be read to its end",
                    "Fetch it again; the transfer was probably cut off",
                )
            ]
        ) from error


def fetch_codes(
    folder: Path,
    reporter: str,
    codes: Sequence[str],
    periods: Sequence[str],
    *,
    limits: Limits = LIMITS,
    base: str = API,
) -> list[Path]:
    """Download the trade of a reporter in single codes and return the files.

    A code of eight digits that the service refuses is asked for at six digits.

    Raises:
        InputError: a refused or broken transfer, or a reply that is no JSON-stat or has no cells.
    """
    found = []
    for code in codes:
        for digits in dict.fromkeys((code, code[:6])):
            query = [("format", "JSON"), ("freq", "M"), ("reporter", reporter), ("product", digits)]
            query += [("time", period) for period in periods]
            try:
                data = read(f"{base}?{urlencode(query)}", limits)
            except InputError as error:
                refused = any("HTTP status 400" in fault.found for fault in error.faults)
                if refused and len(digits) == 8:
                    continue
                raise
            # Only a reply that can be read and holds cells is put in place.
            read_published(f"{reporter}-{digits}.json", data)
            path = folder / f"{reporter}-{digits}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            found.append(path)
            break
    return found
